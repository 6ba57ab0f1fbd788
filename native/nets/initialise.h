// Weights are drawn from our own counter-based generator, so that a seed names one network on every build of LibTorch.
#pragma once

#include <torch/torch.h>

#include "shared/random/random.h"

namespace reverie::nets {

// Fills any tensor with normals of mean 0 and the standard deviation given.
void fill_normal(torch::Tensor tensor, double deviation, Random& random);

// He initialisation (arXiv:1502.01852) for a LeakyReLU of slope 0.2, by fan-in; the bias becomes zero. Conv2d, Linear.
void initialise_he(torch::nn::Conv2dImpl& layer, Random& random);
void initialise_he(torch::nn::LinearImpl& layer, Random& random);

}  // namespace reverie::nets
