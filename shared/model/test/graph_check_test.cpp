// Graphs that may be played, and what is found out about them before they are.
#include "shared/model/graph_check.h"

#include <gtest/gtest.h>

#include "shared/model/test/onnx_writer.h"
#include "shared/model/test/samples.h"

namespace reverie {
namespace {

using namespace tiny;

std::vector<float> floats(std::size_t count) { return std::vector<float>(count, 0.5f); }

// image (N,3,8,8) of z (N,4), as PyTorch's exporter writes it: the batch is read off the input and reckoned with.
GraphParts reckoning() {
  GraphParts parts;
  parts.nodes = {
      node("Shape", {"z"}, "sizes"),
      node("Gather", {"sizes", "first"}, "n"),
      node("Unsqueeze", {"n", "axis"}, "n1"),
      node("Concat", {"n1", "rest"}, {"shape"}, {attribute("axis", 0)}),
      node("Gemm", {"z", "w"}, "flat"),
      node("Reshape", {"flat", "shape"}, "field"),
      node("ConvTranspose", {"field", "kernel"}, {"image"},
           {list_attribute("strides", {2, 2}), list_attribute("pads", {1, 1, 1, 1}),
            list_attribute("kernel_shape", {4, 4})}),
  };
  parts.weights = {initializer<std::int64_t>("first", {}, 7, {0}), whole_numbers("axis", {0}),
                   whole_numbers("rest", {2, 4, 4}), initializer("w", {4, 32}, 1, floats(128)),
                   initializer("kernel", {2, 3, 4, 4}, 1, floats(96))};
  parts.inputs = {value_info("z", {4})};
  parts.outputs = {value_info("image", {3, 8, 8})};
  return parts;
}

TEST(GraphCheck, FollowsSizesThroughTheGraph) {
  const auto found = check_graph(reckoning().file());
  ASSERT_TRUE(found.ok()) << found.error().message;
  ASSERT_EQ(found->inputs.size(), 1u);
  EXPECT_EQ(found->inputs[0].name, "z");
  EXPECT_EQ(found->inputs[0].dims[0].size, -1);
  EXPECT_EQ(found->inputs[0].dims[0].name, "N");
  EXPECT_EQ(found->outputs[0].shape, (Shape{1, 3, 8, 8}));
  EXPECT_EQ(found->outputs[0].dims[0].size, -1);
  EXPECT_EQ(found->outputs[0].dims[1].size, 3);
  EXPECT_EQ(found->opset, 17);
  EXPECT_EQ(found->nodes, 7u);
  EXPECT_EQ(found->weight_bytes, 8 + 8 + 24 + 4 * (128 + 96));
  EXPECT_EQ(found->multiply_adds, 4 * 32 + (2 * 16) * (3 * 16));
}

TEST(GraphCheck, TheBatchMayBeFixedAndLarger) {
  GraphParts parts = reckoning();
  parts.inputs = {port_message("z", {5, 4})};
  const auto found = check_graph(parts.file());
  ASSERT_TRUE(found.ok()) << found.error().message;
  EXPECT_EQ(found->outputs[0].shape, (Shape{5, 3, 8, 8}));
  EXPECT_EQ(found->outputs[0].dims[0].size, 5);
  const auto many = check_graph(reckoning().file(), {.batch = 7});
  EXPECT_EQ(many->outputs[0].shape[0], 7);
}

TEST(GraphCheck, OtherOpenDimensionsNeedASize) {
  GraphParts parts;
  parts.nodes = {node("Relu", {"x"}, "y")};
  Message shape;
  for (const char* name : {"N", "rows", "columns"}) shape.message(1, Message().text(2, name));
  parts.inputs = {Message().text(1, "x").message(2, Message().message(1, Message().number(1, 1).message(2, shape)))};
  parts.outputs = {port_message("y", {-1, -2, -2})};
  const auto refused = check_graph(parts.file());
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message.find("dimension 2 is left open"), std::string::npos) << refused.error().message;
  const auto sized = check_graph(parts.file(), {.named = {{20, "rows"}, {30, "columns"}}});
  ASSERT_TRUE(sized.ok()) << sized.error().message;
  EXPECT_EQ(sized->outputs[0].shape, (Shape{1, 20, 30}));
}

TEST(GraphCheck, WeightsListedAsInputsAreNotFed) {
  GraphParts parts = reckoning();
  parts.inputs.push_back(port_message("w", {4, 32}));
  const auto found = check_graph(parts.file());
  ASSERT_TRUE(found.ok()) << found.error().message;
  EXPECT_EQ(found->inputs.size(), 1u);
}

TEST(GraphCheck, WeightsMayBeStoredSmall) {
  GraphParts parts;
  parts.nodes = {node("Cast", {"half"}, {"w"}, {attribute("to", 1)}),
                 node("DequantizeLinear", {"bytes", "scale"}, {"v"}, {attribute("axis", 1)}),
                 node("MatMul", {"z", "w"}, "a"), node("MatMul", {"a", "v"}, "y")};
  parts.weights = {initializer("half", {4, 8}, 10, std::vector<std::uint16_t>(32)),
                   initializer("bytes", {8, 6}, 3, std::vector<std::int8_t>(48)),
                   initializer("scale", {6}, 1, floats(6))};
  parts.inputs = {value_info("z", {4})};
  parts.outputs = {value_info("y", {6})};
  const auto found = check_graph(parts.file());
  ASSERT_TRUE(found.ok()) << found.error().message;
  EXPECT_EQ(found->outputs[0].shape, (Shape{1, 6}));
  EXPECT_EQ(found->outputs[0].type, GraphType::float32);
}

TEST(GraphCheck, TypedNumbersCountAsRawOnesDo) {
  GraphParts parts;
  parts.nodes = {node("Reshape", {"z", "shape"}, "y")};
  Message packed;  // dims, type, int64_data packed, name
  packed.number(1, 3).number(2, 7).text(7, std::string("\x00\x02\x02", 3)).text(8, "shape");
  parts.weights = {packed};
  parts.inputs = {value_info("z", {4})};
  parts.outputs = {value_info("y", {2, 2})};
  const auto found = check_graph(parts.file());
  ASSERT_TRUE(found.ok()) << found.error().message;
  EXPECT_EQ(found->outputs[0].shape, (Shape{1, 2, 2}));
}

Port port_of(const std::string& name, std::vector<Dimension> shape) {
  Port made;
  made.name = name;
  made.shape = std::move(shape);
  return made;
}

TEST(GraphCheck, HoldsTheManifestsPortsAgainstTheGraphs) {
  Model model = good_model();
  model.inputs = {port_of("z", {{-1, "N"}, {4, ""}})};
  model.outputs = {port_of("image", {{-1, "N"}, {3, ""}, {8, ""}, {8, ""}})};
  const auto graph = check_graph(reckoning().file());
  ASSERT_TRUE(graph.ok());
  const auto sentence = [&](const Model& bent) {
    const auto fits = check_graph_ports(bent, *graph);
    return fits.ok() ? "" : fits.error().message;
  };
  EXPECT_EQ(sentence(model), "");
  Model bent = model;
  bent.inputs[0].shape[1].size = 9;
  EXPECT_NE(sentence(bent).find("'z' as float32 (N,9), which in its graph is float32 (N,4)"), std::string::npos)
      << sentence(bent);
  bent = model;
  bent.inputs[0].name = "noise";
  EXPECT_NE(sentence(bent).find("'noise'"), std::string::npos);
  bent = model;
  bent.outputs[0].shape[3].size = 9;
  EXPECT_NE(sentence(bent).find("(N,3,8,9)"), std::string::npos);
  bent = model;
  bent.outputs[0].dtype = Dtype::int64;
  EXPECT_NE(sentence(bent).find("int64"), std::string::npos);
  bent = model;
  bent.inputs.clear();
  EXPECT_NE(sentence(bent).find("wants the input \"z\""), std::string::npos) << sentence(bent);
}

}  // namespace
}  // namespace reverie
