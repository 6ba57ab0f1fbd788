// Small networks of every kind that the listing of layers knows.
#pragma once

#include "native/import/test/made_graph.h"
#include "shared/model/graph_steps.h"

namespace reverie::made {

inline Graph& floats(Graph& graph, const std::string& name, const Dims& dims, const std::vector<float>& values) {
  auto* tensor = graph.model.mutable_graph()->add_initializer();
  tensor->set_name(name);
  tensor->set_data_type(onnx::TensorProto::FLOAT);
  for (const std::int64_t size : dims) tensor->add_dims(size);
  for (const float value : values) tensor->add_float_data(value);
  return graph;
}

inline onnx::NodeProto& convolution(Graph& graph, const std::vector<std::string>& inputs, const std::string& output,
                                    std::int64_t pad) {
  auto& node = graph.node("Conv", inputs, output);
  auto* pads = node.add_attribute();
  pads->set_name("pads");
  pads->set_type(onnx::AttributeProto::INTS);
  for (int i = 0; i < 4; ++i) pads->add_ints(pad);
  return node;
}

// z (N,4) → two patterns of 2 × 2 → enlarged, four of 4 × 4, scaled by a style of z → a picture (N,3,4,4).
inline Graph growing() {
  Graph graph;
  graph.input("z", {-1, 4});
  graph.weight("first.weight", {4, 8}, 1);
  graph.whole("small", {-1, 2, 2, 2}).whole("point", {-1, 4, 1, 1});
  floats(graph, "twice", {4}, {1, 1, 2, 2});
  graph.node("MatMul", {"z", "first.weight"}, "numbers");
  graph.node("Reshape", {"numbers", "small"}, "draft");
  graph.node("Resize", {"draft", "", "twice"}, "large");
  graph.weight("grow.weight", {4, 2, 3, 3}, 2).weight("grow.bias", {4}, 3);
  graph.weight("style.weight", {4, 4}, 4);
  graph.node("MatMul", {"z", "style.weight"}, "wishes");
  graph.node("Reshape", {"wishes", "point"}, "style");
  convolution(graph, {"large", "grow.weight", "grow.bias"}, "grown", 1);
  graph.node("Mul", {"grown", "style"}, "styled");
  graph.node("LeakyRelu", {"styled"}, "bent");
  graph.weight("colours.weight", {3, 4, 1, 1}, 5);
  convolution(graph, {"bent", "colours.weight"}, "coloured", 0);
  graph.node("Tanh", {"coloured"}, "image");
  return graph.output("image", {-1, 3, 4, 4});
}

// below + share · (above − below), where `sheet` (N,4,4,4) holds a picture and how much of it counts.
inline void lay(Graph& graph, const std::string& sheet, const std::string& below, const std::string& on) {
  graph.node("Slice", {sheet, "zero", "three", "one"}, sheet + " above");
  graph.node("Slice", {sheet, "three", "four", "one"}, sheet + " share");
  graph.node("Sub", {sheet + " above", below}, sheet + " difference");
  graph.node("Mul", {sheet + " share", sheet + " difference"}, sheet + " part");
  graph.node("Add", {below, sheet + " part"}, on);
}

// A ground by `sky` (N,2), over it a sheet by `hat` (N,2), over that one by the code alone.
inline Graph stacked() {
  Graph graph;
  graph.input("z", {-1, 4}).input("sky", {-1, 2}).input("hat", {-1, 2});
  graph.whole("zero", {0}).whole("one", {1}).whole("three", {3}).whole("four", {4});
  graph.whole("three deep", {-1, 3, 4, 4}).whole("four deep", {-1, 4, 4, 4});
  graph.weight("ground.weight", {2, 48}, 1).weight("hat.weight", {2, 64}, 2).weight("last.weight", {4, 64}, 3);
  graph.node("MatMul", {"sky", "ground.weight"}, "g");
  graph.node("Reshape", {"g", "three deep"}, "ground");
  graph.node("MatMul", {"hat", "hat.weight"}, "h");
  graph.node("Reshape", {"h", "four deep"}, "hat sheet");
  lay(graph, "hat sheet", "ground", "with hat");
  graph.node("MatMul", {"z", "last.weight"}, "l");
  graph.node("Reshape", {"l", "four deep"}, "last sheet");
  lay(graph, "last sheet", "with hat", "image");
  return graph.output("image", {-1, 3, 4, 4});
}

inline Bytes bytes_of(const Graph& graph) {
  const std::string text = graph.bytes();
  return {text.begin(), text.end()};
}

inline GraphSteps steps_of(const Graph& graph) {
  const Bytes bytes = bytes_of(graph);
  auto steps = graph_steps(bytes);
  return steps ? *steps : GraphSteps{};
}

}  // namespace reverie::made
