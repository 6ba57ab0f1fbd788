#include "native/nets/spectral_conv.h"

#include <cmath>

#include "native/nets/initialise.h"

namespace reverie::nets {
namespace {

torch::Tensor unit(const torch::Tensor& vector) { return vector / (vector.norm() + 1e-12); }

}  // namespace

SpectralConvImpl::SpectralConvImpl(int in, int out, int kernel, int stride, int padding)
    : stride_(stride), padding_(padding) {
  weight = register_parameter("weight", torch::zeros({out, in, kernel, kernel}));
  bias = register_parameter("bias", torch::zeros({out}));
  left = register_buffer("left", torch::ones({out}) / std::sqrt(static_cast<double>(out)));
}

void SpectralConvImpl::initialise(Random& random) {
  fill_normal(weight, 1 / std::sqrt(static_cast<double>(weight[0].numel())), random);
  fill_normal(left, 1, random);
  const torch::NoGradGuard no_grad;
  bias.zero_();
  const auto rows = weight.flatten(1);
  for (int i = 0; i < 5; ++i) left.copy_(unit(rows.mv(unit(rows.t().mv(left)))));
}

torch::Tensor SpectralConvImpl::normalised_weight() {
  const auto rows = weight.flatten(1);  // (O, C·k·k)
  torch::Tensor u, v;
  {
    const torch::NoGradGuard no_grad;
    v = unit(rows.t().mv(left));
    if (is_training()) left.copy_(unit(rows.mv(v)));
    u = left.clone();  // the next pass writes into `left` while this graph still needs it
  }
  // Sums instead of products of matrices, which bfloat16 would blur.
  const auto sigma = ((rows * v).sum(1) * u).sum();
  return weight / sigma;
}

torch::Tensor SpectralConvImpl::forward(const torch::Tensor& x) {
  return torch::conv2d(x, normalised_weight(), bias, stride_, padding_);
}

}  // namespace reverie::nets
