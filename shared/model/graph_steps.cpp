#include "shared/model/graph_steps.h"

#include "shared/model/graph_walk.h"

namespace reverie {

namespace {

GraphStep step_of(const NodeView& node, const GraphWalk& walk, const NodeCost& cost) {
  GraphStep step;
  step.op = node.op;
  step.name = node.name;
  step.inputs.assign(node.inputs.begin(), node.inputs.end());
  step.multiply_adds = static_cast<std::int64_t>(cost.multiply_adds);
  step.fixed = cost.fixed;
  for (const std::string_view output : node.outputs) {
    const GraphValue* value = walk.value(output);
    if (value == nullptr) continue;  // an output that the node was told to leave out
    step.outputs.emplace_back(output);
    step.shapes.push_back(value->dims);
    step.types.push_back(value->type);
  }
  return step;
}

}  // namespace

Result<GraphSteps> graph_steps(std::span<const std::uint8_t> bytes, const GraphSizes& sizes, std::string_view subject) {
  auto summary = check_graph(bytes, sizes, subject);
  if (!summary) return summary.error();
  GraphFault fault;
  const GraphView view = graph_view_from_bytes(bytes, fault);
  const GraphWalk walk(view, sizes, 1, fault);
  if (fault) return Error{std::string(subject) + " " + fault.text() + "; it was not loaded."};
  GraphSteps made;
  made.inputs = std::move(summary->inputs);
  made.outputs = std::move(summary->outputs);
  for (std::size_t i = 0; i < view.nodes.size(); ++i)
    made.steps.push_back(step_of(view.nodes[i], walk, walk.node_costs()[i]));
  for (const TensorView& tensor : view.initializers)
    made.weights.push_back({std::string(tensor.name), tensor.type, tensor.dims});
  return made;
}

}  // namespace reverie
