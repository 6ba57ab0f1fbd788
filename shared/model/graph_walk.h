// One pass through a graph in its order, with the sizes of the inputs given: what every node makes, and what all of it
// costs. Inside this module only.
#pragma once

#include <map>
#include <set>

#include "shared/model/graph_shapes.h"

namespace reverie {

struct GraphCost {
  double weight_bytes = 0, bytes = 0, multiply_adds = 0;
  double fixed_multiply_adds = 0;  // of nodes that hang on no input
};

// Of one node.
struct NodeCost {
  double multiply_adds = 0;
  bool fixed = false;  // it hangs on no input
};

class GraphWalk {
 public:
  // Stops at the first fault. Limits hold for `times` times the batch.
  GraphWalk(const GraphView& view, const GraphSizes& sizes, double times, GraphFault& fault);

  const GraphCost& cost() const { return cost_; }
  // In the order of the nodes, as far as the walk came.
  const std::vector<NodeCost>& node_costs() const { return node_costs_; }
  bool is_dynamic() const { return dynamic_; }  // some input has a dimension without a fixed size
  const GraphValue* value(std::string_view name) const;
  bool is_weight(std::string_view name) const { return weights_.contains(name); }

 private:
  void take_weights();
  void take_inputs(const GraphSizes& sizes);
  void take_node(const NodeView& node, std::size_t index);
  void keep_outputs(const NodeView& node, NodeShapes& shapes, const std::string& label);
  std::vector<const GraphValue*> inputs_of(const NodeView& node, std::size_t index);
  bool is_fixed(const NodeView& node) const;
  bool define(std::string_view name, GraphValue value);
  void charge(const GraphValue& value, const std::string& label);
  std::int64_t size_of(const PortView& port, std::size_t i, const GraphSizes& sizes);
  void check_limits();

  const GraphView& view_;
  double times_;
  GraphFault& fault_;
  GraphCost cost_;
  std::vector<NodeCost> node_costs_;
  bool dynamic_ = false;
  std::string_view batch_name_;
  std::map<std::string_view, GraphValue> values_;
  std::set<std::string_view> weights_;
  std::set<std::string_view> fixed_;  // weights and what is made of them alone
};

}  // namespace reverie
