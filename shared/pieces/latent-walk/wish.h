// What latent-walk asks of a network: the codes and label weights of the pictures, and the call that says them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "shared/canvas/geometry.h"
#include "shared/latent/latent.h"
#include "shared/model/model.h"
#include "shared/tensor/tensor.h"

namespace reverie::pieces {

using Weights = std::vector<std::vector<float>>;  // of each class port of a model, in its order

// One picture. The code holds the numbers of all latent ports of the model, one port after another.
struct Row {
  Latent code;
  Weights weights;
  bool operator==(const Row&) const = default;
};
using Wish = std::vector<Row>;

// The code at a point of the seed's plane, truncation in [0,1].
Latent code_at(const Model& model, std::uint64_t seed, Vec2 point, double truncation);

// t in [0,1] of the way from one to the other: codes by slerp, weights straight. Rows of one model.
Row blend_rows(const Row& from, const Row& to, double t);

// How many rows the model takes in one call: 0 for as many as one likes, else exactly so many.
std::int64_t batch_of(const Model& model);

// Each latent port gets (N,…), each class port (N,labels), N = rows. Where the model wants more rows than there are,
// the last is said again. Fails on a size that Tensor refuses.
Result<NamedTensors> inputs_from_rows(const Model& model, std::span<const Row> rows);

}  // namespace reverie::pieces
