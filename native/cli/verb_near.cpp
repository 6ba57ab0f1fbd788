// reverie near: how near pictures lie to those a model learned from, the same sentence that stands beside them in the
// studio.
#include <algorithm>
#include <filesystem>

#include "native/cli/verb.h"
#include "native/codec/image_read.h"
#include "native/codec/png_write.h"
#include "native/publish/neighbours_file.h"
#include "native/publish/previews.h"
#include "native/runtime/ort_session.h"

namespace reverie::cli {
namespace {

namespace fs = std::filesystem;

struct NearOptions {
  std::string model, models, out;
  std::vector<std::string> pictures;
  std::uint64_t seed = preview_seed;
  int count = 24;
};

struct Named {
  std::string name;
  Image picture;
};

Result<std::vector<Named>> given_pictures(const NearOptions& options) {
  std::vector<Named> pictures;
  for (const std::string& path : options.pictures) {
    auto picture = image_from_file(path);
    if (!picture) return picture.error();
    pictures.push_back({fs::path(path).filename().string(), std::move(*picture)});
  }
  return pictures;
}

// From random codes; written to --out where that is given.
Result<std::vector<Named>> drawn_pictures(const NearOptions& options, const fs::path& folder) {
  const auto loaded = load_package(folder);
  if (!loaded) return loaded.error();
  auto drawn = draw_samples(*loaded->model, *loaded->session, options.seed, options.count);
  if (!drawn) return drawn.error();
  std::vector<Named> pictures;
  for (Image& picture : *drawn) {
    char name[32];
    std::snprintf(name, sizeof name, "%s-%02zu.png", "drawn", pictures.size() + 1);
    if (!options.out.empty())
      if (auto written = write_png(fs::path(options.out) / name, picture); !written) return written.error();
    pictures.push_back({name, std::move(picture)});
  }
  return pictures;
}

Result<void> print_nearness(const Neighbours& neighbours, const std::vector<Named>& pictures) {
  std::size_t widest = 0;
  for (const Named& each : pictures) widest = std::max(widest, each.name.size());
  for (const Named& each : pictures) {
    const auto feature = near_feature(each.picture);
    if (!feature) return feature.error();
    const Nearness nearness = nearness_of(neighbours, *feature);
    std::printf("%-*s  %.3f from row %4zu  %s\n", static_cast<int>(widest), each.name.c_str(), nearness.distance,
                nearness.nearest, sentence_from(nearness, neighbours).c_str());
  }
  return {};
}

Result<void> near(const NearOptions& options) {
  const auto folder =
      find_package(options.models.empty() ? default_models_folder() : fs::path(options.models), options.model);
  if (!folder) return folder.error();
  const auto package = package_from_folder(*folder);
  if (!package) return package.error();
  const auto neighbours = neighbours_of(*package);
  if (!neighbours) return neighbours.error();
  if (*neighbours == nullptr)
    return Error{
        "The model '" + package->model.id +
        "' carries no neighbours, so nobody can say how near a picture lies; publish it again beside its data."};
  const auto pictures = options.pictures.empty() ? drawn_pictures(options, *folder) : given_pictures(options);
  if (!pictures) return pictures.error();
  return print_nearness(**neighbours, *pictures);
}

}  // namespace

void declare_near(CLI::App& verb, int& code) {
  auto options = std::make_shared<NearOptions>();
  verb.add_option("model", options->model, "A package's id, or its folder")->required()->type_name("ID|DIR");
  verb.add_option("pictures", options->pictures, "PNG or JPEG of the picture alone (default: draw some)");
  verb.add_option("--count", options->count, "How many to draw")->check(CLI::Range(1, 1000))->capture_default_str();
  verb.add_option("--seed", options->seed, "Of the codes to draw from")->capture_default_str();
  verb.add_option("--out", options->out, "Write what was drawn into this folder")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory);
  verb.add_option("--models", options->models, "The folder of published models (default: models)")->type_name("DIR");
  verb.footer(
      "Small, soft copies of the pictures are compared: layout and colour, not texture. The figure is the distance, "
      "the "
      "row that of the nearest training picture.");
  verb.callback([options, &code] {
    const auto told = near(*options);
    code = told ? done : complain(told.error().message);
  });
}

}  // namespace reverie::cli
