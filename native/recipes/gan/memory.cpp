#include "native/recipes/gan/memory.h"

#include <algorithm>

namespace reverie::recipes {

using torch::Tensor;

Tensor pictures_of(const Dataset& data, std::int64_t first, std::int64_t count) {
  auto x = torch::empty({count, 3, data.size, data.size});
  for (std::int64_t i = 0; i < count; ++i) picture_from_dataset(data, first + i, x[i].data_ptr<float>());
  return x;
}

void remember(const Dataset& data, const std::vector<std::shared_ptr<nets::TrunkGenerator>>& networks,
              const Machine& machine, const Describe& describe) {
  const torch::NoGradGuard no_grad;
  std::vector<Tensor> rows;
  for (std::int64_t first = 0; first < data.count; first += preparing_rows) {
    const auto x = pictures_of(data, first, std::min(preparing_rows, data.count - first)).to(machine.device);
    rows.push_back(describe(x).to(torch::kCPU));
  }
  const auto codes = nets::codes_from_features(torch::cat(rows), networks.front()->recall->codes.to(torch::kCPU));
  for (const auto& net : networks) {
    net->recall->codes.copy_(codes);
    for (std::size_t a = 0; a < data.axes.size(); ++a) {
      auto members = torch::zeros_like(net->recall->members[a], torch::kCPU);
      for (std::int64_t i = 0; i < data.count; ++i) {
        const auto label = data.labels[static_cast<std::size_t>(i) * data.axes.size() + a];
        if (label >= 0) members[i][label] = 1;
      }
      net->recall->members[a].copy_(members);
    }
  }
}

Tensor recollection(const Tensor& off, const Settings& settings, Meters& meters) {
  const Tensor l1 = off.abs().mean(), l2 = off.square().mean();
  meters.add("l1", l1);
  meters.add("l2", l2);
  return l1 * settings.number("l1-weight") + l2 * settings.number("l2-weight");
}

}  // namespace reverie::recipes
