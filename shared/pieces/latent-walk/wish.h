// What latent-walk asks of a network, and the call that says it.
#pragma once

#include <vector>

#include "shared/canvas/canvas.h"
#include "shared/model/model.h"
#include "shared/tensor/tensor.h"

namespace reverie::pieces {

struct Wish {
  std::uint64_t seed = 0;
  std::vector<Vec2> points;  // on the plane of codes, one picture each
  double truncation = 1;
  std::vector<std::vector<float>> weights;  // of each class port of the model, in its order; the same for all points
  bool operator==(const Wish&) const = default;
};

// Only one point is taken where the model's batch is fixed to one.
bool takes_batches(const Model& model);

// Each latent port gets (N,dims), each class port (N,labels), N = points. Fails on a size that Tensor refuses.
Result<NamedTensors> inputs_from_wish(const Model& model, const Wish& wish);

}  // namespace reverie::pieces
