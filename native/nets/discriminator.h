// The discriminator of recipe `gan`: strided convolutions, one channel of minibatch deviation (Karras et al. 2018,
// arXiv:1710.10196), and a projection of the labels that were given (Miyato & Koyama 2018, arXiv:1802.05637).
#pragma once

#include <torch/torch.h>

#include <vector>

#include "native/nets/generator.h"

namespace reverie::nets {

// x (N,3,S,S) in [-1,1], labels (N,K) an axis with zero rows where nothing is said → score (N,1), higher is more real.
// widths: S/2 down, S/2 keep, S/4 down, S/4 keep, … , 4 down; so 2·log2(S/4) − 1 of them.
class DiscriminatorImpl : public torch::nn::Module {
 public:
  DiscriminatorImpl(int size, const std::vector<int>& widths, int features, const std::vector<AxisSpec>& axes);
  void initialise(Random& random);
  torch::Tensor forward(torch::Tensor x, const std::vector<torch::Tensor>& labels);

  static int width_count(int size);

 private:
  std::vector<torch::nn::Conv2d> convs_;
  torch::nn::Conv2d last_{nullptr};
  torch::nn::Linear dense_{nullptr}, score_{nullptr};
  std::vector<torch::nn::Linear> label_maps_;
};
TORCH_MODULE(Discriminator);

}  // namespace reverie::nets
