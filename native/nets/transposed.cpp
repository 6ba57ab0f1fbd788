#include "native/nets/transposed.h"

#include <cmath>

#include "native/nets/initialise.h"

namespace reverie::nets {
namespace {

constexpr int first_side = 4;
constexpr std::int64_t first_places = first_side * first_side;
constexpr double deviation = 0.02;  // of every weight and of the gains around 1, as the paper has it

torch::nn::ConvTranspose2d doubling(int in, int out, bool bias) {
  return torch::nn::ConvTranspose2d(torch::nn::ConvTranspose2dOptions(in, out, 4).stride(2).padding(1).bias(bias));
}

torch::nn::Linear linear(int in, int out, bool bias) {
  return torch::nn::Linear(torch::nn::LinearOptions(in, out).bias(bias));
}

void initialise_norm(torch::nn::BatchNorm2dImpl& norm, Random& random) {
  fill_normal(norm.weight, deviation, random);
  const torch::NoGradGuard no_grad;
  norm.weight.add_(1);
  norm.bias.zero_();
}

// What a batch normalisation does to channel c in eval mode: x · scale[c] + shift[c]. In double: it is rounded once.
struct Affine {
  torch::Tensor scale, shift;  // (C) float64
};

Affine affine_of(const torch::nn::BatchNorm2dImpl& norm) {
  const auto wide = [](const torch::Tensor& x) { return x.detach().to(torch::kFloat64); };
  const auto scale = wide(norm.weight) / (wide(norm.running_var) + norm.options.eps()).sqrt();
  return {scale, wide(norm.bias) - wide(norm.running_mean) * scale};
}

void multiply(torch::Tensor& weight, const torch::Tensor& source, const torch::Tensor& scale) {
  weight.copy_(source.detach().to(torch::kFloat64) * scale);
}

}  // namespace

void fold_batch_norms(torch::nn::Module& net) {
  if (auto* foldable = dynamic_cast<Foldable*>(&net)) foldable->fold();
  for (const auto& child : net.children()) fold_batch_norms(*child);
}

UpConvImpl::UpConvImpl(int in, int out) {
  conv = register_module("conv", doubling(in, out, false));
  norm = register_module("norm", torch::nn::BatchNorm2d(out));
}

void UpConvImpl::initialise(Random& random) {
  fill_normal(conv->weight, deviation, random);
  initialise_norm(*norm, random);
}

torch::Tensor UpConvImpl::forward(torch::Tensor x) {
  auto h = conv->forward(x);
  if (!norm.is_empty()) h = norm->forward(h);
  return torch::relu(h);
}

void UpConvImpl::fold() {
  if (norm.is_empty()) return;
  const torch::NoGradGuard no_grad;
  const Affine affine = affine_of(*norm);
  const auto unfolded = conv->weight;  // (C,O,4,4)
  auto folded = doubling(static_cast<int>(unfolded.size(0)), static_cast<int>(unfolded.size(1)), true);
  folded->to(unfolded.device());
  multiply(folded->weight, unfolded, affine.scale.view({1, -1, 1, 1}));
  folded->bias.copy_(affine.shift);
  conv = replace_module("conv", folded);
  unregister_module("norm");
  norm = nullptr;
}

int TransposedGenerator::width_count(int size) {
  int levels = 0;
  for (int side = size; side > first_side; side /= 2) ++levels;
  return levels;
}

TransposedGenerator::TransposedGenerator(int z_size, int size, std::vector<AxisSpec> axes,
                                         const std::vector<int>& widths)
    : Generator("TransposedGenerator", z_size, size, std::move(axes)) {
  TORCH_CHECK(static_cast<int>(widths.size()) == width_count(size), "one width for each side from 4 to half the size");
  const int first = widths.front() * static_cast<int>(first_places);
  code = register_module("code", linear(z_size, first, false));
  for (std::size_t a = 0; a < axes_.size(); ++a)
    label_maps.push_back(register_module("label" + std::to_string(a), linear(axes_[a].classes, first, false)));
  norm = register_module("norm", torch::nn::BatchNorm2d(widths.front()));
  for (std::size_t i = 0; i + 1 < widths.size(); ++i)
    ups.push_back(register_module("up" + std::to_string(i), UpConv(widths[i], widths[i + 1])));
  out = register_module("out", doubling(widths.back(), 3, true));
}

void TransposedGenerator::initialise(Random& random) {
  fill_normal(code->weight, deviation, random);
  // One label is as loud as the whole code, else it would not be heard through the normalisation.
  for (auto& map : label_maps) fill_normal(map->weight, deviation * std::sqrt(static_cast<double>(z_size_)), random);
  initialise_norm(*norm, random);
  for (auto& up : ups) up->initialise(random);
  fill_normal(out->weight, deviation, random);
  const torch::NoGradGuard no_grad;
  out->bias.zero_();
}

torch::Tensor TransposedGenerator::forward(torch::Tensor z, const std::vector<torch::Tensor>& labels) {
  auto h = code->forward(z);
  for (std::size_t a = 0; a < label_maps.size(); ++a) h = h + label_maps[a]->forward(labels[a]);
  h = h.view({-1, h.size(1) / first_places, first_side, first_side});  // (N,C₀,4,4)
  if (!norm.is_empty()) h = norm->forward(h);
  h = torch::relu(h);
  for (auto& up : ups) h = up->forward(h);
  return torch::tanh(out->forward(h).to(torch::kFloat32));  // (N,3,S,S)
}

void TransposedGenerator::fold() {
  if (norm.is_empty()) return;
  const torch::NoGradGuard no_grad;
  const Affine affine = affine_of(*norm);
  const auto rows = affine.scale.repeat_interleave(first_places).unsqueeze(1);  // (C₀·16,1): the places of a channel
  const auto unfolded = code->weight;
  auto folded = linear(static_cast<int>(unfolded.size(1)), static_cast<int>(unfolded.size(0)), true);
  folded->to(unfolded.device());
  multiply(folded->weight, unfolded, rows);
  folded->bias.copy_(affine.shift.repeat_interleave(first_places));
  code = replace_module("code", folded);
  for (auto& map : label_maps) multiply(map->weight, map->weight, rows);
  unregister_module("norm");
  norm = nullptr;
}

}  // namespace reverie::nets
