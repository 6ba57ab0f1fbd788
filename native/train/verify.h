// Trains the first steps of a configuration again and compares with what a run told of them.
#pragma once

#include "native/train/first_losses.h"
#include "native/train/plan.h"

namespace reverie {

struct Verified {
  bool agrees = false;
  std::string sentence;
};
// As many steps as `file` tells of, at most 50. Writes nothing. Fails when the file is no such table, or tells of
// other losses.
Result<Verified> verify_first_losses(const TrainPlan& plan, const PackedData& packed,
                                     const std::filesystem::path& file);

}  // namespace reverie
