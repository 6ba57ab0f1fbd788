// Data are packed once and kept beside the runs: <out>/.data/<name>-<key>.rvd, the key naming source and options.
#pragma once

#include <filesystem>

#include "native/data/source.h"

namespace reverie {

struct TrainPlan;

struct PackedData {
  Dataset data;
  std::filesystem::path file;
};

// Reads the packed file where its key fits, else packs the source and says what was found.
Result<PackedData> packed_dataset(const TrainPlan& plan, const std::filesystem::path& out);

}  // namespace reverie
