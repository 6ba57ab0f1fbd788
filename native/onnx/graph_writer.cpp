#include "native/onnx/graph_writer.h"

#include <onnx/onnx_pb.h>
#include <torch/torch.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>

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

constexpr int opset = 17;  // the newest that every runtime we use runs wholly

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

}  // namespace

GraphWriter::GraphWriter(WeightType weight_type) : graph_(std::make_unique<Graph>()) {
  graph_->weight_type = weight_type;
  graph_->model.set_ir_version(8);
  graph_->model.set_producer_name("reverie");
  auto* opsets = graph_->model.add_opset_import();
  opsets->set_domain("");
  opsets->set_version(opset);
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

std::string GraphWriter::weight(const at::Tensor& tensor, const std::string& name, const std::string& layer) {
  const bool half = graph_->weight_type == WeightType::float16;
  const auto stored = tensor.detach().to(torch::kCPU, half ? torch::kFloat16 : torch::kFloat32).contiguous();
  if (!torch::isfinite(stored).all().item<bool>())
    return fail("The weight '" + name + "' has values that are not finite as " + (half ? "float16" : "float32") +
                "; the network is not exported.");
  const Shape shape(stored.sizes().begin(), stored.sizes().end());
  auto& written =
      add_initializer(graph_->model, name, half ? onnx::TensorProto::FLOAT16 : onnx::TensorProto::FLOAT, shape);
  written.set_raw_data(stored.data_ptr(), stored.nbytes());
  graph_->weights.push_back({name, layer, half ? "float16" : "float32", shape, 0, stored.nbytes()});
  return half ? node("Cast", {name}, {{"to", std::int64_t{onnx::TensorProto::FLOAT}}}) : name;
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
  // Read back what an instrument would read: the table must point at exactly the values that were written.
  for (const auto& initializer : graph_->model.graph().initializer())
    for (const WeightEntry& entry : file.weights)
      if (entry.name == initializer.name() &&
          (entry.bytes != initializer.raw_data().size() ||
           std::memcmp(file.bytes.data() + entry.offset, initializer.raw_data().data(), entry.bytes) != 0))
        return Error{"The weights table of the exported graph is wrong for '" + entry.name + "'; nothing was written."};
  return file;
}

}  // namespace reverie
