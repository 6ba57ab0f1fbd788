#include "shared/model/graph_walk.h"

#include <algorithm>

#include "shared/model/json_reader.h"

namespace reverie {

namespace {

std::string text_in_mib(double bytes) { return std::to_string(static_cast<std::int64_t>(bytes / (1 << 20))) + " MiB"; }

std::string label_of(const NodeView& node, std::size_t index) {
  return "the node " + (node.name.empty() ? std::to_string(index + 1) : quotation_of(node.name)) + " (" +
         std::string(node.op) + ")";
}

double bytes_of(const GraphValue& value) {
  return product(value.dims) * width_of(static_cast<std::int64_t>(value.type));
}

}  // namespace

GraphWalk::GraphWalk(const GraphView& view, const GraphSizes& sizes, double times, GraphFault& fault)
    : view_(view), times_(times), fault_(fault) {
  take_weights();
  take_inputs(sizes);
  for (std::size_t i = 0; i < view_.nodes.size() && !fault_; ++i) take_node(view_.nodes[i], i);
  for (const PortView& port : view_.outputs)
    if (!fault_ && value(port.name) == nullptr)
      fault_.set("promises the output " + quotation_of(port.name) + ", which no node makes");
  check_limits();
}

const GraphValue* GraphWalk::value(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? nullptr : &found->second;
}

bool GraphWalk::define(std::string_view name, GraphValue value) {
  if (name.empty()) fault_.set("has a value without a name");
  if (!values_.emplace(name, std::move(value)).second) fault_.set("defines " + quotation_of(name) + " twice");
  return !fault_;
}

// Against the limit of one tensor; the sums are held against theirs in the end.
void GraphWalk::charge(const GraphValue& value, const std::string& label) {
  const double bytes = bytes_of(value);
  if (bytes > times_ * static_cast<double>(max_graph_tensor_bytes))
    fault_.set("has " + label + ", which makes a tensor of the shape " + text_from_shape(value.dims) + " and " +
               text_in_mib(bytes) + ", where " + text_in_mib(static_cast<double>(max_graph_tensor_bytes)) +
               " are allowed");
  cost_.bytes += bytes;
}

void GraphWalk::take_weights() {
  for (const TensorView& tensor : view_.initializers) {
    GraphValue value{tensor.type, tensor.dims, tensor.numbers};
    cost_.weight_bytes += bytes_of(value);
    cost_.bytes += bytes_of(value);
    weights_.insert(tensor.name);
    fixed_.insert(tensor.name);
    if (!define(tensor.name, std::move(value))) return;
  }
}

std::int64_t GraphWalk::size_of(const PortView& port, std::size_t i, const GraphSizes& sizes) {
  const PortView::Size& size = port.dims[i];
  if (size.value >= 0) return size.value;
  dynamic_ = true;
  for (const Dimension& named : sizes.named)
    if (!size.name.empty() && named.name == size.name) return named.size;
  const bool is_batch = i == 0 || (!size.name.empty() && size.name == batch_name_);
  if (i == 0 && batch_name_.empty()) batch_name_ = size.name;
  if (!is_batch)
    fault_.set("has the input " + quotation_of(port.name) + " whose dimension " + std::to_string(i + 1) +
               " is left open, where only the first, for the number of pictures, may be");
  return sizes.batch;
}

void GraphWalk::take_inputs(const GraphSizes& sizes) {
  std::size_t fed = 0;
  for (const PortView& port : view_.inputs) {
    if (is_weight(port.name)) continue;  // older graphs list their weights as inputs, too
    if (!port.has_type || !port.has_shape)
      return fault_.set("has the input " + quotation_of(port.name) + " without a type and a shape");
    if (++fed > max_graph_ports)
      return fault_.set("has more than the " + std::to_string(max_graph_ports) + " inputs that are allowed");
    GraphValue value{port.type, {}, {}};
    for (std::size_t i = 0; i < port.dims.size(); ++i) value.dims.push_back(size_of(port, i, sizes));
    if (bounded_count(value.dims) < 0)
      fault_.set("has the input " + quotation_of(port.name) + " of the shape " + text_from_shape(value.dims) +
                 ", which is more than any tensor may hold");
    charge(value, "the input " + quotation_of(port.name));
    if (!define(port.name, std::move(value))) return;
  }
}

std::vector<const GraphValue*> GraphWalk::inputs_of(const NodeView& node, std::size_t index) {
  std::vector<const GraphValue*> inputs;
  for (const std::string_view name : node.inputs) {
    const GraphValue* found = name.empty() ? nullptr : value(name);
    inputs.push_back(found);
    if (name.empty() || found != nullptr || fault_) continue;
    const bool later = std::any_of(
        view_.nodes.begin() + static_cast<std::ptrdiff_t>(index), view_.nodes.end(),
        [&](const NodeView& other) { return std::ranges::find(other.outputs, name) != other.outputs.end(); });
    fault_.set("has " + label_of(node, index) + ", which needs " + quotation_of(name) + ", which " +
               (later ? "only a later node makes: the graph goes in a circle or is out of order"
                      : "nothing in the graph makes"));
  }
  return inputs;
}

void GraphWalk::take_node(const NodeView& node, std::size_t index) {
  const OpRule* rule = rule_of(node.op);
  if (rule == nullptr) {
    const bool random = node.op.starts_with("Random") || node.op == "Bernoulli" || node.op == "Multinomial";
    return fault_.set("has the operator " + quotation_of(node.op) +
                      (node.name.empty() ? "" : " in the node " + quotation_of(node.name)) +
                      ", which is not among those that may be played" + (random ? ": noise must be an input" : ""));
  }
  const std::string label = label_of(node, index);
  if (node.inputs.size() < rule->min_inputs || node.inputs.size() > rule->max_inputs)
    return fault_.set("has " + label + " with " + std::to_string(node.inputs.size()) + " inputs, where " +
                      std::to_string(rule->min_inputs) + " to " + std::to_string(rule->max_inputs) + " are allowed");
  NodeShapes shapes(node, view_.opset, inputs_of(node, index));
  if (fault_) return;
  rule->rule(shapes);
  if (shapes.failed()) return fault_.set("has " + label + ", which " + shapes.fault());
  keep_outputs(node, shapes, label);
}

void GraphWalk::keep_outputs(const NodeView& node, NodeShapes& shapes, const std::string& label) {
  if (node.outputs.empty() || node.outputs.size() > shapes.outputs().size())
    return fault_.set("has " + label + " with " + std::to_string(node.outputs.size()) + " outputs, where " +
                      std::to_string(shapes.outputs().size()) + " are allowed");
  const bool fixed = is_fixed(node);
  node_costs_.push_back({shapes.multiply_adds(), fixed});
  cost_.multiply_adds += shapes.multiply_adds();
  if (fixed) cost_.fixed_multiply_adds += shapes.multiply_adds();
  cost_.bytes += shapes.bytes_beside();
  if (node.op == "Constant") cost_.weight_bytes += bytes_of(shapes.outputs().front());
  for (std::size_t i = 0; i < node.outputs.size() && !fault_; ++i) {
    charge(shapes.outputs()[i], label);
    if (fixed) fixed_.insert(node.outputs[i]);
    if (!node.outputs[i].empty() && !fault_) define(node.outputs[i], std::move(shapes.outputs()[i]));
  }
}

// Sizes are fixed as far as a runtime is concerned, whatever they are the sizes of.
bool GraphWalk::is_fixed(const NodeView& node) const {
  return node.op == "Shape" || node.op == "Size" ||
         std::ranges::all_of(node.inputs, [&](std::string_view name) { return name.empty() || fixed_.contains(name); });
}

void GraphWalk::check_limits() {
  if (cost_.bytes > times_ * static_cast<double>(max_graph_bytes))
    fault_.set("needs " + text_in_mib(cost_.bytes) + " for all its tensors together, where " +
               text_in_mib(static_cast<double>(max_graph_bytes)) + " are allowed");
  if (cost_.fixed_multiply_adds > static_cast<double>(max_graph_fixed_multiply_adds))
    fault_.set("does " + std::to_string(static_cast<std::int64_t>(cost_.fixed_multiply_adds / 1e6)) +
               " million multiplications that hang on no input, where " +
               std::to_string(max_graph_fixed_multiply_adds / 1'000'000) + " are allowed");
  if (cost_.multiply_adds > times_ * static_cast<double>(max_graph_multiply_adds))
    fault_.set("needs " + std::to_string(static_cast<std::int64_t>(cost_.multiply_adds / 1e9)) +
               " thousand million multiplications for one picture, where " +
               std::to_string(max_graph_multiply_adds / 1'000'000'000) + " are allowed");
}

}  // namespace reverie
