#include "native/import/surgery.h"

#include <algorithm>
#include <cstring>

namespace reverie {
namespace {

// Initializers may keep their numbers in typed lists; the weights table needs them as they lie in memory.
void make_raw(onnx::TensorProto& tensor) {
  if (tensor.has_raw_data() || tensor.data_type() != onnx::TensorProto::FLOAT || tensor.float_data().empty()) return;
  std::string raw(static_cast<std::size_t>(tensor.float_data_size()) * sizeof(float), '\0');
  std::memcpy(raw.data(), tensor.float_data().data(), raw.size());
  tensor.clear_float_data();
  tensor.set_raw_data(std::move(raw));
}

void describe(onnx::ValueInfoProto& value, const std::string& name, const std::vector<std::int64_t>& shape) {
  value.set_name(name);
  auto* type = value.mutable_type()->mutable_tensor_type();
  type->set_elem_type(onnx::TensorProto::FLOAT);
  for (const std::int64_t size : shape) {
    auto* dim = type->mutable_shape()->add_dim();
    if (size < 0)
      dim->set_dim_param("N");
    else
      dim->set_dim_value(size);
  }
}

}  // namespace

Surgery::Surgery(const onnx::ModelProto& foreign, const std::vector<std::string>& ports) : model_(foreign) {
  model_.clear_doc_string();
  model_.clear_metadata_props();
  model_.clear_training_info();
  model_.set_ir_version(std::max<std::int64_t>(model_.ir_version(), 4));  // from 4 on a weight need not be an input
  for (int i = model_.opset_import_size() - 1; i >= 0; --i)  // the pre-check allows operators of the default one only
    if (const std::string& domain = model_.opset_import(i).domain(); !domain.empty() && domain != "ai.onnx")
      model_.mutable_opset_import()->DeleteSubrange(i, 1);
  graph().clear_doc_string();
  graph().clear_value_info();
  graph().clear_input();
  graph().clear_output();
  graph().clear_metadata_props();
  for (auto& tensor : *graph().mutable_initializer()) {
    tensor.clear_doc_string();
    make_raw(tensor);
    used_.insert(tensor.name());
  }
  for (auto& node : *graph().mutable_node()) {
    node.clear_doc_string();
    node.clear_metadata_props();
    used_.insert(node.input().begin(), node.input().end());
    used_.insert(node.output().begin(), node.output().end());
  }
  for (const std::string& port : ports)
    if (used_.contains(port)) {
      const std::string other = fresh("foreign." + port);
      rename(port, other);
      moved_[port] = other;
    }
  used_.insert(ports.begin(), ports.end());
}

std::string Surgery::name_of(const std::string& foreign) const {
  const auto found = moved_.find(foreign);
  return found == moved_.end() ? foreign : found->second;
}

bool Surgery::is_computed(const std::string& foreign) const {
  return std::ranges::any_of(model_.graph().node(), [&](const onnx::NodeProto& node) {
    return std::ranges::find(node.output(), foreign) != node.output().end();
  });
}

std::string Surgery::fresh(const std::string& stem) {
  std::string name = stem;
  for (int i = 1; used_.contains(name); ++i) name = stem + "_" + std::to_string(i);
  used_.insert(name);
  return name;
}

std::string Surgery::node(Side side, const std::string& op, const std::vector<std::string>& inputs,
                          const std::vector<std::pair<std::string, std::int64_t>>& attributes, std::string output,
                          const Shape& permutation) {
  if (output.empty()) output = fresh("reverie." + op);
  onnx::NodeProto made;
  made.set_op_type(op);
  made.set_name(output);
  for (const std::string& value : inputs) made.add_input(value);
  made.add_output(output);
  for (const auto& [name, value] : attributes) {
    auto* attribute = made.add_attribute();
    attribute->set_name(name);
    attribute->set_type(onnx::AttributeProto::INT);
    attribute->set_i(value);
  }
  if (!permutation.empty()) {
    auto* attribute = made.add_attribute();
    attribute->set_name("perm");
    attribute->set_type(onnx::AttributeProto::INTS);
    for (const std::int64_t item : permutation) attribute->add_ints(item);
  }
  (side == Side::front ? front_ : behind_).push_back(std::move(made));
  return output;
}

onnx::TensorProto& Surgery::add_initializer(const std::string& name, int type, const Shape& shape) {
  auto* tensor = graph().add_initializer();
  tensor->set_name(name);
  tensor->set_data_type(type);
  for (const std::int64_t size : shape) tensor->add_dims(size);
  return *tensor;
}

std::string Surgery::constant(const std::vector<std::int64_t>& values) {
  const std::string name = fresh("reverie.constant");
  auto& tensor = add_initializer(name, onnx::TensorProto::INT64, {static_cast<std::int64_t>(values.size())});
  tensor.set_raw_data(values.data(), values.size() * sizeof(std::int64_t));
  return name;
}

std::string Surgery::constant(const std::vector<float>& values, const Shape& shape) {
  const std::string name = fresh("reverie.constant");
  add_initializer(name, onnx::TensorProto::FLOAT, shape).set_raw_data(values.data(), values.size() * sizeof(float));
  return name;
}

void Surgery::rename(const std::string& foreign, const std::string& value) {
  const auto change = [&](auto& names) {
    for (std::string& name : names)
      if (name == foreign) name = value;
  };
  for (auto& node : *graph().mutable_node()) {
    change(*node.mutable_input());
    change(*node.mutable_output());
  }
  for (auto& tensor : *graph().mutable_initializer())
    if (tensor.name() == foreign) tensor.set_name(value);
}

void Surgery::input(const std::string& name, const std::vector<std::int64_t>& shape) {
  describe(*graph().add_input(), name, shape);
}

void Surgery::output(const std::string& name, const std::vector<std::int64_t>& shape) {
  describe(*graph().add_output(), name, shape);
}

void Surgery::prune() {
  std::set<std::string> needed;
  for (const auto& output : graph().output()) needed.insert(output.name());
  std::vector<onnx::NodeProto> kept;
  for (int i = graph().node_size() - 1; i >= 0; --i) {
    const onnx::NodeProto& node = graph().node(i);
    if (std::ranges::none_of(node.output(), [&](const std::string& value) { return needed.contains(value); })) continue;
    needed.insert(node.input().begin(), node.input().end());
    kept.push_back(node);
  }
  graph().clear_node();
  for (auto node = kept.rbegin(); node != kept.rend(); ++node) *graph().add_node() = std::move(*node);
  auto& weights = *graph().mutable_initializer();
  const auto idle = std::remove_if(weights.begin(), weights.end(),
                                   [&](const onnx::TensorProto& tensor) { return !needed.contains(tensor.name()); });
  weights.erase(idle, weights.end());
}

onnx::ModelProto Surgery::finish() {
  std::vector<onnx::NodeProto> all = std::move(front_);
  for (auto& node : *graph().mutable_node()) all.push_back(std::move(node));
  for (auto& node : behind_) all.push_back(std::move(node));
  graph().clear_node();
  for (auto& node : all) *graph().add_node() = std::move(node);
  prune();
  return std::move(model_);
}

}  // namespace reverie
