#include "native/nets/projected_discriminator.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "native/nets/blocks.h"
#include "native/nets/initialise.h"
#include "native/nets/recall.h"

namespace reverie::nets {
namespace {

constexpr int64_t group_size = 8;

torch::Tensor enlarged(const torch::Tensor& x, int64_t side) {
  if (x.size(2) == side) return x;
  return torch::upsample_bilinear2d(x, {side, side}, /*align_corners=*/false);
}

// One more channel: how much the pictures of a group differ, as in the discriminator of our own.
torch::Tensor with_deviation(const torch::Tensor& h) {
  const int64_t n = h.size(0), members = std::gcd(n, group_size);
  auto grouped = h.to(torch::kFloat32).reshape({members, n / members, h.size(1), h.size(2), h.size(3)});
  auto deviation = (grouped.var(0, /*unbiased=*/false) + 1e-8).sqrt().mean({1, 2, 3});
  auto channel = deviation.repeat({members}).view({n, 1, 1, 1}).expand({n, 1, h.size(2), h.size(3)});
  return torch::cat({h, channel.to(h.dtype())}, 1);
}

torch::Tensor unit_places(const torch::Tensor& h) {
  const auto x = h.to(torch::kFloat32);
  return x * torch::rsqrt(x.square().sum(1, /*keepdim=*/true) + 1e-4 * static_cast<double>(x.size(1)));
}

}  // namespace

ProjectedDiscriminatorImpl::ProjectedDiscriminatorImpl(int size, ProjectedWidths widths)
    : torch::nn::Module("ProjectedDiscriminator"), size_(size), widths_(widths) {
  features = register_module("features", SqueezeNet(widths.last_fire));
  const torch::NoGradGuard no_grad;
  const auto seen = features->forward(torch::zeros({1, 3, widths.side, widths.side}));
  for (std::size_t i = 0; i < seen.size(); ++i) {
    add_head(static_cast<int>(i), static_cast<int>(seen[i].size(1)), static_cast<int>(seen[i].size(2)));
  }
  int in = 3, out = widths.pixels;
  for (int side = size; side > 4; side /= 2) {
    pixel_convs_.push_back(
        register_module("pixels" + std::to_string(pixel_convs_.size()), SpectralConv(in, out, 4, 2, 1)));
    in = out;
    out = std::min(out + widths.pixels, 3 * widths.pixels);
  }
  pixel_convs_.push_back(register_module("pixels_score", SpectralConv(in + 1, 1, 3, 1, 1)));
}

void ProjectedDiscriminatorImpl::add_head(int index, int features, int side) {
  const std::string name = "head" + std::to_string(index);
  const int c = widths_.channels;
  Head head;
  head.projection = register_buffer(name + "_projection", torch::zeros({c, features, 1, 1}));
  head.loudness = register_buffer(name + "_loudness", torch::ones({1}));
  const auto add = [&](int out, int kernel, int stride) {
    head.convs.push_back(
        register_module(name + "_conv" + std::to_string(head.convs.size()), SpectralConv(c, out, kernel, stride, 1)));
  };
  for (; side > 5; side /= 2) add(c, 4, 2);
  add(c, 3, 1);
  add(1, 3, 1);
  heads_.push_back(std::move(head));
}

void ProjectedDiscriminatorImpl::initialise(Random& random) {
  for (Head& head : heads_) {
    fill_normal(head.projection, 1 / std::sqrt(static_cast<double>(head.projection.size(1))), random);
    for (auto& conv : head.convs) conv->initialise(random);
  }
  for (auto& conv : pixel_convs_) conv->initialise(random);
}

void ProjectedDiscriminatorImpl::measure(const torch::Tensor& reals) {
  const torch::NoGradGuard no_grad;
  const auto seen = look(reals);
  for (std::size_t i = 0; i < heads_.size(); ++i) {
    const double loud = seen[i].to(torch::kFloat32).std().item<double>();
    heads_[i].loudness.fill_(loud > 0 ? loud : 1.0);
  }
}

std::vector<torch::Tensor> ProjectedDiscriminatorImpl::look(const torch::Tensor& x) {
  return features->forward(enlarged(x, widths_.side));
}

torch::Tensor ProjectedDiscriminatorImpl::judge_pixels(const torch::Tensor& x) {
  auto h = x;
  for (std::size_t i = 0; i + 1 < pixel_convs_.size(); ++i) h = torch::leaky_relu(pixel_convs_[i]->forward(h), leak);
  return pixel_convs_.back()->forward(with_deviation(h)).mean({2, 3});
}

torch::Tensor ProjectedDiscriminatorImpl::judge(const std::vector<torch::Tensor>& seen, const torch::Tensor& x) {
  std::vector<torch::Tensor> scores;
  for (std::size_t i = 0; i < heads_.size(); ++i) {
    auto h = torch::conv2d(seen[i], heads_[i].projection / heads_[i].loudness);
    for (std::size_t k = 0; k < heads_[i].convs.size(); ++k) {
      h = heads_[i].convs[k]->forward(h);
      if (k + 1 < heads_[i].convs.size()) h = torch::leaky_relu(h, leak);
    }
    scores.push_back(h.mean({2, 3}).to(torch::kFloat32));
  }
  scores.push_back(judge_pixels(x).to(torch::kFloat32));
  return torch::cat(scores, 1);
}

torch::Tensor distance_seen(const std::vector<torch::Tensor>& a, const std::vector<torch::Tensor>& b) {
  torch::Tensor sum;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto off = (unit_places(a[i]) - unit_places(b[i])).square().sum(1).mean();
    sum = sum.defined() ? sum + off : off;
  }
  return sum / static_cast<double>(a.size());
}

torch::Tensor descriptions(const std::vector<torch::Tensor>& seen, const torch::Tensor& x) {
  const auto deep = seen.back().to(torch::kFloat32);
  return torch::cat({torch::adaptive_avg_pool2d(deep, {4, 4}).flatten(1) / (deep.std() + 1e-6), coarse_colours(x)}, 1);
}

}  // namespace reverie::nets
