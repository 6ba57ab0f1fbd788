#include "native/site/artist_site.h"

#include <zlib.h>

#include <nlohmann/json.hpp>

#include "native/runtime/package.h"
#include "native/site/kit.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t max_kit_file_bytes = 64u << 20;
constexpr const char* mark = "reverie-site.json";  // in a folder that this program made, and may replace

struct Writer {
  fs::path folder;
  SiteReport report;

  Result<void> write(const std::string& path, std::span<const std::uint8_t> bytes) {
    std::error_code trouble;
    fs::create_directories((folder / path).parent_path(), trouble);
    if (auto written = write_file_whole(folder / path, bytes); !written) return written;
    ++report.files;
    report.bytes += bytes.size();
    return {};
  }
  Result<void> write(const std::string& path, const std::string& text) {
    return write(path, std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
  }
  Result<void> copy(const fs::path& kit, const std::string& path) {
    const auto bytes = bytes_from_file(kit / path, max_kit_file_bytes);
    return bytes ? write(path, *bytes) : bytes.error();
  }
};

Bytes zipped(const Bytes& bytes) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);  // + 16: with a gzip header
  Bytes out(deflateBound(&stream, bytes.size()));
  stream.next_in = const_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

// What plays it comes as .gz only, as everywhere; pictures and words as they are.
Result<void> write_package(Writer& writer, const Package& package) {
  const std::string folder = "models/" + package.model.id + "/";
  for (const ModelFile& file : package.model.files) {
    const auto bytes = package_file(package, file);
    if (!bytes) return bytes.error();
    const bool graph = file.name.ends_with(".onnx");
    const auto written = writer.write(folder + file.name + (graph ? ".gz" : ""), graph ? zipped(*bytes) : *bytes);
    if (!written) return written;
  }
  for (const char* text : {"CARD.md", "model.json"}) {
    const auto content = text_from_file(package.folder / text, max_model_json_bytes);
    if (!content && std::string_view(text) == "CARD.md") continue;  // an old package may have none
    if (!content) return content.error();
    if (auto written = writer.write(folder + text, *content); !written) return written;
  }
  return {};
}

bool fits(const PieceManifest& piece, const Model& model) {
  return std::ranges::any_of(piece.slots, [&](const SlotSpec& slot) { return slot_accepts(slot, model); });
}

Result<void> write_models(Writer& writer, const SiteOrder& order) {
  nlohmann::ordered_json index{{"models", nlohmann::ordered_json::array()}};
  for (const ListedModel& listed : list_models(order.models)) {
    if (order.piece.slots.empty()) break;
    auto package = package_from_folder(order.models / listed.id);
    if (!listed.problem.empty() || !package) {
      writer.report.left_out.push_back(listed.problem.empty() ? package.error().message : listed.problem);
    } else if (!fits(order.piece, package->model)) {
      writer.report.left_out.push_back("The model '" + listed.id + "' has other ports than " + order.piece.id +
                                       " plays.");
    } else {
      if (auto written = write_package(writer, *package); !written) return written;
      index["models"].push_back({{"id", listed.id}, {"title", listed.title}});
      writer.report.models.push_back(listed.id);
    }
  }
  const bool needed = std::ranges::any_of(order.piece.slots, [](const SlotSpec& slot) { return slot.min > 0; });
  if (needed && writer.report.models.empty())
    return Error{
        "The piece '" + order.piece.id + "' plays a network, and no package in '" + order.models.string() +
        "' fits it; publish one there (reverie publish) or name another folder by --models. Nothing was written."};
  return writer.write("models/index.json", index.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

Result<void> write_pages(Writer& writer, const SiteOrder& order) {
  const fs::path folder = order.language == "zh" ? order.kit / "zh" : order.kit;
  const auto play = text_from_file(folder / "play/index.html", max_kit_file_bytes);
  if (!play)
    return Error{"The pages are not built in '" + order.kit.string() +
                 "'; `make site` lays them out once, then this works. Nothing was written."};
  const std::string link = order.link.empty() ? "piece=" + order.piece.id : order.link;
  const auto page = page_of_artist(*play, {order.title, link, order.poster.empty() ? "" : "poster.png"});
  if (!page) return page.error();
  const auto named = files_named_by(order.kit, *page);
  if (!named) return named.error();
  for (const std::string& path : *named) {
    if (order.piece.slots.empty() && path.starts_with("runtime/ort")) continue;  // no network, no runtime
    if (auto copied = writer.copy(order.kit, path); !copied) return copied;
  }
  if (auto copied = writer.copy(order.kit, "NOTICES.txt"); !copied) return copied;
  return writer.write("index.html", *page);
}

Result<void> check_place(const fs::path& out) {
  std::error_code none;
  if (!fs::exists(out, none) || fs::exists(out / mark, none)) return {};
  if (fs::is_directory(out, none) && fs::is_empty(out, none)) return {};
  return Error{"'" + out.string() +
               "' is there already and was not made by this program; give an empty or a new folder by --out. Nothing "
               "was written."};
}

Result<void> swap_in(const fs::path& fresh, const fs::path& out) {
  const fs::path old = out.string() + ".old";
  std::error_code trouble;
  fs::remove_all(old, trouble);
  if (fs::exists(out, trouble)) fs::rename(out, old, trouble);
  fs::rename(fresh, out, trouble);
  if (trouble) return Error{"'" + out.string() + "' could not be put in place: " + trouble.message() + "."};
  fs::remove_all(old, trouble);
  return {};
}

Result<void> write_all(Writer& writer, const SiteOrder& order) {
  if (auto written = write_pages(writer, order); !written) return written;
  if (auto written = write_models(writer, order); !written) return written;
  if (!order.poster.empty()) {
    const auto poster = bytes_from_file(order.poster, max_kit_file_bytes);
    if (!poster) return poster.error();
    if (auto written = writer.write("poster.png", *poster); !written) return written;
  }
  return writer.write(mark, std::string("{\"piece\": \"") + order.piece.id + "\"}\n");
}

}  // namespace

Result<SiteReport> write_artist_site(const SiteOrder& order) {
  if (auto place = check_place(order.out); !place) return place.error();
  Writer writer{fs::path(order.out.string() + ".new"), {}};
  std::error_code none;
  fs::remove_all(writer.folder, none);
  Result<void> done = write_all(writer, order);
  if (done) done = swap_in(writer.folder, order.out);
  fs::remove_all(writer.folder, none);
  if (!done) return done.error();
  return std::move(writer.report);
}

fs::path default_site_kit() {
  std::error_code none;
  if (fs::exists("build/site/play/index.html", none)) return "build/site";
  for (fs::path at = fs::read_symlink("/proc/self/exe", none).parent_path(); at.has_relative_path();
       at = at.parent_path())
    if (fs::exists(at / "build/site/play/index.html", none)) return at / "build/site";
  return {};
}

}  // namespace reverie
