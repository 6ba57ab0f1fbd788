#include "native/onnx/graph_writer.h"

#include <gtest/gtest.h>
#include <onnx/onnx_pb.h>
#include <torch/torch.h>

#include <cstring>

#include "native/onnx/block_writers.h"
#include "native/onnx/stored_weight.h"

namespace reverie {
namespace {

using torch::nn::Linear;

// Two Linears whose weights are equal, so that a search for the bytes would find the first for both.
Result<OnnxFile> twins(WeightType type) {
  Linear a(16, 16), b(16, 16);
  torch::NoGradGuard no_grad;
  b->weight.copy_(a->weight);
  b->bias.copy_(a->bias);
  GraphWriter graph(type);
  auto x = graph.input("x", {16});
  x = write_linear(graph, *a, x, "a");
  x = write_linear(graph, *b, x, "b");
  graph.output(x, "out", {16});
  return graph.finish();
}

TEST(GraphWriter, WeightsTablePointsAtEveryWeightOnce) {
  const auto file = twins(WeightType::float16);
  ASSERT_TRUE(file.ok()) << file.error().message;
  ASSERT_EQ(file->weights.size(), 4u);
  std::set<std::uint64_t> offsets;
  for (const WeightEntry& entry : file->weights) {
    offsets.insert(entry.offset);
    EXPECT_EQ(entry.dtype, "float16");
    EXPECT_EQ(entry.layer, "Gemm");
    EXPECT_LE(entry.offset + entry.bytes, file->bytes.size());
  }
  EXPECT_EQ(offsets.size(), 4u);
  EXPECT_EQ(file->weights[0].name, "a.weight");
  EXPECT_EQ(file->weights[0].shape, (Shape{16, 16}));
  EXPECT_EQ(file->weights[0].bytes, 512u);
}

TEST(GraphWriter, TheBytesAtAnOffsetAreTheWeight) {
  Linear layer(3, 2);
  GraphWriter graph(WeightType::float32);
  graph.output(write_linear(graph, *layer, graph.input("x", {3}), "layer"), "out", {2});
  const auto file = graph.finish();
  ASSERT_TRUE(file.ok()) << file.error().message;
  const WeightEntry& entry = file->weights.front();
  ASSERT_EQ(entry.bytes, 24u);
  EXPECT_EQ(std::memcmp(file->bytes.data() + entry.offset, layer->weight.data_ptr<float>(), 24), 0);
}

TEST(GraphWriter, TheBytesOfAnInt8WeightTimesItsFactorsAreTheWeight) {
  torch::manual_seed(3);
  torch::nn::ConvTranspose2d layer(torch::nn::ConvTranspose2dOptions(3, 5, 4).stride(2).padding(1));
  GraphWriter graph(WeightType::int8);
  graph.output(write_conv_transpose(graph, *layer, graph.input("x", {3, 2, 2}), "layer"), "out", {5, 4, 4});
  const auto file = graph.finish();
  ASSERT_TRUE(file.ok()) << file.error().message;
  const WeightEntry &weight = file->weights[0], &bias = file->weights[1];
  EXPECT_EQ(weight.dtype, "int8");
  EXPECT_EQ(weight.bytes, 240u);
  ASSERT_TRUE(weight.scales.has_value());
  EXPECT_EQ(weight.scales->axis, 1) << "that of the output channels";
  EXPECT_EQ(bias.dtype, "float16") << "a vector is not worth factors";
  EXPECT_EQ(bias.scales, std::nullopt);
  // By hand, as an instrument in another language would read it: [in][out][4·4] int8, then a float for each output.
  for (std::size_t in = 0; in < 3; ++in)
    for (std::size_t out = 0; out < 5; ++out) {
      float factor = 0;
      std::memcpy(&factor, file->bytes.data() + weight.scales->offset + 4 * out, 4);
      for (std::size_t k = 0; k < 16; ++k) {
        const auto stored = static_cast<std::int8_t>(file->bytes[weight.offset + (in * 5 + out) * 16 + k]);
        const float wanted = layer->weight.data_ptr<float>()[(in * 5 + out) * 16 + k];
        EXPECT_NEAR(static_cast<float>(stored) * factor, wanted, factor * 0.501f);
      }
    }
}

TEST(GraphWriter, Int8KeepsZeroAndTheLargestOfEachChannel) {
  auto table = torch::zeros({2, 32});
  table[0][3] = -0.75;
  table[0][4] = 0.5;
  const auto stored = stored_weight(table, WeightType::int8, 0);
  EXPECT_EQ(stored.numbers[0][3].item<int>(), -127);
  EXPECT_EQ(stored.numbers[0][5].item<int>(), 0);
  EXPECT_EQ(stored.numbers[1].abs().sum().item<int>(), 0) << "a channel of zeros stays one";
  EXPECT_NEAR(stored.scales[0].item<float>(), 0.75 / 127, 1e-9);
  EXPECT_EQ(stored_weight(torch::zeros({32, 4}), WeightType::int8, 0).dtype, "float16") << "factors would outweigh it";
}

TEST(GraphWriter, AnEntryThatLeavesTheFileIsNotRead) {
  const auto file = twins(WeightType::int8);
  ASSERT_TRUE(file.ok()) << file.error().message;
  WeightEntry entry = file->weights[0];
  EXPECT_TRUE(values_from_entry(file->bytes, entry).ok());
  entry.offset = file->bytes.size() - 3;
  EXPECT_FALSE(values_from_entry(file->bytes, entry).ok());
  entry = file->weights[0];
  entry.dtype = "int4";
  EXPECT_FALSE(values_from_entry(file->bytes, entry).ok());
}

TEST(GraphWriter, EveryFileIsOfOpset17) {
  for (const WeightType type : weight_types) {
    const auto file = twins(type);
    ASSERT_TRUE(file.ok()) << file.error().message;
    onnx::ModelProto model;
    ASSERT_TRUE(model.ParseFromArray(file->bytes.data(), static_cast<int>(file->bytes.size())));
    ASSERT_EQ(model.opset_import_size(), 1);
    EXPECT_EQ(model.opset_import(0).domain(), "");
    EXPECT_EQ(model.opset_import(0).version(), 17);
    EXPECT_EQ(model.ir_version(), 8);
  }
}

TEST(GraphWriter, ATransposedConvolutionInGroupsIsNamed) {
  torch::nn::ConvTranspose2d layer(torch::nn::ConvTranspose2dOptions(4, 4, 4).groups(2));
  GraphWriter graph(WeightType::float32);
  graph.output(write_block(graph, *layer, {graph.input("x", {4, 2, 2})}, "net.up"), "out", {4, 5, 5});
  const auto file = graph.finish();
  ASSERT_FALSE(file.ok());
  EXPECT_NE(file.error().message.find("'net.up' has 2 groups"), std::string::npos) << file.error().message;
}

TEST(GraphWriter, ANormalisationWithoutStatisticsIsNamed) {
  torch::nn::BatchNorm2d layer(torch::nn::BatchNorm2dOptions(4).track_running_stats(false));
  GraphWriter graph(WeightType::float32);
  graph.output(write_block(graph, *layer, {graph.input("x", {4, 2, 2})}, "net.norm"), "out", {4, 2, 2});
  const auto file = graph.finish();
  ASSERT_FALSE(file.ok());
  EXPECT_NE(file.error().message.find("'net.norm' is a batch normalisation without"), std::string::npos);
}

TEST(GraphWriter, HalvesTheBytes) {
  EXPECT_EQ(twins(WeightType::float16)->weights[0].bytes * 2, twins(WeightType::float32)->weights[0].bytes);
}

TEST(GraphWriter, EqualNetworksGiveEqualBytes) {
  torch::manual_seed(1);
  const auto one = twins(WeightType::float16);
  torch::manual_seed(1);
  EXPECT_EQ(one->bytes, twins(WeightType::float16)->bytes);
}

TEST(GraphWriter, AnUnknownLayerIsNamed) {
  torch::nn::Sequential net(Linear(4, 4), torch::nn::GELU());
  GraphWriter graph(WeightType::float16);
  graph.output(write_block(graph, *net, {graph.input("x", {4})}, "net"), "out", {4});
  const auto file = graph.finish();
  ASSERT_FALSE(file.ok());
  EXPECT_NE(file.error().message.find("The layer 'net.1' is a torch::nn::GELU"), std::string::npos)
      << file.error().message;
  EXPECT_NE(file.error().message.find("SheetPainter"), std::string::npos) << "the sentence lists what can be written";
}

TEST(GraphWriter, AWrongOutputShapeIsRefused) {
  Linear layer(3, 2);
  GraphWriter graph(WeightType::float16);
  graph.output(write_linear(graph, *layer, graph.input("x", {3}), "layer"), "out", {5});
  EXPECT_FALSE(graph.finish().ok());
}

TEST(GraphWriter, ShapesThatDoNotFitAreRefused) {
  GraphWriter graph(WeightType::float16);
  const auto five = graph.weight(torch::ones({5}), "five", "Add");
  graph.output(graph.node("Add", {graph.input("x", {3}), five}), "out", {3});
  EXPECT_FALSE(graph.finish().ok());
}

TEST(GraphWriter, AnUnknownOperatorIsRefused) {
  GraphWriter graph(WeightType::float16);
  graph.output(graph.node("Teleport", {graph.input("x", {3})}), "out", {3});
  const auto file = graph.finish();
  ASSERT_FALSE(file.ok());
  EXPECT_NE(file.error().message.find("Teleport"), std::string::npos);
}

TEST(GraphWriter, AWeightThatHalfCannotHoldIsNamed) {
  Linear layer(3, 2);
  torch::NoGradGuard no_grad;
  layer->weight.fill_(1e6);
  GraphWriter graph(WeightType::float16);
  graph.output(write_linear(graph, *layer, graph.input("x", {3}), "layer"), "out", {2});
  const auto file = graph.finish();
  ASSERT_FALSE(file.ok());
  EXPECT_NE(file.error().message.find("'layer.weight'"), std::string::npos);
}

}  // namespace
}  // namespace reverie
