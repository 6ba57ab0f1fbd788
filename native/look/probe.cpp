#include "native/look/probe.h"

#include <onnx/onnx_pb.h>

#include <algorithm>
#include <set>

#include "native/runtime/graph_run.h"

namespace reverie {

namespace {

constexpr std::size_t at_once = 40;       // below what a graph may have as outputs
constexpr std::int64_t oldest_ir = 4;     // before it, weights had to be listed as inputs too
constexpr const char* stem = "__inside";  // with as many underscores more as it takes to be nobody's name

Result<onnx::ModelProto> model_from(std::span<const std::uint8_t> graph, std::string_view subject) {
  onnx::ModelProto model;
  if (!model.ParseFromArray(graph.data(), static_cast<int>(graph.size())))
    return Error{std::string(subject) + " cannot be read as ONNX; nothing was looked at."};
  return model;
}

std::string free_stem(const onnx::GraphProto& graph) {
  std::string name = stem;
  const auto taken = [&](const std::string& value) { return value.starts_with(name); };
  for (const auto& node : graph.node())
    while (std::ranges::any_of(node.output(), taken)) name += "_";
  for (const auto& weight : graph.initializer())
    while (taken(weight.name())) name += "_";
  for (const auto& input : graph.input())
    while (taken(input.name())) name += "_";
  return name;
}

// Copies under new names, since a weight may not be an output itself and an output need not be added twice; as float32,
// whatever they are reckoned in.
std::vector<std::string> expose(onnx::GraphProto& graph, std::span<const std::string> values) {
  const std::string name = free_stem(graph);
  std::vector<std::string> outputs;
  for (const std::string& value : values) {
    outputs.push_back(name + std::to_string(outputs.size()));
    auto* node = graph.add_node();
    node->set_op_type("Cast");
    auto* to = node->add_attribute();
    to->set_name("to");
    to->set_type(onnx::AttributeProto::INT);
    to->set_i(onnx::TensorProto::FLOAT);
    node->add_input(value);
    node->add_output(outputs.back());
    auto* output = graph.add_output();
    output->set_name(outputs.back());
    output->mutable_type()->mutable_tensor_type()->set_elem_type(onnx::TensorProto::FLOAT);
  }
  return outputs;
}

void keep_fixed(onnx::ModelProto& model, const GraphSteps& steps) {
  auto& graph = *model.mutable_graph();
  model.set_ir_version(std::max(model.ir_version(), oldest_ir));
  graph.clear_input();
  graph.clear_output();
  google::protobuf::RepeatedPtrField<onnx::NodeProto> kept;
  // Sizes of what hangs on an input count as fixed, but cannot be had without it.
  std::set<std::string> known;
  for (const auto& weight : graph.initializer()) known.insert(weight.name());
  for (std::size_t i = 0; i < steps.steps.size(); ++i) {
    auto& node = *graph.mutable_node(static_cast<int>(i));
    const bool whole = std::ranges::all_of(
        node.input(), [&](const std::string& input) { return input.empty() || known.contains(input); });
    if (!steps.steps[i].fixed || !whole) continue;
    known.insert(node.output().begin(), node.output().end());
    kept.Add()->Swap(&node);
  }
  graph.mutable_node()->Swap(&kept);
}

Result<std::vector<Tensor>> probe(const onnx::ModelProto& model, const NamedTensors& inputs,
                                  const std::vector<std::string>& values, std::string_view subject) {
  std::vector<Tensor> found;
  for (std::size_t i = 0; i < values.size(); i += at_once) {
    onnx::ModelProto copy = model;
    const auto outputs =
        expose(*copy.mutable_graph(), std::span(values).subspan(i, std::min(at_once, values.size() - i)));
    const std::string text = copy.SerializeAsString();
    auto held = run_graph({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}, inputs, outputs, subject);
    if (!held) return held.error();
    for (NamedTensor& each : *held) found.push_back(std::move(each.tensor));
  }
  return found;
}

}  // namespace

Result<std::vector<Tensor>> probe_graph(std::span<const std::uint8_t> graph, const NamedTensors& inputs,
                                        const std::vector<std::string>& values, std::string_view subject) {
  auto model = model_from(graph, subject);
  if (!model) return model.error();
  model->mutable_graph()->clear_output();
  return probe(*model, inputs, values, subject);
}

Result<std::vector<Tensor>> probe_weights(std::span<const std::uint8_t> graph, const GraphSteps& steps,
                                          const std::vector<std::string>& values, std::string_view subject) {
  auto model = model_from(graph, subject);
  if (!model) return model.error();
  keep_fixed(*model, steps);
  return probe(*model, {}, values, subject);
}

}  // namespace reverie
