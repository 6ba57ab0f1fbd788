// Blocks of native/nets as ONNX nodes. Each function follows the forward() of its block line by line.
#include "native/onnx/block_writers.h"

namespace reverie {
namespace {

using Ints = std::vector<std::int64_t>;

std::string join(const std::string& path, const std::string& name) { return path.empty() ? name : path + "." + name; }

// Channels [begin, end) of x.
std::string slice_channels(GraphWriter& graph, const std::string& x, std::int64_t begin, std::int64_t end) {
  return graph.node("Slice", {x, graph.constant(Ints{begin}), graph.constant(Ints{end}), graph.constant(Ints{1})});
}

// (N,C) → (N,C,1,1)
std::string as_map(GraphWriter& graph, const std::string& x) {
  return graph.node("Unsqueeze", {x, graph.constant(Ints{2, 3})});
}

}  // namespace

std::string write_pixel_norm(GraphWriter& graph, const std::string& z) {
  const auto square = graph.node("Mul", {z, z});
  const auto mean = graph.node("ReduceMean", {square}, {{"axes", Ints{1}}, {"keepdims", std::int64_t{1}}});
  const auto root = graph.node("Sqrt", {graph.node("Add", {mean, graph.constant(1e-8f)})});
  return graph.node("Div", {z, root});
}

std::string write_position_bias(GraphWriter& graph, const nets::PositionBiasImpl& block, const std::string& x,
                                const std::string& path) {
  return graph.node("Add", {x, graph.weight(block.bias, join(path, "bias"), "PositionBias", /*axis=*/1)});
}

std::string write_vote(GraphWriter& graph, const nets::VoteImpl& block, const std::string& z, const std::string& y,
                       const std::string& path) {
  const auto cast = [&](const std::string& x, std::int64_t type) { return graph.node("Cast", {x}, {{"to", type}}); };
  constexpr std::int64_t float32 = 1, float64 = 11;  // TensorProto.DataType
  const auto directions = graph.weight(block.directions, join(path, "directions"), "Vote");
  const auto logits = graph.node("Gemm", {cast(z, float64), cast(directions, float64)}, {{"transB", std::int64_t{1}}});
  const auto votes = cast(graph.node("Softmax", {logits}, {{"axis", std::int64_t{1}}}), float32);
  const auto said = graph.node("ReduceSum", {y, graph.constant(Ints{1})}, {{"keepdims", std::int64_t{1}}});
  const auto unsaid = graph.node("Sub", {graph.constant(1.0f), said});
  return graph.node("Add", {y, graph.node("Mul", {unsaid, votes})});
}

std::string write_recall(GraphWriter& graph, const nets::RecallImpl& block, const std::vector<std::string>& inputs,
                         const std::string& path) {
  constexpr std::int64_t float32 = 1, float64 = 11;  // TensorProto.DataType
  const auto cast = [&](const std::string& x, std::int64_t type) { return graph.node("Cast", {x}, {{"to", type}}); };
  const auto constant = [&](double value) { return cast(graph.constant(static_cast<float>(value)), float64); };
  const Attribute transposed{"transB", std::int64_t{1}};
  const auto codes = cast(graph.weight(block.codes, join(path, "codes"), "Recall"), float64);
  const auto mean =
      graph.node("ReduceMean", {graph.node("Mul", {codes, codes})}, {{"axes", Ints{1}}, {"keepdims", std::int64_t{1}}});
  const auto known = graph.node("Div", {codes, graph.node("Sqrt", {graph.node("Add", {mean, constant(1e-8)})})});
  const auto scale = constant(nets::recall_scale(block.sharpness(), block.codes.size(1)));
  auto logits = graph.node("Mul", {graph.node("Gemm", {cast(inputs[0], float64), known}, {transposed}), scale});
  for (std::size_t a = 0; a < block.members.size(); ++a) {
    const auto members = graph.weight(block.members[a], join(path, "members" + std::to_string(a)), "Recall");
    const auto said = cast(graph.node("Gemm", {inputs[a + 1], members}, {transposed}), float64);
    const auto pull = graph.node("Mul", {said, constant(nets::label_pull * block.sharpness())});
    logits = graph.node("Add", {logits, pull});
  }
  const auto votes = graph.node("Softmax", {logits}, {{"axis", std::int64_t{1}}});
  return cast(graph.node("MatMul", {votes, known}), float32);
}

std::string write_sheet_painter(GraphWriter& graph, const nets::SheetPainterImpl& block, const std::string& p,
                                const std::string& path) {
  const auto convolve = [&](const torch::nn::Conv2d& conv, const nets::PositionBias& bias, const std::string& name,
                            const std::string& x) {
    const auto h = write_conv(graph, *conv, x, join(path, name));
    return write_position_bias(graph, *bias, h, join(path, name + "_bias"));
  };
  const std::int64_t side = block.quarter_bias->bias.size(2), channels = block.quarter->options.in_channels();
  auto h = write_linear(graph, *block.code, p, join(path, "code"));
  h = graph.node("Reshape", {h, graph.constant(Ints{0, channels, side, side})});  // 0 keeps N
  h = write_leaky_relu(graph, convolve(block.quarter, block.quarter_bias, "quarter", h), nets::leak);
  h = write_upsample(graph, h);
  h = write_leaky_relu(graph, convolve(block.half_a, block.half_a_bias, "half_a", h), nets::leak);
  h = write_leaky_relu(graph, convolve(block.half_b, block.half_b_bias, "half_b", h), nets::leak);
  return write_pixel_shuffle(graph, convolve(block.out, block.out_bias, "out", h), 2);
}

std::string write_style_conv(GraphWriter& graph, const nets::StyleConvImpl& block, const std::string& x,
                             const std::string& w, const std::string& path) {
  const auto style = as_map(graph, write_linear(graph, *block.style, w, join(path, "style")));
  const auto gain = graph.node("Add", {graph.constant(1.0f), style});
  const auto h = graph.node("Mul", {write_conv(graph, *block.conv, x, join(path, "conv")), gain});
  return write_leaky_relu(graph, write_position_bias(graph, *block.bias, h, join(path, "bias")), nets::leak);
}

std::string write_stack_generator(GraphWriter& graph, const nets::StackGenerator& net,
                                  const std::vector<std::string>& inputs, const std::string& path) {
  const auto weights_of = [&](std::size_t axis) {
    return write_vote(graph, *net.votes[axis], inputs[0], inputs[axis + 1], join(path, "vote" + std::to_string(axis)));
  };
  auto x = as_map(graph, write_linear(graph, *net.ground, weights_of(0), join(path, "ground")));
  x = graph.node("Expand", {x, graph.constant(Ints{1, 1, net.size(), net.size()})});
  for (std::size_t i = 0; i < net.sheets.size(); ++i) {
    const auto logits =
        write_sheet_painter(graph, *net.sheets[i], weights_of(i + 1), join(path, "sheet" + std::to_string(i + 1)));
    const auto sheet = graph.node("Tanh", {logits});
    const auto half = graph.constant(0.5f);
    const auto alpha = graph.node("Add", {half, graph.node("Mul", {half, slice_channels(graph, sheet, 3, 4)})});
    const auto step = graph.node("Sub", {slice_channels(graph, sheet, 0, 3), x});
    x = graph.node("Add", {x, graph.node("Mul", {alpha, step})});
  }
  return x;
}

std::string write_trunk_generator(GraphWriter& graph, const nets::TrunkGenerator& net,
                                  const std::vector<std::string>& inputs, const std::string& path) {
  const auto z = net.recall ? write_recall(graph, *net.recall, inputs, join(path, "recall")) : inputs[0];
  auto w = write_linear(graph, *net.map_a, write_pixel_norm(graph, z), join(path, "map_a"));
  for (std::size_t a = 0; a < net.label_maps.size(); ++a) {
    const auto said = write_linear(graph, *net.label_maps[a], inputs[a + 1], join(path, "label" + std::to_string(a)));
    w = graph.node("Add", {w, said});
  }
  w = write_linear(graph, *net.map_b, write_leaky_relu(graph, w, nets::leak), join(path, "map_b"));
  w = write_leaky_relu(graph, w, nets::leak);
  const std::int64_t side = net.code_bias->bias.size(2), channels = net.code_bias->bias.size(1);
  auto h = graph.node("Reshape", {write_linear(graph, *net.code, w, join(path, "code")),
                                  graph.constant(Ints{0, channels, side, side})});
  h = write_position_bias(graph, *net.code_bias, h, join(path, "code_bias"));
  if (net.early) h = write_upsample(graph, write_style_conv(graph, *net.early, h, w, join(path, "early")));
  h = write_upsample(graph, write_style_conv(graph, *net.quarter, h, w, join(path, "quarter")));
  h = write_style_conv(graph, *net.half_a, h, w, join(path, "half_a"));
  h = write_style_conv(graph, *net.half_b, h, w, join(path, "half_b"));
  h = write_position_bias(graph, *net.out_bias, write_conv(graph, *net.out, h, join(path, "out")),
                          join(path, "out_bias"));
  return graph.node("Tanh", {write_pixel_shuffle(graph, h, 2)});
}

std::string write_up_conv(GraphWriter& graph, const nets::UpConvImpl& block, const std::string& x,
                          const std::string& path) {
  auto h = write_conv_transpose(graph, *block.conv, x, join(path, "conv"));
  if (!block.norm.is_empty()) h = write_batch_norm(graph, *block.norm, h, join(path, "norm"));
  return graph.node("Relu", {h});
}

std::string write_transposed_generator(GraphWriter& graph, const nets::TransposedGenerator& net,
                                       const std::vector<std::string>& inputs, const std::string& path) {
  auto h = write_linear(graph, *net.code, inputs[0], join(path, "code"));
  for (std::size_t a = 0; a < net.label_maps.size(); ++a) {
    const auto said = write_linear(graph, *net.label_maps[a], inputs[a + 1], join(path, "label" + std::to_string(a)));
    h = graph.node("Add", {h, said});
  }
  const std::int64_t channels = net.code->options.out_features() / 16;
  h = graph.node("Reshape", {h, graph.constant(Ints{0, channels, 4, 4})});  // 0 keeps N
  if (!net.norm.is_empty()) h = write_batch_norm(graph, *net.norm, h, join(path, "norm"));
  h = graph.node("Relu", {h});
  for (std::size_t i = 0; i < net.ups.size(); ++i)
    h = write_up_conv(graph, *net.ups[i], h, join(path, "up" + std::to_string(i)));
  return graph.node("Tanh", {write_conv_transpose(graph, *net.out, h, join(path, "out"))});
}

}  // namespace reverie
