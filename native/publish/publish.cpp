#include "native/publish/publish.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "native/codec/image_read.h"
#include "native/publish/draft.h"
#include "native/publish/neighbours_file.h"
#include "native/publish/previews.h"
#include "native/runtime/ort_session.h"
#include "native/runtime/package.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

constexpr int timeline_entries = 5;

// The exported package, every byte verified, with what the person said about it.
Result<Draft> draft_from_export(const PublishOrder& order) {
  auto package = package_from_folder(order.run / "export");
  if (!package) return package.error();
  Draft draft;
  for (const ModelFile& file : package->model.files) {
    auto bytes = package_file(*package, file);
    if (!bytes) return bytes.error();
    const fs::path name = file.name;  // stem.hash.extension
    draft.files.push_back(
        {file.role, name.stem().stem().string(), name.extension().string().substr(1), std::move(*bytes)});
  }
  const auto graph = std::ranges::find(draft.files, "generator", &PackageFile::role);
  auto session = ort_session_from_bytes(std::make_shared<const Model>(package->model), graph->bytes);
  if (!session) return session.error();
  draft.session = std::move(*session);
  draft.model = std::move(package->model);
  draft.model.id = order.id;
  draft.model.title = order.title;
  draft.model.licence = order.licence;
  draft.model.author = order.author;
  draft.model.description = order.description;
  if (!order.credit.empty()) draft.model.credit = order.credit;
  return draft;
}

int picture_side(const Model& model) { return static_cast<int>(model.output_of_kind(PortKind::image)->width()); }

// Real pictures on the left, other codes than the preview's on the right. A run without reals.png gets no sheet.
Result<void> add_sheet(Draft& draft, const fs::path& run) {
  std::error_code none;
  if (!fs::exists(run / "reals.png", none)) return {};
  const auto reals = image_from_file(run / "reals.png");
  if (!reals) return reals.error();
  const auto tiles = tiles_of(*reals, picture_side(draft.model), 0, 4);
  const auto drawn = draw_samples(draft.model, *draft.session, preview_seed + 1, 32);
  if (!drawn) return drawn.error();
  if (tiles.empty()) return {};
  const auto left = grid_of(tiles, 8, 2), right = grid_of(*drawn, 8, 2);
  if (!left) return left.error();
  if (!right) return right.error();
  const auto sheet = beside(*left, *right, 16);
  if (!sheet) return sheet.error();
  return add_picture(draft, "sheet", "sheet", *sheet);
}

struct Moment {
  std::uint64_t step = 0;
  fs::path file;
};

// fakes_init.png and fakes_NNNNNN.png of the run, oldest first.
std::vector<Moment> moments_of(const fs::path& run) {
  std::vector<Moment> moments;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(run, none)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("fakes_") || !name.ends_with(".png")) continue;
    const std::string middle = name.substr(6, name.size() - 10);
    Moment moment{0, entry.path()};
    const auto read = std::from_chars(middle.data(), middle.data() + middle.size(), moment.step);
    if (middle == "init" || (read.ec == std::errc() && read.ptr == middle.data() + middle.size()))
      moments.push_back(moment);
  }
  std::ranges::sort(moments, {}, &Moment::step);
  return moments;
}

// Early learning is fast: moments are taken at shares 0, 1/32, 1/16, … of the way, so that each shows a change.
std::vector<Moment> chosen_moments(const std::vector<Moment>& all) {
  std::vector<Moment> chosen;
  if (all.empty()) return chosen;
  const auto last = static_cast<double>(all.back().step);
  const auto nearest = [&](double step) {
    return *std::ranges::min_element(all, {},
                                     [&](const Moment& m) { return std::abs(static_cast<double>(m.step) - step); });
  };
  for (int i = 0; i < timeline_entries; ++i) {
    const Moment moment = nearest(i == 0 ? 0 : last / static_cast<double>(1 << (timeline_entries - 1 - i)));
    if (chosen.empty() || chosen.back().step != moment.step) chosen.push_back(moment);
  }
  return chosen;
}

std::uint64_t pictures_a_step(const Model& model) {
  const auto training = nlohmann::json::parse(model.training_json, nullptr, false);
  if (!training.is_object() || !training.contains("pictures") || !training.contains("steps")) return 1;
  if (!training["pictures"].is_number_unsigned() || !training["steps"].is_number_unsigned()) return 1;
  const auto steps = training["steps"].get<std::uint64_t>();
  return steps == 0 ? 1 : training["pictures"].get<std::uint64_t>() / steps;
}

Result<void> add_timeline(Draft& draft, const fs::path& run) {
  const std::uint64_t each = pictures_a_step(draft.model);
  draft.model.timeline.clear();
  for (const Moment& moment : chosen_moments(moments_of(run))) {
    const auto grid = image_from_file(moment.file);
    if (!grid) return grid.error();
    const auto row = grid_of(tiles_of(*grid, picture_side(draft.model), 0, 1), 8, 1);
    if (!row) return row.error();
    if (auto added = add_picture(draft, "timeline", "timeline-" + std::to_string(moment.step * each), *row); !added)
      return added;
    draft.model.timeline.push_back({moment.step * each, hashed_name(draft.files.back())});
  }
  return {};
}

// A run that was carried here without its data publishes all the same, and says less.
fs::path data_of(const PublishOrder& order) {
  std::error_code none;
  if (!order.neighbours) return {};
  if (!order.data.empty() || !fs::exists(order.run / "dataset.rvd", none)) return order.data;
  return order.run / "dataset.rvd";
}

}  // namespace

std::string weights_of(const Model& model) {
  const auto has = [&](std::string_view dtype) {
    return std::ranges::find(model.weights, dtype, &WeightEntry::dtype) != model.weights.end();
  };
  return has("int8") ? "int8" : has("float16") ? "fp16" : "fp32";
}

bool needs_export(const fs::path& run, const std::string& weights) {
  std::error_code none;
  const auto exported = fs::last_write_time(run / "export" / "model.json", none);
  if (none) return true;
  for (const auto& entry : fs::directory_iterator(run / "snapshots", none))
    if (entry.last_write_time(none) > exported) return true;
  if (weights == "auto") return false;
  const auto package = package_from_folder(run / "export");
  return !package || weights_of(package->model) != weights;
}

Result<PublishReport> publish_run(const PublishOrder& order) {
  auto draft = draft_from_export(order);
  if (!draft) return draft.error();
  if (auto added = add_previews(*draft); !added) return added.error();
  if (auto added = add_sheet(*draft, order.run); !added) return added.error();
  if (auto added = add_timeline(*draft, order.run); !added) return added.error();
  const auto data = data_of(order);
  if (!data.empty())
    if (auto added = add_neighbours(*draft, data); !added) return added.error();
  auto report = write_draft(*draft, order.models, order.limits);
  if (!report) return report;
  report->weights = weights_of(draft->model);
  report->neighbours = std::ranges::find(draft->files, "neighbours", &PackageFile::role) != draft->files.end();
  return report;
}

}  // namespace reverie
