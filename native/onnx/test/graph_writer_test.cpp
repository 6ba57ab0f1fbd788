#include "native/onnx/graph_writer.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <cstring>

#include "native/onnx/block_writers.h"

namespace reverie {
namespace {

using torch::nn::Linear;

// Two Linears whose weights are equal, so that a search for the bytes would find the first for both.
Result<OnnxFile> twins(WeightType type) {
  Linear a(8, 8), b(8, 8);
  torch::NoGradGuard no_grad;
  b->weight.copy_(a->weight);
  b->bias.copy_(a->bias);
  GraphWriter graph(type);
  auto x = graph.input("x", {8});
  x = write_linear(graph, *a, x, "a");
  x = write_linear(graph, *b, x, "b");
  graph.output(x, "out", {8});
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
  EXPECT_EQ(file->weights[0].shape, (Shape{8, 8}));
  EXPECT_EQ(file->weights[0].bytes, 128u);
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
