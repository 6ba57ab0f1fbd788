// A discriminator that judges pictures by what a fixed, trained network sees in them (projected GAN, Sauer et al. 2021,
// arXiv:2111.01007), at several depths, and by their very pixels. The shallow depths and the pixels keep the colours,
// the deep ones the shapes; deep ones alone give outlined shapes with few colours.
#pragma once

#include <torch/torch.h>

#include <vector>

#include "native/nets/spectral_conv.h"
#include "native/nets/squeezenet.h"

namespace reverie::nets {

struct ProjectedWidths {
  int side = 64;      // pictures are shown to the fixed network in this size, bilinear
  int last_fire = 6;  // how deep it is followed: 4, 6, 8 or 9
  int channels = 64;  // of each fixed random projection and of the heads
  int pixels = 32;    // channels of the first convolution of the head on pixels; it doubles and trebles below
};

class ProjectedDiscriminatorImpl : public torch::nn::Module {
 public:
  ProjectedDiscriminatorImpl(int size, ProjectedWidths widths);
  void initialise(Random& random);
  // Measures how loud the features of real pictures are, once, so that every head begins with features near one.
  void measure(const torch::Tensor& reals);

  // x (N,3,S,S) in [-1,1] → one map a depth.
  std::vector<torch::Tensor> look(const torch::Tensor& x);
  // What was seen, and the pictures themselves → scores (N, depths + 1), higher is more real.
  torch::Tensor judge(const std::vector<torch::Tensor>& seen, const torch::Tensor& x);

  SqueezeNet features{nullptr};

 private:
  struct Head {
    torch::Tensor projection, loudness;  // buffers (C,F,1,1) and (1)
    std::vector<SpectralConv> convs;
  };
  void add_head(int index, int features, int side);
  torch::Tensor judge_pixels(const torch::Tensor& x);

  int size_;
  ProjectedWidths widths_;
  std::vector<Head> heads_;
  std::vector<SpectralConv> pixel_convs_;
};
TORCH_MODULE(ProjectedDiscriminator);

// How differently two batches look at every depth, 0 for equal ones: the squared distance of the features, each place's
// feature vector divided by its length (as in Zhang et al. 2018, arXiv:1801.03924, without learned weights).
torch::Tensor distance_seen(const std::vector<torch::Tensor>& a, const std::vector<torch::Tensor>& b);

// (N,F) descriptions of pictures for codes_from_features: deep features and coarse colours.
torch::Tensor descriptions(const std::vector<torch::Tensor>& seen, const torch::Tensor& x);

}  // namespace reverie::nets
