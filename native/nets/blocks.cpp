#include "native/nets/blocks.h"

#include <cmath>

#include "native/nets/initialise.h"

namespace reverie::nets {
namespace F = torch::nn::functional;
namespace {

torch::nn::Conv2d conv3x3(int in, int out) {
  return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 3).padding(1));
}

}  // namespace

const std::vector<std::string_view>& block_names() {
  static const std::vector<std::string_view> names = {"Linear",
                                                      "Conv2d",
                                                      "ConvTranspose2d",
                                                      "BatchNorm2d",
                                                      "Upsample",
                                                      "PixelShuffle",
                                                      "LeakyReLU",
                                                      "ReLU",
                                                      "Tanh",
                                                      "PixelNorm",
                                                      "PositionBias",
                                                      "Vote",
                                                      "SheetPainter",
                                                      "StyleConv",
                                                      "UpConv",
                                                      "Recall",
                                                      "StackGenerator",
                                                      "TrunkGenerator",
                                                      "TransposedGenerator"};
  return names;
}

torch::Tensor PixelNormImpl::forward(torch::Tensor z) {
  return z * torch::rsqrt(z.square().mean(1, /*keepdim=*/true) + 1e-8);
}

PositionBiasImpl::PositionBiasImpl(int channels, int height, int width) {
  bias = register_parameter("bias", torch::zeros({1, channels, height, width}));
}

torch::Tensor PositionBiasImpl::forward(torch::Tensor x) { return x + bias; }

VoteImpl::VoteImpl(int z_size, int classes) {
  directions = register_buffer("directions", torch::zeros({classes, z_size}));
}

void VoteImpl::initialise(double sharpness, Random& random) {
  fill_normal(directions, 1, random);
  torch::NoGradGuard no_grad;
  directions.mul_(sharpness / directions.norm(2, 1, /*keepdim=*/true));
}

torch::Tensor VoteImpl::forward(torch::Tensor z, torch::Tensor y) {
  // Where two classes nearly tie, the tables behind this magnify the rounding of a logit until it shows in the picture.
  // So what is published counts in double, and every runtime agrees; learning does not mind.
  const auto counted = is_training() ? torch::kFloat32 : torch::kFloat64;
  auto logits =
      is_training() ? torch::matmul(z, directions.t()) : torch::matmul(z.to(counted), directions.t().to(counted));
  auto votes = torch::softmax(logits.to(counted), 1).to(torch::kFloat32);  // (N,K)
  return y + (1 - y.sum(1, /*keepdim=*/true)) * votes;
}

SheetPainterImpl::SheetPainterImpl(int classes, int size, SheetWidths widths)
    : side_(size / 4), channels_(widths.code) {
  code = register_module("code", torch::nn::Linear(classes, widths.code * side_ * side_));
  quarter = register_module("quarter", conv3x3(widths.code, widths.quarter));
  quarter_bias = register_module("quarter_bias", PositionBias(widths.quarter, side_, side_));
  half_a = register_module("half_a", conv3x3(widths.quarter, widths.half));
  half_a_bias = register_module("half_a_bias", PositionBias(widths.half, 2 * side_, 2 * side_));
  half_b = register_module("half_b", conv3x3(widths.half, widths.half));
  half_b_bias = register_module("half_b_bias", PositionBias(widths.half, 2 * side_, 2 * side_));
  out = register_module("out", conv3x3(widths.half, 16));
  out_bias = register_module("out_bias", PositionBias(16, 2 * side_, 2 * side_));
}

void SheetPainterImpl::initialise(Random& random) {
  torch::NoGradGuard no_grad;
  fill_normal(code->weight, 0.1, random);
  code->bias.zero_();
  for (auto* layer : {&quarter, &half_a, &half_b}) initialise_he(**layer, random);
  fill_normal(out->weight, 0.5 / std::sqrt(9.0 * static_cast<double>(out->options.in_channels())), random);
  out->bias.zero_();
  for (auto* place : {&quarter_bias, &half_a_bias, &half_b_bias, &out_bias}) (*place)->bias.zero_();
  // Alpha starts nearly shut, so that what lies below shows and is learned; a grey haze would hide it.
  out_bias->bias.narrow(1, 12, 4).fill_(-2);
}

torch::Tensor SheetPainterImpl::forward(torch::Tensor p) {
  auto h = code->forward(p).view({-1, channels_, side_, side_});  // (N,code,S/4,S/4)
  h = torch::leaky_relu(quarter_bias->forward(quarter->forward(h)), leak);
  h = torch::upsample_nearest2d(h, {2 * side_, 2 * side_});  // (N,quarter,S/2,S/2)
  h = torch::leaky_relu(half_a_bias->forward(half_a->forward(h)), leak);
  h = torch::leaky_relu(half_b_bias->forward(half_b->forward(h)), leak);
  h = out_bias->forward(out->forward(h));                 // (N,16,S/2,S/2)
  return torch::pixel_shuffle(h.to(torch::kFloat32), 2);  // (N,4,S,S)
}

StyleConvImpl::StyleConvImpl(int in, int out, int style_size, int side) {
  conv = register_module("conv", conv3x3(in, out));
  style = register_module("style", torch::nn::Linear(style_size, out));
  bias = register_module("bias", PositionBias(out, side, side));
}

void StyleConvImpl::initialise(Random& random) {
  initialise_he(*conv, random);
  torch::NoGradGuard no_grad;
  style->weight.zero_();
  style->bias.zero_();
  bias->bias.zero_();
}

torch::Tensor StyleConvImpl::forward(torch::Tensor x, torch::Tensor w) {
  auto gain = 1 + style->forward(w).unsqueeze(2).unsqueeze(3);  // (N,O,1,1)
  return torch::leaky_relu(bias->forward(conv->forward(x) * gain), leak);
}

}  // namespace reverie::nets
