// Batcher: samples of a dataset as tensors. Everything lies in memory and costs far less than a step, so nothing waits;
// stats.jsonl shows the share all the same.
#pragma once

#include "native/data/dataset.h"
#include "native/train/recipe.h"

namespace reverie {

DatasetShape shape_of(const Dataset& dataset);

class Batcher {
 public:
  Batcher(const Dataset& dataset, std::uint64_t seed, int rows, const Machine& machine)
      : dataset_(dataset), seed_(seed), rows_(rows), machine_(machine) {}

  // The batch of a step depends on (seed, step) only.
  Batch at(std::int64_t step) const { return draw(Purpose::data, step, rows_); }
  // `rows` samples for the grids: pictures and their labels.
  Batch for_grid(int rows) const { return draw(Purpose::grid, 0, rows); }

 private:
  Batch draw(Purpose purpose, std::int64_t step, int rows) const;
  const Dataset& dataset_;
  std::uint64_t seed_;
  int rows_;
  Machine machine_;
};

// 64 codes; the upper half is free, the lower half carries the labels of the reals drawn at the same places.
inline constexpr int grid_columns = 8, grid_rows = 8;
Fixed fixed_from_batch(const Batch& reals, std::uint64_t seed, int z_size);

// Pictures (N,3,S,S) in [-1,1], eight a row, without gaps.
Result<Image> grid_from_pictures(const torch::Tensor& pictures);

}  // namespace reverie
