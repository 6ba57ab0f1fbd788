// IDX files as a source of training: which ones are meant, their pictures at a size, their labels as an axis.
#include <algorithm>
#include <array>

#include "native/data/idx.h"
#include "native/data/source_parts.h"

namespace reverie {
namespace fs = std::filesystem;
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  if (const auto at = text.rfind(from); at != std::string::npos) text.replace(at, from.size(), to);
  return text;
}

fs::path labels_beside(const fs::path& pictures) {
  const std::string name = pictures.filename().string();
  const std::string other = replaced(replaced(name, "images", "labels"), "idx3", "idx1");
  if (other == name) return {};
  const std::string toggled = other.ends_with(".gz") ? other.substr(0, other.size() - 3) : other + ".gz";
  std::error_code code;
  for (const std::string& candidate : {other, toggled})
    if (fs::is_regular_file(pictures.parent_path() / candidate, code)) return pictures.parent_path() / candidate;
  return {};
}

// The whole part of the enlargement that fits, centred on black; larger pictures go the way of all others.
Image framed(const Image& picture, int size) {
  const int side = std::min(picture.width(), picture.height());
  if (side >= size) return square_from_image(picture, size);
  const int inner = size / side * side, edge = (size - inner) / 2;
  const Image square = square_from_image(picture, inner);
  Image frame = Image::create(size, size).value();
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x) {
      const bool inside = x >= edge && y >= edge && x < edge + inner && y < edge + inner;
      frame.set(x, y, inside ? square.at(x - edge, y - edge) : Color{0, 0, 0, 255});
    }
  return frame;
}

Image picture_at(const IdxPictures& all, std::size_t index) {
  const int w = static_cast<int>(all.columns), h = static_cast<int>(all.rows);
  Image picture = Image::create(w, h).value();
  const std::uint8_t* pixels = all.pixels.data() + index * all.rows * all.columns;
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x, ++pixels) picture.set(x, y, {*pixels, *pixels, *pixels, 255});
  return picture;
}

// Numbers that nothing carries are no labels.
Result<void> add_labels(const IdxFiles& files, Dataset& dataset, PackReport& report) {
  const std::string name = printable(files.labels.filename().string());
  const auto bytes = bytes_from_file(files.labels, max_idx_bytes);
  if (!bytes) return bytes.error();
  const auto labels = idx_labels_from_bytes(*bytes, name);
  if (!labels) return labels.error();
  if (labels->size() != static_cast<std::size_t>(dataset.count))
    return Error{"'" + name + "' holds " + std::to_string(labels->size()) + " labels for " +
                 std::to_string(dataset.count) + " pictures; nothing was trained."};
  std::array<std::int64_t, 256> counts{};
  for (const std::uint8_t label : *labels) ++counts[label];
  std::array<std::int32_t, 256> index{};
  LabelAxis axis{"class", {}};
  for (std::size_t value = 0; value < counts.size(); ++value) {
    if (counts[value] == 0) continue;
    index[value] = static_cast<std::int32_t>(axis.labels.size());
    axis.labels.push_back(std::to_string(value));
    report.labels.push_back({axis.labels.back(), counts[value]});
  }
  report.axis = axis.name;
  dataset.axes.push_back(std::move(axis));
  for (const std::uint8_t label : *labels) dataset.labels.push_back(index[label]);
  return {};
}

}  // namespace

IdxFiles idx_files(const fs::path& source) {
  std::error_code code;
  fs::path pictures;
  if (fs::is_regular_file(source, code)) {
    const auto head = head_of_file(source, 4096);
    if (!head || !begins_as_idx(*head)) return {};
    pictures = source;
  }
  for (fs::directory_iterator it(source, code), end; !code && it != end; it.increment(code)) {
    const std::string name = it->path().filename().string();
    const bool fits = name.find("images") != std::string::npos && name.find("idx3") != std::string::npos;
    std::error_code kind;
    if (!fits || !fs::is_regular_file(it->symlink_status(kind))) continue;
    const auto rank = [](const fs::path& path) {  // the one for training first, then by name
      const std::string file = path.filename().string();
      return std::pair(!file.starts_with("train"), file);
    };
    if (pictures.empty() || rank(it->path()) < rank(pictures)) pictures = it->path();
  }
  return pictures.empty() ? IdxFiles{} : IdxFiles{pictures, labels_beside(pictures)};
}

Result<Dataset> dataset_from_idx(const IdxFiles& files, const PackOptions& options, PackReport& report,
                                 const PackTick& tick) {
  report.kind = "idx";
  report.size = options.size;
  report.matte = text_from_color(options.matte);
  const std::string name = printable(files.pictures.filename().string());
  const auto bytes = bytes_from_file(files.pictures, max_idx_bytes);
  if (!bytes) return Error{plain_text(bytes.error().message)};
  const auto all = idx_pictures_from_bytes(*bytes, name);
  if (!all) return all.error();
  Dataset dataset;
  dataset.size = options.size;
  dataset.record = record_from_folder(files.pictures.parent_path(), report);
  if (dataset.record.name == "data") dataset.record.name = source_name(name);
  dataset.count = report.found = report.used = all->count;
  const auto room = check_room(dataset.count, static_cast<std::int64_t>(dataset.item_bytes()), name);
  if (!room) return room.error();
  dataset.pixels.reserve(static_cast<std::size_t>(dataset.count) * dataset.item_bytes());
  const auto make = [&](std::size_t i) { return framed(picture_at(*all, i), options.size); };
  in_order<Image>(all->count, options.threads, make, [&](std::size_t i, const Image& picture) {
    append_rgb(picture, options.matte, dataset.pixels);
    if (tick) tick(static_cast<std::int64_t>(i) + 1, dataset.count);
  });
  const int shorter = static_cast<int>(std::min(all->rows, all->columns));
  const int longer = static_cast<int>(std::max(all->rows, all->columns));
  report.smallest = report.median = report.largest = shorter;
  report.small = shorter < options.size ? dataset.count : 0;
  report.cropped = shorter < longer ? dataset.count : 0;
  report.most_cut = 100 * (longer - shorter) / longer;
  if (files.labels.empty()) {
    report.tell_note("No labels lie beside '" + name +
                     "'; a file called like it, with labels and idx1, would be used.");
  } else if (options.labels) {
    if (const auto added = add_labels(files, dataset, report); !added) return added.error();
  }
  return dataset;
}

}  // namespace reverie
