#include "native/train/adam.h"

namespace reverie {

void Adam::add_group(std::vector<torch::Tensor> parameters, double rate) {
  Group group;
  for (torch::Tensor& parameter : parameters) {
    group.first.push_back(torch::zeros_like(parameter, torch::MemoryFormat::Preserve).detach());
    group.second.push_back(torch::zeros_like(parameter, torch::MemoryFormat::Preserve).detach());
    group.counts.push_back(torch::zeros({}, torch::TensorOptions(parameter.device()).dtype(torch::kFloat32)));
  }
  group.parameters = std::move(parameters);
  group.rate = rate;
  groups_.push_back(std::move(group));
}

void Adam::zero_grad() {
  for (Group& group : groups_)
    for (torch::Tensor& parameter : group.parameters) parameter.mutable_grad() = torch::Tensor();
}

void Adam::step(double rate_scale) {
  torch::NoGradGuard no_grad;
  for (Group& group : groups_) {
    std::vector<torch::Tensor> parameters, grads, first, second, counts;
    for (std::size_t i = 0; i < group.parameters.size(); ++i) {
      if (!group.parameters[i].grad().defined()) continue;
      parameters.push_back(group.parameters[i]);
      grads.push_back(group.parameters[i].grad());
      first.push_back(group.first[i]);
      second.push_back(group.second[i]);
      counts.push_back(group.counts[i]);
    }
    if (parameters.empty()) continue;
    at::_foreach_add_(counts, 1);
    at::_fused_adam_(parameters, grads, first, second, {}, counts, group.rate * rate_scale, beta1_, beta2_,
                     /*weight_decay=*/0, epsilon_, /*amsgrad=*/false, /*maximize=*/false);
  }
}

void Adam::append_state(const std::string& prefix, NamedState& state) {
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    Group& group = groups_[g];
    for (std::size_t i = 0; i < group.parameters.size(); ++i) {
      const std::string name = prefix + "." + std::to_string(g) + "." + std::to_string(i) + ".";
      state.emplace_back(name + "first", group.first[i]);
      state.emplace_back(name + "second", group.second[i]);
      state.emplace_back(name + "count", group.counts[i]);
    }
  }
}

}  // namespace reverie
