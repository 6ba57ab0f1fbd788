// Graphs as foreign exporters write them, made by hand: sound ones, odd ones, hostile ones.
#pragma once

#include <onnx/onnx_pb.h>

#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "native/files/files.h"
#include "shared/random/random.h"

namespace reverie::made {

using Dims = std::vector<std::int64_t>;  // -1: dynamic

inline constexpr std::int64_t code = 12, side = 8;

class Graph {
 public:
  explicit Graph(std::int64_t opset = 17) {
    model.set_ir_version(8);
    model.set_producer_name("some tool");
    model.add_opset_import()->set_version(opset);
    model.mutable_graph()->set_name("main");
  }

  Graph& input(const std::string& name, const Dims& dims, int type = onnx::TensorProto::FLOAT) {
    describe(*model.mutable_graph()->add_input(), name, dims, type);
    return *this;
  }
  Graph& output(const std::string& name, const Dims& dims, int type = onnx::TensorProto::FLOAT) {
    describe(*model.mutable_graph()->add_output(), name, dims, type);
    return *this;
  }
  onnx::NodeProto& node(const std::string& op, const std::vector<std::string>& inputs, const std::string& output) {
    auto* node = model.mutable_graph()->add_node();
    node->set_op_type(op);
    node->set_name("node " + output);
    for (const std::string& value : inputs) node->add_input(value);
    node->add_output(output);
    return *node;
  }
  onnx::NodeProto& node(const std::string& op, const std::vector<std::string>& inputs, const std::string& output,
                        const std::string& attribute, std::int64_t value) {
    auto& made = node(op, inputs, output);
    auto* written = made.add_attribute();
    written->set_name(attribute);
    written->set_type(onnx::AttributeProto::INT);
    written->set_i(value);
    return made;
  }
  // Normal numbers of a fixed seed, in the typed list rather than raw, as some tools write them.
  Graph& weight(const std::string& name, const Dims& dims, std::uint64_t seed, float scale = 0.7F) {
    auto* tensor = model.mutable_graph()->add_initializer();
    tensor->set_name(name);
    tensor->set_data_type(onnx::TensorProto::FLOAT);
    std::int64_t count = 1;
    for (const std::int64_t size : dims) {
      tensor->add_dims(size);
      count *= size;
    }
    Random random(seed);
    for (std::int64_t i = 0; i < count; ++i) tensor->add_float_data(static_cast<float>(random.normal()) * scale);
    return *this;
  }
  Graph& whole(const std::string& name, const Dims& values) {
    auto* tensor = model.mutable_graph()->add_initializer();
    tensor->set_name(name);
    tensor->set_data_type(onnx::TensorProto::INT64);
    tensor->add_dims(static_cast<std::int64_t>(values.size()));
    for (const std::int64_t value : values) tensor->add_int64_data(value);
    return *this;
  }
  Graph& number(const std::string& name, float value) {
    auto* tensor = model.mutable_graph()->add_initializer();
    tensor->set_name(name);
    tensor->set_data_type(onnx::TensorProto::FLOAT);
    tensor->add_float_data(value);
    return *this;
  }

  std::string bytes() const {
    std::string text;
    model.SerializeToString(&text);
    return text;
  }

  onnx::ModelProto model;

 private:
  static void describe(onnx::ValueInfoProto& value, const std::string& name, const Dims& dims, int type) {
    value.set_name(name);
    auto* tensor = value.mutable_type()->mutable_tensor_type();
    tensor->set_elem_type(type);
    tensor->mutable_shape();
    for (std::size_t i = 0; i < dims.size(); ++i) {
      auto* dim = tensor->mutable_shape()->add_dim();
      if (dims[i] >= 0)
        dim->set_dim_value(dims[i]);
      else
        dim->set_dim_param(i == 0 ? "batch" : "open_" + std::to_string(i));
    }
  }
};

// picture (batch,channels,side,side) = Tanh(Reshape(x · W)) of the value `x` (batch, width).
inline Graph& finish(Graph& graph, const std::string& x, std::int64_t width, std::int64_t batch = -1,
                     std::int64_t channels = 3, const std::string& picture = "picture") {
  graph.weight("W", {width, channels * side * side}, 1);
  graph.whole("shape", {batch, channels, side, side});
  graph.node("MatMul", {x, "W"}, "flat");
  graph.node("Tanh", {"flat"}, "bounded");
  graph.node("Reshape", {"bounded", "shape"}, picture);
  return graph.output(picture, {batch, channels, side, side});
}

// The simplest that is imported.
inline Graph plain(std::int64_t batch = -1) {
  Graph graph;
  graph.input("noise", {batch, code});
  finish(graph, "noise", code, batch);
  return graph;
}

// An index that is looked up in a table of `classes` rows, beside the code.
inline Graph indexed(std::int64_t classes, const Dims& index_dims = {-1}) {
  Graph graph;
  graph.input("noise", {-1, code}).input("label", index_dims, onnx::TensorProto::INT64);
  graph.weight("table", {classes, 5}, 2);
  std::string rows = "rows";
  graph.node("Gather", {"table", "label"}, "rows", "axis", 0);
  if (index_dims.size() == 2) {
    graph.whole("row shape", {-1, 5});
    graph.node("Reshape", {"rows", "row shape"}, "flat rows");
    rows = "flat rows";
  }
  graph.node("Concat", {"noise", rows}, "joined", "axis", 1);
  finish(graph, "joined", code + 5);
  return graph;
}

inline std::filesystem::path save(const std::filesystem::path& folder, const std::string& name,
                                  const std::string& bytes) {
  const auto path = folder / name;
  (void)write_file_whole(path, std::string_view(bytes));
  return path;
}

}  // namespace reverie::made
