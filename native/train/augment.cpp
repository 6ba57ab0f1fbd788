#include "native/train/augment.h"

namespace reverie {

Augmentation augmentation_at(std::uint64_t seed, std::int64_t step, std::int64_t rows, std::int64_t side) {
  Augmentation how;
  for (auto* values : {&how.brightness, &how.saturation, &how.contrast}) *values = torch::empty({rows, 1, 1, 1});
  const std::int64_t reach = side / 8;
  for (std::int64_t row = 0; row < rows; ++row) {
    Random random = random_at(seed, Purpose::augmentation, step, row);
    const auto around = [&](double middle, double width) {
      return static_cast<float>(middle + (random.uniform() - 0.5) * width);
    };
    how.brightness.data_ptr<float>()[row] = around(0, 0.4);
    how.saturation.data_ptr<float>()[row] = around(1, 0.8);
    how.contrast.data_ptr<float>()[row] = around(1, 0.5);
    how.across.push_back(random.below(static_cast<std::uint32_t>(2 * reach + 1)));
    how.down.push_back(random.below(static_cast<std::uint32_t>(2 * reach + 1)));
  }
  return how;
}

torch::Tensor augmented(const torch::Tensor& x, const Augmentation& how) {
  const auto on = [&](const torch::Tensor& values) { return values.to(x.device()); };
  auto y = x + on(how.brightness);
  const auto grey = y.mean(1, /*keepdim=*/true);
  y = (y - grey) * on(how.saturation) + grey;
  const auto middle = y.mean({1, 2, 3}, /*keepdim=*/true);
  y = (y - middle) * on(how.contrast) + middle;
  const std::int64_t side = x.size(2), reach = side / 8;
  const auto wide = torch::replication_pad2d(y, {reach, reach, reach, reach});
  std::vector<torch::Tensor> rows;
  for (std::int64_t row = 0; row < x.size(0); ++row) {
    const auto at = static_cast<std::size_t>(row);
    rows.push_back(wide[row].narrow(1, how.down[at], side).narrow(2, how.across[at], side));
  }
  return torch::stack(rows);
}

}  // namespace reverie
