// The way of DCGAN (Radford et al. 2015, arXiv:1511.06434): transposed convolutions that double the sides, each with a
// batch normalisation (Ioffe & Szegedy 2015, arXiv:1502.03167), which is folded into the weights before export.
#pragma once

#include <torch/torch.h>

#include <vector>

#include "native/nets/generator.h"

namespace reverie::nets {

// A module whose batch normalisation can become part of the layer before it. After fold() it draws in eval mode what it
// drew before, up to rounding, has no normalisation any more, and cannot be trained. Folding twice does nothing.
class Foldable {
 public:
  virtual ~Foldable() = default;
  virtual void fold() = 0;
};

// Folds every Foldable in the tree below `net`, itself included.
void fold_batch_norms(torch::nn::Module& net);

// ConvTranspose 4×4 of stride 2 → batch normalisation → ReLU: x (N,C,H,W) → (N,O,2H,2W).
class UpConvImpl : public torch::nn::Module, public Foldable {
 public:
  UpConvImpl(int in, int out);
  void initialise(Random& random);
  torch::Tensor forward(torch::Tensor x);
  void fold() override;

  torch::nn::ConvTranspose2d conv{nullptr};  // without a bias until it is folded
  torch::nn::BatchNorm2d norm{nullptr};      // empty once it is folded
};
TORCH_MODULE(UpConv);

// For any pictures: code(z) + Σ labelᵢ(yᵢ) → (C₀,4,4) → batch normalisation → ReLU → UpConv … → ConvTranspose → tanh.
// widths: channels at 4, 8, … , S/2 pixels.
class TransposedGenerator : public Generator, public Foldable {
 public:
  TransposedGenerator(int z_size, int size, std::vector<AxisSpec> axes, const std::vector<int>& widths);
  torch::Tensor forward(torch::Tensor z, const std::vector<torch::Tensor>& labels) override;
  void initialise(Random& random) override;
  void fold() override;

  static int width_count(int size);  // log2(S/4)

  torch::nn::Linear code{nullptr};            // Z → C₀·16, without a bias until it is folded
  std::vector<torch::nn::Linear> label_maps;  // K → C₀·16, no bias: label0, label1, …
  torch::nn::BatchNorm2d norm{nullptr};       // of C₀ channels; empty once it is folded
  std::vector<UpConv> ups;                    // up0, up1, …
  torch::nn::ConvTranspose2d out{nullptr};    // → 3 channels
};

}  // namespace reverie::nets
