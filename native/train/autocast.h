// Forward passes in bfloat16 where the machine asks for it. The backward pass follows the precision of the forward one,
// so only this part stands under the switch.
#pragma once

#include <ATen/autocast_mode.h>
#include <torch/torch.h>

#include "native/train/recipe.h"

namespace reverie {

class Autocast {
 public:
  explicit Autocast(const Machine& machine) : type_(machine.device.type()), on_(machine.bfloat16) {
    if (!on_) return;
    at::autocast::set_autocast_dtype(type_, at::kBFloat16);
    at::autocast::set_autocast_enabled(type_, true);
    at::autocast::increment_nesting();
  }
  ~Autocast() {
    if (!on_) return;
    // Cast weights are cached for one region only; the optimiser changes them after it.
    if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
    at::autocast::set_autocast_enabled(type_, false);
  }
  Autocast(const Autocast&) = delete;
  Autocast& operator=(const Autocast&) = delete;

 private:
  at::DeviceType type_;
  bool on_;
};

template <class Work>
auto under_autocast(const Machine& machine, Work work) {
  const Autocast autocast(machine);
  return work();
}

// While it lives, no gradient is computed for the parameters of `net`.
class FrozenParameters {
 public:
  explicit FrozenParameters(torch::nn::Module& net) : parameters_(net.parameters()) {
    for (auto& parameter : parameters_) parameter.set_requires_grad(false);
  }
  ~FrozenParameters() {
    for (auto& parameter : parameters_) parameter.set_requires_grad(true);
  }
  FrozenParameters(const FrozenParameters&) = delete;
  FrozenParameters& operator=(const FrozenParameters&) = delete;

 private:
  std::vector<torch::Tensor> parameters_;
};

}  // namespace reverie
