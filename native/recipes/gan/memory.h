// A memory of the training pictures in training: every picture owns a learned code (nets/recall.h) from which it must
// come back (Bojanowski et al. 2018, arXiv:1707.05776).
#pragma once

#include <functional>

#include "native/nets/generator.h"
#include "native/train/recipe.h"

namespace reverie::recipes {

// `count` pictures from `first` on: (N,3,S,S) float32 in [-1,1], on the CPU
torch::Tensor pictures_of(const Dataset& data, std::int64_t first, std::int64_t count);

// How many are described or measured at once.
inline constexpr std::int64_t preparing_rows = 64;

// (N,3,S,S) → (N,F), for nets::codes_from_features
using Describe = std::function<torch::Tensor(const torch::Tensor&)>;

// Codes begin where look-alikes are neighbours, and each picture's labels are written beside its code. All networks
// have a memory of data.count pictures; all are given the same.
void remember(const Dataset& data, const std::vector<std::shared_ptr<nets::TrunkGenerator>>& networks,
              const Machine& machine, const Describe& describe);

// `off` (N,3,S,S): how far pictures drawn by their own codes are from the very pictures → l1-weight · L1 + l2-weight ·
// L2
torch::Tensor recollection(const torch::Tensor& off, const Settings& settings, Meters& meters);

}  // namespace reverie::recipes
