#include "native/nets/discriminator.h"

#include <cmath>
#include <numeric>

#include "native/nets/initialise.h"

namespace reverie::nets {
namespace {

constexpr int64_t group_size = 8;

// One more channel (N,1,H,W): how much the pictures of a group differ. A generator that draws one picture shows here.
// Groups are interleaved, so that every group holds rows of each kind.
torch::Tensor with_deviation(const torch::Tensor& h) {
  const int64_t n = h.size(0);
  const int64_t members = std::gcd(n, group_size);
  auto grouped = h.to(torch::kFloat32).view({members, n / members, h.size(1), h.size(2), h.size(3)});
  auto deviation = (grouped.var(0, /*unbiased=*/false) + 1e-8).sqrt().mean({1, 2, 3});  // (N/members)
  auto channel = deviation.repeat({members}).view({n, 1, 1, 1}).expand({n, 1, h.size(2), h.size(3)});
  return torch::cat({h, channel.to(h.dtype())}, 1);
}

}  // namespace

int DiscriminatorImpl::width_count(int size) {
  int levels = 0;
  for (int side = size; side > 4; side /= 2) ++levels;
  return 2 * levels - 1;
}

DiscriminatorImpl::DiscriminatorImpl(int size, const std::vector<int>& widths, int features,
                                     const std::vector<AxisSpec>& axes)
    : torch::nn::Module("Discriminator") {
  using Options = torch::nn::Conv2dOptions;
  TORCH_CHECK(static_cast<int>(widths.size()) == width_count(size), "one width for each convolution");
  int in = 3;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const auto options =
        i % 2 == 0 ? Options(in, widths[i], 4).stride(2).padding(1) : Options(in, widths[i], 3).padding(1);
    convs_.push_back(register_module("conv" + std::to_string(i), torch::nn::Conv2d(options)));
    in = widths[i];
  }
  last_ = register_module("last", torch::nn::Conv2d(Options(in + 1, in, 3).padding(1)));
  dense_ = register_module("dense", torch::nn::Linear(in * 16, features));
  score_ = register_module("score", torch::nn::Linear(features, 1));
  for (std::size_t a = 0; a < axes.size(); ++a) {
    const auto options = torch::nn::LinearOptions(axes[a].classes, features).bias(false);
    label_maps_.push_back(register_module("label" + std::to_string(a), torch::nn::Linear(options)));
  }
}

void DiscriminatorImpl::initialise(Random& random) {
  for (auto& conv : convs_) initialise_he(*conv, random);
  initialise_he(*last_, random);
  initialise_he(*dense_, random);
  fill_normal(score_->weight, 1 / std::sqrt(static_cast<double>(score_->options.in_features())), random);
  for (auto& map : label_maps_) fill_normal(map->weight, 0.1, random);
  torch::NoGradGuard no_grad;
  score_->bias.zero_();
}

torch::Tensor DiscriminatorImpl::forward(torch::Tensor x, const std::vector<torch::Tensor>& labels) {
  auto h = x;
  for (auto& conv : convs_) h = torch::leaky_relu(conv->forward(h), leak);  // → (N,C,4,4)
  h = torch::leaky_relu(last_->forward(with_deviation(h)), leak);
  h = torch::leaky_relu(dense_->forward(h.flatten(1)), leak).to(torch::kFloat32);  // (N,features)
  auto score = score_->forward(h).to(torch::kFloat32);
  const double scale = 1 / std::sqrt(static_cast<double>(h.size(1)));
  for (std::size_t a = 0; a < label_maps_.size(); ++a) {
    score = score + (label_maps_[a]->forward(labels[a]).to(torch::kFloat32) * h).sum(1, /*keepdim=*/true) * scale;
  }
  return score;
}

}  // namespace reverie::nets
