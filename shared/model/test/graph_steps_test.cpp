#include "shared/model/graph_steps.h"

#include <gtest/gtest.h>

#include "shared/model/test/onnx_writer.h"

namespace reverie {
namespace {

using namespace tiny;

// y (N,3) = z (N,4) · (W + W), so that one step hangs on no input.
std::vector<std::uint8_t> doubled_product() {
  Message graph;
  graph.message(1, node("Add", {"W", "W"}, "weight"));
  graph.message(1, node("MatMul", {"z", "weight"}, "y"));
  graph.text(2, "doubled");
  graph.message(5, initializer("W", {4, 3}, 1, std::vector<float>(12, 0.5F)));
  graph.message(11, value_info("z", {4}));
  graph.message(12, value_info("y", {3}));
  return model_file(graph);
}

TEST(GraphStepsTest, StepsCarryShapesWorkAndWhetherTheyHangOnAnInput) {
  const auto graph = graph_steps(doubled_product());
  ASSERT_TRUE(graph) << graph.error().message;
  ASSERT_EQ(graph->steps.size(), 2U);
  EXPECT_EQ(graph->steps[0].op, "Add");
  EXPECT_TRUE(graph->steps[0].fixed);
  EXPECT_EQ(graph->steps[1].op, "MatMul");
  EXPECT_FALSE(graph->steps[1].fixed);
  EXPECT_EQ(graph->steps[1].inputs, (std::vector<std::string>{"z", "weight"}));
  EXPECT_EQ(graph->steps[1].shapes, (std::vector<Shape>{{1, 3}}));
  EXPECT_EQ(graph->steps[1].multiply_adds, 12);
  ASSERT_EQ(graph->weights.size(), 1U);
  EXPECT_EQ(graph->weights[0].shape, (Shape{4, 3}));
  EXPECT_EQ(graph->inputs[0].name, "z");
  EXPECT_EQ(graph->outputs[0].name, "y");
}

TEST(GraphStepsTest, TheWorkOfAllStepsIsThatOfTheGraph) {
  const auto bytes = doubled_product();
  const auto graph = graph_steps(bytes);
  ASSERT_TRUE(graph) << graph.error().message;
  std::int64_t sum = 0;
  for (const GraphStep& step : graph->steps) sum += step.multiply_adds;
  EXPECT_EQ(sum, check_graph(bytes)->multiply_adds);
}

TEST(GraphStepsTest, WhatTheCheckRefusesHasNoSteps) {
  auto bytes = doubled_product();
  bytes.resize(bytes.size() - 5);
  const auto graph = graph_steps(bytes, {}, "The graph of 'cut'");
  ASSERT_FALSE(graph);
  EXPECT_TRUE(graph.error().message.starts_with("The graph of 'cut' is damaged")) << graph.error().message;
}

}  // namespace
}  // namespace reverie
