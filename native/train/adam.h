// Adam (Kingma & Ba 2015, arXiv:1412.6980) by LibTorch's fused kernel; its moments are plain tensors that a snapshot
// can hold. Groups differ in their rate.
#pragma once

#include <torch/torch.h>

#include <string>
#include <vector>

#include "native/train/recipe.h"

namespace reverie {

class Adam {
 public:
  Adam() = default;
  Adam(double beta1, double beta2, double epsilon) : beta1_(beta1), beta2_(beta2), epsilon_(epsilon) {}

  void add_group(std::vector<torch::Tensor> parameters, double rate);
  void zero_grad();
  // rate_scale multiplies every group's rate: the schedule.
  void step(double rate_scale);
  // Moments and counts, named prefix.<group>.<index>.…
  void append_state(const std::string& prefix, NamedState& state);

 private:
  struct Group {
    std::vector<torch::Tensor> parameters, first, second, counts;
    double rate = 0;
  };
  double beta1_ = 0.9, beta2_ = 0.999, epsilon_ = 1e-8;
  std::vector<Group> groups_;
};

}  // namespace reverie
