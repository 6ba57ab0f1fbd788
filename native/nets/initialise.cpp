#include "native/nets/initialise.h"

#include <cmath>

namespace reverie::nets {
namespace {

constexpr double slope = 0.2;

void initialise(torch::Tensor& weight, torch::Tensor& bias, Random& random) {
  const double fan_in = static_cast<double>(weight.numel() / weight.size(0));
  fill_normal(weight, std::sqrt(2.0 / ((1 + slope * slope) * fan_in)), random);
  torch::NoGradGuard no_grad;
  if (bias.defined()) bias.zero_();
}

}  // namespace

void fill_normal(torch::Tensor tensor, double deviation, Random& random) {
  torch::NoGradGuard no_grad;
  auto drawn = torch::empty(tensor.sizes(), torch::kFloat32);
  float* numbers = drawn.data_ptr<float>();
  for (int64_t i = 0; i < drawn.numel(); ++i) numbers[i] = static_cast<float>(random.normal() * deviation);
  tensor.copy_(drawn);
}

void initialise_he(torch::nn::Conv2dImpl& layer, Random& random) { initialise(layer.weight, layer.bias, random); }
void initialise_he(torch::nn::LinearImpl& layer, Random& random) { initialise(layer.weight, layer.bias, random); }

}  // namespace reverie::nets
