// The generators of recipe `gan`. Inputs of every generator: z (N,Z) float32 ~ N(0,1), and for each label axis class
// weights (N,K) float32: a zero row is free, a one-hot row is that label, mixtures glide. Output: (N,3,S,S) float32
// sRGB in [-1,1].
#pragma once

#include <torch/torch.h>

#include <memory>
#include <string>
#include <vector>

#include "native/nets/blocks.h"
#include "native/nets/recall.h"

namespace reverie::nets {

// One label axis as a generator sees it.
struct AxisSpec {
  std::string name;
  int classes = 0;
  SheetWidths sheet;  // StackGenerator only
};

class Generator : public torch::nn::Module {
 public:
  // labels: one tensor (N,K) an axis, in the order of axes().
  virtual torch::Tensor forward(torch::Tensor z, const std::vector<torch::Tensor>& labels) = 0;
  virtual void initialise(Random& random) = 0;
  // The class tables, which learn faster than the rest because each row is seen rarely.
  virtual std::vector<torch::Tensor> tables() { return {}; }

  int z_size() const { return z_size_; }
  int size() const { return size_; }
  const std::vector<AxisSpec>& axes() const { return axes_; }

 protected:
  Generator(std::string name, int z_size, int size, std::vector<AxisSpec> axes)
      : torch::nn::Module(std::move(name)), z_size_(z_size), size_(size), axes_(std::move(axes)) {}
  int z_size_, size_;
  std::vector<AxisSpec> axes_;
};

// For layered sprites: it stacks as they do. The first axis is the ground colour, every further axis paints one sheet
// over what is below. Where labels are silent the latent votes (Vote).
//   x₀ = ground(p₀) everywhere;  xᵢ = xᵢ₋₁ + αᵢ·(tanh(colourᵢ) − xᵢ₋₁),  αᵢ = ½ + ½·tanh(alphaᵢ)
class StackGenerator : public Generator {
 public:
  StackGenerator(int z_size, int size, std::vector<AxisSpec> axes, double sharpness);
  torch::Tensor forward(torch::Tensor z, const std::vector<torch::Tensor>& labels) override;
  void initialise(Random& random) override;
  std::vector<torch::Tensor> tables() override;

  std::vector<Vote> votes;            // one an axis: vote0, vote1, …
  torch::nn::Linear ground{nullptr};  // K₀ → 3, no bias
  std::vector<SheetPainter> sheets;   // axis 1, 2, …: sheet1, sheet2, …

 private:
  double sharpness_;
};

struct TrunkWidths {
  int code = 32, quarter = 96, half = 64, style = 96;
  bool early = false;  // begins at S/8 with one more StyleConv, which spares weights where pictures are large
};

// Whether a trunk remembers its pictures (Recall): how many, and how decidedly a latent code points at one.
struct RecallSpec {
  int pictures = 0;  // 0: no memory
  double sharpness = 12;
};

// For any pictures: one trunk, modulated by a style that comes from z and the labels.
//   w = lrelu(map_b(lrelu(map_a(pixelnorm(z)) + Σ labelᵢ(yᵢ))));  code(w) → (code,S/4,S/4) + place
//   → StyleConv → ×2 → StyleConv → StyleConv → conv + place → PixelShuffle → tanh
// With `early` it begins at S/8: code(w) → (code,S/8,S/8) + place → StyleConv → ×2 → …
// With a memory, z and the labels first recall(z, y), which takes the place of z; nothing else hears the labels.
class TrunkGenerator : public Generator {
 public:
  TrunkGenerator(int z_size, int size, std::vector<AxisSpec> axes, TrunkWidths widths, RecallSpec memory = {});
  torch::Tensor forward(torch::Tensor z, const std::vector<torch::Tensor>& labels) override;
  void initialise(Random& random) override;
  std::vector<torch::Tensor> tables() override;

  // The pictures of these codes: normalised z or recalled codes (N,Z).
  torch::Tensor paint(const torch::Tensor& z, const std::vector<torch::Tensor>& labels);
  // The same before the tanh, without bounds.
  torch::Tensor unbounded(const torch::Tensor& z, const std::vector<torch::Tensor>& labels);

  Recall recall{nullptr};  // null without a memory
  PixelNorm norm{nullptr};
  torch::nn::Linear map_a{nullptr}, map_b{nullptr}, code{nullptr};
  std::vector<torch::nn::Linear> label_maps;  // K → style, no bias: label0, label1, …
  PositionBias code_bias{nullptr}, out_bias{nullptr};
  StyleConv early{nullptr};  // null without `early`
  StyleConv quarter{nullptr}, half_a{nullptr}, half_b{nullptr};
  torch::nn::Conv2d out{nullptr};

 private:
  int side_, channels_;
};

}  // namespace reverie::nets
