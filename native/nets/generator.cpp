#include "native/nets/generator.h"

#include <cmath>

#include "native/nets/initialise.h"

namespace reverie::nets {

StackGenerator::StackGenerator(int z_size, int size, std::vector<AxisSpec> axes, double sharpness)
    : Generator("StackGenerator", z_size, size, std::move(axes)), sharpness_(sharpness) {
  for (std::size_t a = 0; a < axes_.size(); ++a) {
    votes.push_back(register_module("vote" + std::to_string(a), Vote(z_size, axes_[a].classes)));
  }
  ground = register_module("ground", torch::nn::Linear(torch::nn::LinearOptions(axes_[0].classes, 3).bias(false)));
  for (std::size_t a = 1; a < axes_.size(); ++a) {
    sheets.push_back(
        register_module("sheet" + std::to_string(a), SheetPainter(axes_[a].classes, size, axes_[a].sheet)));
  }
}

void StackGenerator::initialise(Random& random) {
  for (auto& vote : votes) vote->initialise(sharpness_, random);
  fill_normal(ground->weight, 0.2, random);
  for (auto& sheet : sheets) sheet->initialise(random);
}

std::vector<torch::Tensor> StackGenerator::tables() {
  std::vector<torch::Tensor> all{ground->weight};
  for (auto& sheet : sheets) {
    all.push_back(sheet->code->weight);
    all.push_back(sheet->code->bias);
  }
  return all;
}

torch::Tensor StackGenerator::forward(torch::Tensor z, const std::vector<torch::Tensor>& labels) {
  auto color = ground->forward(votes[0]->forward(z, labels[0])).to(torch::kFloat32);  // (N,3)
  auto x = color.unsqueeze(2).unsqueeze(3).expand({-1, 3, size_, size_});
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    auto sheet = torch::tanh(sheets[i]->forward(votes[i + 1]->forward(z, labels[i + 1])));  // (N,4,S,S)
    auto alpha = 0.5 + 0.5 * sheet.narrow(1, 3, 1);
    x = x + alpha * (sheet.narrow(1, 0, 3) - x);
  }
  return x;
}

TrunkGenerator::TrunkGenerator(int z_size, int size, std::vector<AxisSpec> axes, TrunkWidths widths, RecallSpec memory)
    : Generator("TrunkGenerator", z_size, size, std::move(axes)),
      side_(size / (widths.early ? 8 : 4)),
      channels_(widths.code) {
  using torch::nn::Linear;
  if (memory.pictures > 0) {
    std::vector<int> classes;
    for (const AxisSpec& axis : axes_) classes.push_back(axis.classes);
    recall = register_module("recall", Recall(memory.pictures, z_size, memory.sharpness, classes));
  }
  norm = register_module("norm", PixelNorm());
  map_a = register_module("map_a", Linear(z_size, widths.style));
  for (std::size_t a = 0; a < axes_.size() && !recall; ++a) {
    label_maps.push_back(register_module("label" + std::to_string(a),
                                         Linear(torch::nn::LinearOptions(axes_[a].classes, widths.style).bias(false))));
  }
  const int quarter_side = size / 4;
  map_b = register_module("map_b", Linear(widths.style, widths.style));
  code = register_module("code", Linear(widths.style, widths.code * side_ * side_));
  code_bias = register_module("code_bias", PositionBias(widths.code, side_, side_));
  if (widths.early) early = register_module("early", StyleConv(widths.code, widths.quarter, widths.style, side_));
  quarter = register_module(
      "quarter", StyleConv(widths.early ? widths.quarter : widths.code, widths.quarter, widths.style, quarter_side));
  half_a = register_module("half_a", StyleConv(widths.quarter, widths.half, widths.style, 2 * quarter_side));
  half_b = register_module("half_b", StyleConv(widths.half, widths.half, widths.style, 2 * quarter_side));
  out = register_module("out", torch::nn::Conv2d(torch::nn::Conv2dOptions(widths.half, 12, 3).padding(1)));
  out_bias = register_module("out_bias", PositionBias(12, 2 * quarter_side, 2 * quarter_side));
}

void TrunkGenerator::initialise(Random& random) {
  for (auto* layer : {&map_a, &map_b, &code}) initialise_he(**layer, random);
  for (auto& map : label_maps) fill_normal(map->weight, 1, random);
  fill_normal(code_bias->bias, 1, random);
  for (auto* layer : {&quarter, &half_a, &half_b}) (*layer)->initialise(random);
  fill_normal(out->weight, 0.5 / std::sqrt(9.0 * static_cast<double>(out->options.in_channels())), random);
  if (early) early->initialise(random);
  if (recall) recall->initialise(random);
  torch::NoGradGuard no_grad;
  out->bias.zero_();
}

std::vector<torch::Tensor> TrunkGenerator::tables() {
  return recall ? std::vector<torch::Tensor>{recall->codes} : std::vector<torch::Tensor>{};
}

torch::Tensor TrunkGenerator::forward(torch::Tensor z, const std::vector<torch::Tensor>& labels) {
  return paint(norm->forward(recall ? recall->forward(z, labels) : z), labels);
}

torch::Tensor TrunkGenerator::paint(const torch::Tensor& z, const std::vector<torch::Tensor>& labels) {
  return torch::tanh(unbounded(z, labels));
}

torch::Tensor TrunkGenerator::unbounded(const torch::Tensor& z, const std::vector<torch::Tensor>& labels) {
  auto w = map_a->forward(z);
  for (std::size_t a = 0; a < label_maps.size(); ++a) w = w + label_maps[a]->forward(labels[a]);
  w = torch::leaky_relu(map_b->forward(torch::leaky_relu(w, leak)), leak);            // (N,style)
  auto h = code_bias->forward(code->forward(w).view({-1, channels_, side_, side_}));  // (N,code,side,side)
  const auto doubled = [](const torch::Tensor& x) {
    return torch::upsample_nearest2d(x, {2 * x.size(2), 2 * x.size(3)});
  };
  if (early) h = doubled(early->forward(h, w));
  h = doubled(quarter->forward(h, w));
  h = half_b->forward(half_a->forward(h, w), w);  // (N,half,S/2,S/2)
  h = out_bias->forward(out->forward(h)).to(torch::kFloat32);
  return torch::pixel_shuffle(h, 2);  // (N,3,S,S)
}

}  // namespace reverie::nets
