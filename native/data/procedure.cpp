#include "native/data/source_parts.h"
#include "shared/canvas/raster.h"
#include "shared/piece/player.h"

namespace reverie {
namespace {

// Drawn four times as large, then averaged: the bars get soft edges as a photograph's would.
constexpr int oversampling = 4;

Result<Image> drawn(const std::string& piece, const std::string& seed, int side) {
  auto player = Player::create(piece, Clock::offline, static_cast<float>(side), static_cast<float>(side));
  if (!player) return player.error();
  auto& stage = (*player)->stage();
  if (stage.params().spec("seed")) {
    if (const auto set = stage.params().set("seed", seed); !set) return set.error();
  }
  (*player)->step();
  return raster_from_display_list((*player)->draw(), static_cast<float>(side), static_cast<float>(side));
}

}  // namespace

Result<Dataset> dataset_from_procedure(const std::string& source, const PackOptions& options, PackReport& report,
                                       const PackTick& tick) {
  const std::string piece = source.substr(procedural_prefix.size());
  if (piece != "de-stijl") {
    return Error{"There is no procedure '" + piece +
                 "'; procedural:de-stijl is the one there is. Nothing was trained."};
  }
  report.kind = "procedural";
  report.size = options.size;
  report.matte = text_from_color(options.matte);
  report.licence = "MIT";
  Dataset dataset;
  dataset.size = options.size;
  dataset.record = {source_name(source), "drawn by the piece " + piece, "MIT", "Reverie", ""};
  dataset.axes = {};
  for (int i = 0; i < options.procedural_count; ++i) {
    if (tick) tick(i, options.procedural_count);
    const std::string seed = std::to_string(options.seed) + "." + std::to_string(i);
    auto picture = drawn(piece, seed, options.size * oversampling);
    if (!picture) return picture.error();
    append_rgb(square_from_image(*picture, options.size), options.matte, dataset.pixels);
    ++dataset.count;
  }
  report.used = report.found = dataset.count;
  return dataset;
}

}  // namespace reverie
