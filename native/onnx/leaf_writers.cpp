// LibTorch's own layers as ONNX nodes, and the table that finds the writer for a module.
#include <functional>

#include "native/onnx/block_writers.h"

namespace reverie {
namespace {

using Ints = std::vector<std::int64_t>;
using Inputs = std::vector<std::string>;

Ints ints_from(torch::ExpandingArray<2> pair) { return {pair->begin(), pair->end()}; }

std::string leaky_relu_layer(GraphWriter& graph, const torch::nn::LeakyReLUImpl& layer, const Inputs& inputs,
                             const std::string&) {
  return write_leaky_relu(graph, inputs[0], layer.options.negative_slope());
}

std::string tanh_layer(GraphWriter& graph, const torch::nn::TanhImpl&, const Inputs& inputs, const std::string&) {
  return graph.node("Tanh", {inputs[0]});
}

std::string relu_layer(GraphWriter& graph, const torch::nn::ReLUImpl&, const Inputs& inputs, const std::string&) {
  return graph.node("Relu", {inputs[0]});
}

std::string upsample_layer(GraphWriter& graph, const torch::nn::UpsampleImpl& layer, const Inputs& inputs,
                           const std::string& path) {
  const auto& scale = layer.options.scale_factor();
  const bool nearest = std::holds_alternative<torch::enumtype::kNearest>(layer.options.mode());
  if (!nearest || !scale || *scale != std::vector<double>{2, 2})
    return graph.fail("The layer '" + path +
                      "' enlarges by another way than nearest ×2, which alone can be exported; nothing was written.");
  return write_upsample(graph, inputs[0]);
}

std::string pixel_shuffle_layer(GraphWriter& graph, const torch::nn::PixelShuffleImpl& layer, const Inputs& inputs,
                                const std::string&) {
  return write_pixel_shuffle(graph, inputs[0], layer.options.upscale_factor());
}

std::string sequential(GraphWriter& graph, const torch::nn::SequentialImpl& layers, const Inputs& inputs,
                       const std::string& path) {
  std::string x = inputs[0];
  for (const auto& child : layers.named_children())
    x = write_block(graph, *child.value(), {x}, path.empty() ? child.key() : path + "." + child.key());
  return x;
}

struct Writer {
  std::string name;
  std::size_t inputs;  // at least so many
  std::function<bool(const torch::nn::Module&)> fits;
  std::function<std::string(GraphWriter&, const torch::nn::Module&, const Inputs&, const std::string&)> write;
};

template <class Layer, class Write>
Writer writer(std::string name, std::size_t inputs, Write write) {
  return {std::move(name), inputs,
          [](const torch::nn::Module& module) { return dynamic_cast<const Layer*>(&module) != nullptr; },
          [write](GraphWriter& graph, const torch::nn::Module& module, const Inputs& in, const std::string& path) {
            return write(graph, dynamic_cast<const Layer&>(module), in, path);
          }};
}

// Adapts writers that take one or two named values.
template <class Layer>
Writer one_input(std::string name,
                 std::string (*write)(GraphWriter&, const Layer&, const std::string&, const std::string&)) {
  return writer<Layer>(std::move(name), 1,
                       [write](GraphWriter& graph, const Layer& layer, const Inputs& in, const std::string& path) {
                         return write(graph, layer, in[0], path);
                       });
}
template <class Layer>
Writer two_inputs(std::string name, std::string (*write)(GraphWriter&, const Layer&, const std::string&,
                                                         const std::string&, const std::string&)) {
  return writer<Layer>(std::move(name), 2,
                       [write](GraphWriter& graph, const Layer& layer, const Inputs& in, const std::string& path) {
                         return write(graph, layer, in[0], in[1], path);
                       });
}

const std::vector<Writer>& writers() {
  static const std::vector<Writer> all = {
      one_input("Linear", write_linear),
      one_input("Conv2d", write_conv),
      one_input("ConvTranspose2d", write_conv_transpose),
      one_input("BatchNorm2d", write_batch_norm),
      writer<torch::nn::UpsampleImpl>("Upsample", 1, upsample_layer),
      writer<torch::nn::PixelShuffleImpl>("PixelShuffle", 1, pixel_shuffle_layer),
      writer<torch::nn::LeakyReLUImpl>("LeakyReLU", 1, leaky_relu_layer),
      writer<torch::nn::ReLUImpl>("ReLU", 1, relu_layer),
      writer<torch::nn::TanhImpl>("Tanh", 1, tanh_layer),
      writer<nets::PixelNormImpl>("PixelNorm", 1,
                                  [](GraphWriter& graph, const nets::PixelNormImpl&, const Inputs& in,
                                     const std::string&) { return write_pixel_norm(graph, in[0]); }),
      one_input("PositionBias", write_position_bias),
      two_inputs("Vote", write_vote),
      one_input("SheetPainter", write_sheet_painter),
      two_inputs("StyleConv", write_style_conv),
      writer<nets::RecallImpl>("Recall", 1, write_recall),
      one_input("UpConv", write_up_conv),
      writer<nets::StackGenerator>("StackGenerator", 2, write_stack_generator),
      writer<nets::TrunkGenerator>("TrunkGenerator", 1, write_trunk_generator),
      writer<nets::TransposedGenerator>("TransposedGenerator", 1, write_transposed_generator),
      writer<torch::nn::SequentialImpl>("Sequential", 1, sequential),
  };
  return all;
}

}  // namespace

std::string write_linear(GraphWriter& graph, const torch::nn::LinearImpl& layer, const std::string& x,
                         const std::string& path) {
  Inputs inputs{x, graph.weight(layer.weight, path + ".weight", "Gemm")};
  if (layer.bias.defined()) inputs.push_back(graph.weight(layer.bias, path + ".bias", "Gemm"));
  return graph.node("Gemm", inputs, {{"transB", std::int64_t{1}}});
}

std::string write_conv(GraphWriter& graph, const torch::nn::Conv2dImpl& layer, const std::string& x,
                       const std::string& path) {
  const auto& options = layer.options;
  const auto* padding = std::get_if<torch::ExpandingArray<2>>(&options.padding());
  if (!padding || !std::holds_alternative<torch::enumtype::kZeros>(options.padding_mode()))
    return graph.fail(
        "The layer '" + path +
        "' pads by another way than a number of zeros, which alone can be exported; nothing was written.");
  const Ints pad = ints_from(*padding);
  Inputs inputs{x, graph.weight(layer.weight, path + ".weight", "Conv")};
  if (layer.bias.defined()) inputs.push_back(graph.weight(layer.bias, path + ".bias", "Conv"));
  return graph.node("Conv", inputs,
                    {{"kernel_shape", ints_from(options.kernel_size())},
                     {"strides", ints_from(options.stride())},
                     {"dilations", ints_from(options.dilation())},
                     {"pads", Ints{pad[0], pad[1], pad[0], pad[1]}},
                     {"group", options.groups()}});
}

std::string write_conv_transpose(GraphWriter& graph, const torch::nn::ConvTranspose2dImpl& layer, const std::string& x,
                                 const std::string& path) {
  const auto& options = layer.options;
  const auto* padding = std::get_if<torch::ExpandingArray<2>>(&options.padding());
  if (!padding) return graph.fail("The layer '" + path + "' pads by a name, not by numbers; nothing was written.");
  const Ints pad = ints_from(*padding);
  // Its weight is (in, out/groups, …): with groups no dimension is that of the output channels.
  if (options.groups() != 1)
    return graph.fail("The layer '" + path + "' has " + std::to_string(options.groups()) +
                      " groups, and only one can be exported in a transposed convolution; nothing was written.");
  Inputs inputs{x, graph.weight(layer.weight, path + ".weight", "ConvTranspose", /*axis=*/1)};
  if (layer.bias.defined()) inputs.push_back(graph.weight(layer.bias, path + ".bias", "ConvTranspose"));
  return graph.node("ConvTranspose", inputs,
                    {{"kernel_shape", ints_from(options.kernel_size())},
                     {"strides", ints_from(options.stride())},
                     {"dilations", ints_from(options.dilation())},
                     {"pads", Ints{pad[0], pad[1], pad[0], pad[1]}},
                     {"output_padding", ints_from(options.output_padding())}});
}

std::string write_batch_norm(GraphWriter& graph, const torch::nn::BatchNorm2dImpl& layer, const std::string& x,
                             const std::string& path) {
  if (!layer.running_mean.defined() || !layer.weight.defined())
    return graph.fail("The layer '" + path +
                      "' is a batch normalisation without running statistics or without gains, which cannot be "
                      "exported; nothing was written.");
  const auto stored = [&](const torch::Tensor& values, const std::string& name) {
    return graph.weight(values, path + "." + name, "BatchNormalization");
  };
  const Inputs inputs{x, stored(layer.weight, "weight"), stored(layer.bias, "bias"),
                      stored(layer.running_mean, "running_mean"), stored(layer.running_var, "running_var")};
  return graph.node("BatchNormalization", inputs, {{"epsilon", static_cast<float>(layer.options.eps())}});
}

std::string write_leaky_relu(GraphWriter& graph, const std::string& x, double slope) {
  return graph.node("LeakyRelu", {x}, {{"alpha", static_cast<float>(slope)}});
}

std::string write_upsample(GraphWriter& graph, const std::string& x) {
  return graph.node("Resize", {x, "", graph.constant_floats({1, 1, 2, 2})},
                    {{"mode", std::string("nearest")},
                     {"coordinate_transformation_mode", std::string("asymmetric")},
                     {"nearest_mode", std::string("floor")}});
}

std::string write_pixel_shuffle(GraphWriter& graph, const std::string& x, std::int64_t factor) {
  return graph.node("DepthToSpace", {x}, {{"blocksize", factor}, {"mode", std::string("CRD")}});
}

std::string write_block(GraphWriter& graph, const torch::nn::Module& module, const std::vector<std::string>& inputs,
                        const std::string& path) {
  for (const Writer& candidate : writers())
    if (candidate.fits(module) && inputs.size() >= candidate.inputs)
      return candidate.write(graph, module, inputs, path);
  std::string known;
  for (const std::string& name : written_blocks()) known += (known.empty() ? "" : ", ") + name;
  return graph.fail("The layer '" + path + "' is a " + module.name() +
                    ", which has no ONNX writer (there are: " + known + "); nothing was written.");
}

std::vector<std::string> written_blocks() {
  std::vector<std::string> names;
  for (const Writer& each : writers()) names.push_back(each.name);
  return names;
}

}  // namespace reverie
