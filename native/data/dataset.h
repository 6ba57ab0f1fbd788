// Dataset: what a network learns from, whole in memory. Two kinds: pictures as they are, and layered sprites that are
// stacked anew for every sample, so that a few hundred sprites are millions of pictures.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "native/data/report.h"
#include "shared/base/result.h"
#include "shared/image/image.h"
#include "shared/model/model.h"
#include "shared/random/random.h"

namespace reverie {

enum class DatasetKind { pictures, layers };

struct LabelAxis {
  std::string name;
  std::vector<std::string> labels;
};

// Where it came from, as it stands in the card of a model.
struct DatasetRecord {
  std::string name, source, licence, credits, tree_hash;
};

inline constexpr std::int64_t max_dataset_items = 4'000'000;
inline constexpr std::int64_t max_dataset_bytes = std::int64_t{16} << 30;
inline constexpr std::size_t max_axes = 16;
inline constexpr std::size_t max_labels_per_axis = 4096;  // what model.json allows, like max_label_bytes there

struct Dataset {
  DatasetKind kind = DatasetKind::pictures;
  int size = 0;  // pictures are size × size
  DatasetRecord record;
  PackReport report;  // of its packing; kind is empty where nothing is known
  // pictures: any axes, or none. layers: axis 0 is the ground, whose labels are colours "rrggbb"; every further axis is
  // one layer, from the lowest up, and each of its labels is one sprite.
  std::vector<LabelAxis> axes;
  std::int64_t count = 0;            // pictures, or sprites of all layers
  std::vector<std::uint8_t> pixels;  // count × size × size × channels, rows from the top
  std::vector<std::int32_t> labels;  // pictures: count × axes, −1 where nothing is known; layers: empty

  int channels() const { return kind == DatasetKind::layers ? 4 : 3; }
  std::size_t item_bytes() const;
  // How many different samples there are: pictures, or the product of the axes.
  double combinations() const;
};

// Says in one sentence what is wrong with counts, labels or colours; every reader and packer ends with it.
Result<void> check_dataset(const Dataset& dataset);

// One sample: out (3,S,S) float32 sRGB in [-1,1], labels one an axis (−1: unknown). The choice depends on `random`
// only.
void sample_from_dataset(const Dataset& dataset, Random random, float* out, std::int32_t* labels);

// Which picture that choice is; −1 for layered sprites, which are stacked anew.
std::int64_t item_of_sample(const Dataset& dataset, Random random);

// Picture `item` of a dataset of pictures as (3,S,S) float32 in [-1,1].
void picture_from_dataset(const Dataset& dataset, std::int64_t item, float* out);

// "rrggbb" or "#rrggbb".
Result<Color> color_from_text(const std::string& text);

}  // namespace reverie
