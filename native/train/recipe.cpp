#include "native/train/recipe.h"

namespace reverie {

std::map<std::string, double> Meters::means() const {
  std::map<std::string, double> means;
  for (const auto& [name, values] : sums_) {
    double sum = 0;
    for (const torch::Tensor& value : values) sum += value.item<double>();
    means[name] = sum / static_cast<double>(values.size());
  }
  return means;
}

std::map<std::string, double> Meters::take() {
  auto result = means();
  sums_.clear();
  return result;
}

void Meters::join(const Meters& later) {
  for (const auto& [name, values] : later.sums_) sums_[name].insert(sums_[name].end(), values.begin(), values.end());
}

Random random_at(std::uint64_t seed, Purpose purpose, std::int64_t step, std::int64_t item) {
  const auto stream = static_cast<std::uint64_t>(purpose) << 56 | static_cast<std::uint64_t>(step) << 20 |
                      static_cast<std::uint64_t>(item);
  return Random(seed, stream);
}

torch::Tensor normals_at(std::uint64_t seed, Purpose purpose, std::int64_t step, std::int64_t rows,
                         std::int64_t width) {
  auto drawn = torch::empty({rows, width}, torch::kFloat32);
  float* numbers = drawn.data_ptr<float>();
  for (std::int64_t row = 0; row < rows; ++row) {
    Random random = random_at(seed, purpose, step, row);
    for (std::int64_t i = 0; i < width; ++i) *numbers++ = static_cast<float>(random.normal());
  }
  return drawn;
}

}  // namespace reverie
