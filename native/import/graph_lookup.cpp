#include "native/import/graph_lookup.h"

#include <cstring>

namespace reverie {
namespace {

template <class Number, class Listed>
std::vector<Number> numbers_of(const onnx::TensorProto& tensor, const Listed& listed) {
  std::vector<Number> numbers;
  if (!tensor.has_raw_data()) {
    numbers.assign(listed.begin(), listed.end());
  } else if (tensor.raw_data().size() % sizeof(Number) == 0) {
    numbers.resize(tensor.raw_data().size() / sizeof(Number));
    if (!numbers.empty()) std::memcpy(numbers.data(), tensor.raw_data().data(), tensor.raw_data().size());
  }
  return numbers;
}

}  // namespace

GraphLookup::GraphLookup(const onnx::GraphProto& graph) {
  for (const auto& tensor : graph.initializer()) constants_[tensor.name()] = &tensor;
  for (const auto& node : graph.node()) {
    for (const std::string& value : node.input()) {
      auto& readers = readers_[value];
      if (readers.empty() || readers.back() != &node) readers.push_back(&node);
    }
    for (const std::string& value : node.output()) makers_[value] = &node;
    if (node.op_type() == "Constant" && node.output_size() == 1)
      for (const auto& attribute : node.attribute())
        if (attribute.name() == "value" && attribute.has_t()) constants_[node.output(0)] = &attribute.t();
  }
}

const std::vector<const onnx::NodeProto*>& GraphLookup::readers(const std::string& value) const {
  static const std::vector<const onnx::NodeProto*> nobody;
  const auto found = readers_.find(value);
  return found == readers_.end() ? nobody : found->second;
}

const onnx::NodeProto* GraphLookup::maker(const std::string& value) const {
  const auto found = makers_.find(value);
  return found == makers_.end() ? nullptr : found->second;
}

const onnx::TensorProto* GraphLookup::constant(const std::string& value) const {
  const auto found = constants_.find(value);
  return found == constants_.end() ? nullptr : found->second;
}

std::vector<std::int64_t> GraphLookup::whole_numbers(const std::string& value) const {
  const onnx::TensorProto* tensor = constant(value);
  if (tensor == nullptr || tensor->data_type() != onnx::TensorProto::INT64) return {};
  return numbers_of<std::int64_t>(*tensor, tensor->int64_data());
}

std::vector<float> GraphLookup::few_floats(const std::string& value) const {
  const onnx::TensorProto* tensor = constant(value);
  if (tensor == nullptr || tensor->data_type() != onnx::TensorProto::FLOAT) return {};
  auto numbers = numbers_of<float>(*tensor, tensor->float_data());
  if (numbers.size() > 16) numbers.clear();
  return numbers;
}

std::int64_t GraphLookup::whole_attribute(const onnx::NodeProto& node, const std::string& name,
                                          std::int64_t otherwise) {
  for (const auto& attribute : node.attribute())
    if (attribute.name() == name) return attribute.i();
  return otherwise;
}

}  // namespace reverie
