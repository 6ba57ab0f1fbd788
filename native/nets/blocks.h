// The reusable blocks of our networks. Beside these and those of transposed.h, networks are built from LibTorch's own
// Linear, Conv2d (stride 1 in generators), ConvTranspose2d, BatchNorm2d, nearest Upsample ×2, PixelShuffle and the
// functions LeakyReLU (slope 0.2), ReLU and tanh. Every block that a generator uses has a writer and a parity case in
// native/onnx; block_names() is the list that its test walks.
#pragma once

#include <torch/torch.h>

#include <string_view>
#include <vector>

#include "shared/random/random.h"

namespace reverie::nets {

inline constexpr double leak = 0.2;  // slope of every LeakyReLU

// Names of all blocks a generator may contain, LibTorch's leaves included.
const std::vector<std::string_view>& block_names();

// Divides each row by its root mean square: z (N,Z) → (N,Z) (Karras et al. 2018, arXiv:1710.10196).
class PixelNormImpl : public torch::nn::Module {
 public:
  torch::Tensor forward(torch::Tensor z);  // z / sqrt(mean(z², 1) + 1e-8)
};
TORCH_MODULE(PixelNorm);

// A learned offset for every place: x (N,C,H,W) + bias (1,C,H,W). Aligned pictures are drawn from it first.
class PositionBiasImpl : public torch::nn::Module {
 public:
  PositionBiasImpl(int channels, int height, int width);  // starts at zero
  torch::Tensor forward(torch::Tensor x);

  torch::Tensor bias;  // (1,C,H,W)
};
TORCH_MODULE(PositionBias);

// Class weights of one label axis: what the label leaves unsaid, the latent code votes for.
// z (N,Z), y (N,K) rows summing to 0 (free) … 1 (decided) → p (N,K) = y + (1 - Σy) · softmax(z · directionsᵀ)
class VoteImpl : public torch::nn::Module {
 public:
  VoteImpl(int z_size, int classes);
  void initialise(double sharpness, Random& random);  // rows of length `sharpness`, fixed from then on
  torch::Tensor forward(torch::Tensor z, torch::Tensor y);

  torch::Tensor directions;  // buffer (K,Z), not trained
};
TORCH_MODULE(Vote);

// Widths of a SheetPainter: channels of its code map, of its convolution at a quarter and of those at half size.
struct SheetWidths {
  int code = 4, quarter = 16, half = 16;
};

// Class weights (N,K) → one transparent sheet (N,4,S,S) of logits: three of colour, one of alpha.
// Linear → (code,S/4,S/4) → conv → ×2 → conv → conv → conv → PixelShuffle; a position bias after every convolution.
class SheetPainterImpl : public torch::nn::Module {
 public:
  SheetPainterImpl(int classes, int size, SheetWidths widths);
  void initialise(Random& random);
  torch::Tensor forward(torch::Tensor p);

  torch::nn::Linear code{nullptr};                                                     // K → code·(S/4)²
  torch::nn::Conv2d quarter{nullptr}, half_a{nullptr}, half_b{nullptr}, out{nullptr};  // 3×3, padding 1
  PositionBias quarter_bias{nullptr}, half_a_bias{nullptr}, half_b_bias{nullptr}, out_bias{nullptr};

 private:
  int side_, channels_;
};
TORCH_MODULE(SheetPainter);

// A convolution whose channels are scaled by a style: conv3×3(x) · (1 + A(w)) + position bias, then LeakyReLU.
// x (N,C,H,W), w (N,S) → (N,O,H,W)
class StyleConvImpl : public torch::nn::Module {
 public:
  StyleConvImpl(int in, int out, int style, int side);
  void initialise(Random& random);
  torch::Tensor forward(torch::Tensor x, torch::Tensor w);

  torch::nn::Conv2d conv{nullptr};
  torch::nn::Linear style{nullptr};  // A: S → O, starts at zero
  PositionBias bias{nullptr};
};
TORCH_MODULE(StyleConv);

}  // namespace reverie::nets
