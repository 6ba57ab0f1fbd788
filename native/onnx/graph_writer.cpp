#include "native/onnx/graph_writer.h"

#include <onnx/onnx_pb.h>
#include <torch/torch.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>

#include "native/onnx/stored_weight.h"
#include "native/onnx_file/verify.h"
#include "native/onnx_file/weight_offsets.h"

namespace reverie {

static_assert(std::endian::native == std::endian::little, "ONNX raw data is little-endian and copied as it lies");

struct GraphWriter::Graph {
  onnx::ModelProto model;
  WeightType weight_type = WeightType::float16;
  int next_name = 0;
  std::vector<WeightEntry> weights;
  std::map<std::pair<int, std::string>, std::string> constants;  // (type, values) → name: each is stored once
  std::string problem;

  // A list of numbers, or a scalar where `scalar` says so.
  template <class Number>
  std::string constant(const std::vector<Number>& values, int type, bool scalar);
};

namespace {

void set_shape(onnx::ValueInfoProto& value, const std::string& name, const std::vector<std::int64_t>& dims) {
  value.set_name(name);
  auto* type = value.mutable_type()->mutable_tensor_type();
  type->set_elem_type(onnx::TensorProto::FLOAT);
  type->mutable_shape()->add_dim()->set_dim_param("N");
  for (const std::int64_t size : dims) type->mutable_shape()->add_dim()->set_dim_value(size);
}

void set_attribute(onnx::NodeProto& node, const Attribute& attribute) {
  auto* written = node.add_attribute();
  written->set_name(attribute.name);
  if (const auto* number = std::get_if<std::int64_t>(&attribute.value)) {
    written->set_type(onnx::AttributeProto::INT);
    written->set_i(*number);
  } else if (const auto* real = std::get_if<float>(&attribute.value)) {
    written->set_type(onnx::AttributeProto::FLOAT);
    written->set_f(*real);
  } else if (const auto* text = std::get_if<std::string>(&attribute.value)) {
    written->set_type(onnx::AttributeProto::STRING);
    written->set_s(*text);
  } else {
    written->set_type(onnx::AttributeProto::INTS);
    for (const std::int64_t item : std::get<std::vector<std::int64_t>>(attribute.value)) written->add_ints(item);
  }
}

onnx::TensorProto& add_initializer(onnx::ModelProto& model, const std::string& name, int type, const Shape& shape) {
  auto* tensor = model.mutable_graph()->add_initializer();
  tensor->set_name(name);
  tensor->set_data_type(type);
  for (const std::int64_t size : shape) tensor->add_dims(size);
  return *tensor;
}

// Reads back what an instrument would read: the table must point at exactly the numbers and factors that were written.
Result<void> check_table(const OnnxFile& file, const onnx::GraphProto& graph) {
  std::map<std::string, const std::string*> written;
  for (const auto& initializer : graph.initializer()) written[initializer.name()] = &initializer.raw_data();
  const auto lies_at = [&](const std::string& name, std::uint64_t offset) {
    const auto found = written.find(name);
    return found != written.end() && offset + found->second->size() <= file.bytes.size() &&
           std::memcmp(file.bytes.data() + offset, found->second->data(), found->second->size()) == 0;
  };
  for (const WeightEntry& entry : file.weights)
    if (!lies_at(entry.name, entry.offset) || (entry.scales && !lies_at(scales_name(entry.name), entry.scales->offset)))
      return Error{"The weights table of the exported graph is wrong for '" + entry.name + "'; nothing was written."};
  return {};
}

}  // namespace

GraphWriter::GraphWriter(WeightType weight_type) : graph_(std::make_unique<Graph>()) {
  graph_->weight_type = weight_type;
  graph_->model.set_ir_version(8);
  graph_->model.set_producer_name("reverie");
  auto* opsets = graph_->model.add_opset_import();
  opsets->set_domain("");
  opsets->set_version(graph_opset);
  graph_->model.mutable_graph()->set_name("reverie");
}

GraphWriter::~GraphWriter() = default;

std::string GraphWriter::fresh_name(std::string_view op) {
  return std::string(op) + "_" + std::to_string(graph_->next_name++);
}

std::string GraphWriter::input(const std::string& name, const std::vector<std::int64_t>& dims) {
  set_shape(*graph_->model.mutable_graph()->add_input(), name, dims);
  return name;
}

void GraphWriter::output(const std::string& value, const std::string& name, const std::vector<std::int64_t>& dims) {
  auto* node = graph_->model.mutable_graph()->add_node();
  node->set_op_type("Identity");
  node->set_name(name);
  node->add_input(value);
  node->add_output(name);
  set_shape(*graph_->model.mutable_graph()->add_output(), name, dims);
}

std::string GraphWriter::node(const std::string& op, const std::vector<std::string>& inputs,
                              const std::vector<Attribute>& attributes) {
  const std::string name = fresh_name(op);
  auto* node = graph_->model.mutable_graph()->add_node();
  node->set_op_type(op);
  node->set_name(name);  // ONNX Runtime's fusions derive names from it and refuse the graph when two come out equal
  for (const std::string& value : inputs) node->add_input(value);
  node->add_output(name);
  for (const Attribute& attribute : attributes) set_attribute(*node, attribute);
  return name;
}

template <class Number>
std::string GraphWriter::Graph::constant(const std::vector<Number>& values, int type, bool scalar) {
  std::string raw(values.size() * sizeof(Number), '\0');
  std::memcpy(raw.data(), values.data(), raw.size());
  auto& name = constants[{scalar ? -type : type, raw}];
  if (!name.empty()) return name;
  name = "constant_" + std::to_string(next_name++);
  const Shape shape = scalar ? Shape{} : Shape{static_cast<std::int64_t>(values.size())};
  add_initializer(model, name, type, shape).set_raw_data(raw);
  return name;
}

std::string GraphWriter::weight(const at::Tensor& tensor, const std::string& name, const std::string& layer,
                                std::int64_t axis) {
  const StoredWeight stored = stored_weight(tensor, graph_->weight_type, axis);
  const bool integers = stored.scales.defined();
  if (!torch::isfinite(integers ? stored.scales : stored.numbers).all().item<bool>())
    return fail("The weight '" + name + "' has values that are not finite as " + stored.dtype +
                "; the network is not exported.");
  const Shape shape(stored.numbers.sizes().begin(), stored.numbers.sizes().end());
  const int type = integers                    ? onnx::TensorProto::INT8
                   : stored.dtype == "float16" ? onnx::TensorProto::FLOAT16
                                               : onnx::TensorProto::FLOAT;
  add_initializer(graph_->model, name, type, shape).set_raw_data(stored.numbers.data_ptr(), stored.numbers.nbytes());
  graph_->weights.push_back({name, layer, stored.dtype, shape, 0, stored.numbers.nbytes()});
  if (type == onnx::TensorProto::FLOAT) return name;
  if (!integers) return node("Cast", {name}, {{"to", std::int64_t{onnx::TensorProto::FLOAT}}});
  graph_->weights.back().scales = WeightScales{axis, 0};
  add_initializer(graph_->model, scales_name(name), onnx::TensorProto::FLOAT, {stored.scales.numel()})
      .set_raw_data(stored.scales.data_ptr(), stored.scales.nbytes());
  const std::vector<std::int8_t> zeros(static_cast<std::size_t>(stored.scales.numel()), 0);
  const std::string zero_points = graph_->constant(zeros, onnx::TensorProto::INT8, false);
  return node("DequantizeLinear", {name, scales_name(name), zero_points}, {{"axis", axis}});
}

std::string GraphWriter::constant(float value) {
  return graph_->constant(std::vector<float>{value}, onnx::TensorProto::FLOAT, true);
}

std::string GraphWriter::constant(const std::vector<std::int64_t>& values) {
  return graph_->constant(values, onnx::TensorProto::INT64, false);
}

std::string GraphWriter::constant_floats(const std::vector<float>& values) {
  return graph_->constant(values, onnx::TensorProto::FLOAT, false);
}

std::string GraphWriter::fail(std::string sentence) {
  if (graph_->problem.empty()) graph_->problem = std::move(sentence);
  return "nothing";
}

Result<OnnxFile> GraphWriter::finish() {
  if (!graph_->problem.empty()) return Error{graph_->problem};
  if (auto fine = verify_graph(graph_->model); !fine)
    return Error{"The exported graph failed ONNX's own checks (" + fine.error().message + "); nothing was written."};
  OnnxFile file;
  std::string text;
  if (!graph_->model.SerializeToString(&text))
    return Error{"The exported graph could not be serialised; nothing was written."};
  file.bytes.assign(text.begin(), text.end());
  file.weights = graph_->weights;
  if (auto found = fill_weight_offsets(file); !found) return found.error();
  if (auto right = check_table(file, graph_->model.graph()); !right) return right.error();
  return file;
}

}  // namespace reverie
