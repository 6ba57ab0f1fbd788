#include "native/nets/recall.h"

#include <algorithm>
#include <cmath>

#include "native/nets/initialise.h"

namespace reverie::nets {
namespace {

torch::Tensor normalised(const torch::Tensor& rows) {
  return rows * torch::rsqrt(rows.square().mean(1, /*keepdim=*/true) + 1e-8);
}

}  // namespace

RecallImpl::RecallImpl(int count, int z_size, double sharpness, const std::vector<int>& classes)
    : sharpness_(sharpness) {
  codes = register_parameter("codes", torch::zeros({count, z_size}));
  for (std::size_t a = 0; a < classes.size(); ++a) {
    members.push_back(register_buffer("members" + std::to_string(a), torch::zeros({count, classes[a]})));
  }
}

void RecallImpl::initialise(Random& random) { fill_normal(codes, 1, random); }

double recall_scale(double sharpness, std::int64_t z_size) {
  return static_cast<float>(sharpness / std::sqrt(static_cast<double>(z_size)));
}

torch::Tensor RecallImpl::own(const torch::Tensor& items) { return normalised(codes.index_select(0, items)); }

torch::Tensor RecallImpl::forward(torch::Tensor z, const std::vector<torch::Tensor>& labels) {
  // As in Vote: between two codes a rounding error would show, so what is published counts in double.
  const auto counted = is_training() ? torch::kFloat32 : torch::kFloat64;
  const torch::Tensor known = normalised(codes.to(counted));
  const double scale = recall_scale(sharpness_, codes.size(1));
  auto logits = torch::matmul(z.to(counted), known.t()).to(counted) * scale;  // (N,K)
  for (std::size_t a = 0; a < members.size(); ++a) {
    logits = logits + torch::matmul(labels[a], members[a].t()).to(counted) * (label_pull * sharpness_);
  }
  const auto recalled = torch::matmul(torch::softmax(logits, 1), known);
  return is_training() ? recalled : recalled.to(torch::kFloat32);
}

torch::Tensor coarse_colours(const torch::Tensor& x) { return torch::adaptive_avg_pool2d(x, {8, 8}).flatten(1) * 2; }

torch::Tensor codes_from_features(const torch::Tensor& features, const torch::Tensor& initial) {
  const torch::NoGradGuard no_grad;
  const auto centred = (features - features.mean(0, /*keepdim=*/true)).to(torch::kFloat64);
  // The eigenvectors of the Gram matrix are the whitened components; eigh sorts them upwards.
  const auto vectors = std::get<1>(torch::linalg_eigh(torch::matmul(centred, centred.t())));
  const auto taken = std::min({initial.size(1), features.size(0) - 1, features.size(1)});
  auto codes = initial.clone();
  if (taken < 1) return codes;
  const auto leading =
      vectors.narrow(1, vectors.size(1) - taken, taken) * std::sqrt(static_cast<double>(codes.size(0)));
  codes.narrow(1, 0, taken).copy_(leading);
  return codes;
}

}  // namespace reverie::nets
