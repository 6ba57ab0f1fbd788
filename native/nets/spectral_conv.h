// A convolution whose weight has spectral norm one, for discriminators (Miyato et al. 2018, arXiv:1802.05957).
#pragma once

#include <torch/torch.h>

#include "shared/random/random.h"

namespace reverie::nets {

// x (N,C,H,W) → conv(x, weight / σ) + bias. σ, the largest singular value of the weight as (O, C·k·k), is followed by
// one step of power iteration at every forward pass in training; its vector is a buffer, so a resumed run goes on the
// same.
class SpectralConvImpl : public torch::nn::Module {
 public:
  SpectralConvImpl(int in, int out, int kernel, int stride, int padding);
  void initialise(Random& random);
  torch::Tensor forward(const torch::Tensor& x);
  torch::Tensor normalised_weight();  // (O,C,k,k); moves the power iteration on in training

  torch::Tensor weight, bias;
  torch::Tensor left;  // buffer (O), of length one

 private:
  int stride_, padding_;
};
TORCH_MODULE(SpectralConv);

}  // namespace reverie::nets
