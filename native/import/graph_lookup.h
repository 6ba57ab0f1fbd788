// Looking things up in a graph: who reads a value, and what constants hold. Inside this module only.
#pragma once

#include <onnx/onnx_pb.h>

#include <map>
#include <string>
#include <vector>

namespace reverie {

class GraphLookup {
 public:
  // Holds pointers into `graph`, which must not change meanwhile.
  explicit GraphLookup(const onnx::GraphProto& graph);

  // Nodes that have `value` among their inputs, in the order of the graph, each once.
  const std::vector<const onnx::NodeProto*>& readers(const std::string& value) const;
  // The node that makes `value`, or nullptr.
  const onnx::NodeProto* maker(const std::string& value) const;
  // An initializer, or what a Constant node holds as a tensor; nullptr for anything computed.
  const onnx::TensorProto* constant(const std::string& value) const;
  // The numbers of an int64 constant; none when it is not one.
  std::vector<std::int64_t> whole_numbers(const std::string& value) const;
  // The numbers of a small float32 constant (up to 16); none when it is not one.
  std::vector<float> few_floats(const std::string& value) const;
  static std::int64_t whole_attribute(const onnx::NodeProto& node, const std::string& name, std::int64_t otherwise);

 private:
  std::map<std::string, std::vector<const onnx::NodeProto*>> readers_;
  std::map<std::string, const onnx::NodeProto*> makers_;
  std::map<std::string, const onnx::TensorProto*> constants_;
};

}  // namespace reverie
