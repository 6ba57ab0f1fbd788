// A memory of the pictures: one learned code for each, and a latent code recalls those it points at.
#pragma once

#include <torch/torch.h>

#include <vector>

#include "shared/random/random.h"

namespace reverie::nets {

// Retrieval as in modern Hopfield networks (Ramsauer et al. 2021, arXiv:2008.02217), over codes that are learned beside
// the generator (Bojanowski et al. 2018, arXiv:1707.05776). With n(t) = t divided by its root mean square, row by row:
//   p = softmax(sharpness / √Z · z · n(codes)ᵀ + 6 · sharpness · Σ labelᵢ · membersᵢᵀ);  recalled = p · n(codes)
// A sharp recall gives mostly one code, on the way between two it gives their mixture, and a label leaves only the
// codes that bear it. z (N,Z), labels (N,C) an axis with rows summing to 0 … 1 → (N,Z)
class RecallImpl : public torch::nn::Module {
 public:
  RecallImpl(int codes, int z_size, double sharpness, const std::vector<int>& classes);
  void initialise(Random& random);
  torch::Tensor forward(torch::Tensor z, const std::vector<torch::Tensor>& labels);
  // The codes of these pictures, normalised: items (N) int64 → (N,Z)
  torch::Tensor own(const torch::Tensor& items);

  double sharpness() const { return sharpness_; }

  torch::Tensor codes;                 // (K,Z)
  std::vector<torch::Tensor> members;  // buffers (K,C), one an axis: 1 where the picture bears the label

 private:
  double sharpness_;
};
TORCH_MODULE(Recall);

// sharpness / √Z, as a float32: a graph keeps its constants so.
double recall_scale(double sharpness, std::int64_t z_size);

inline constexpr double label_pull = 6;  // times the sharpness: more than any latent code says

// The plainest description of pictures: 8 × 8 mean colours of each. x (N,3,S,S) in [-1,1], S ≥ 8 → (N,192) in [-2,2]
torch::Tensor coarse_colours(const torch::Tensor& x);

// Starting codes for pictures described by features (K,F): the leading principal components, whitened, so that what
// looks alike begins side by side and every direction is used. K ≥ 1; components beyond min(K,F) stay as in `initial`.
torch::Tensor codes_from_features(const torch::Tensor& features, const torch::Tensor& initial);

}  // namespace reverie::nets
