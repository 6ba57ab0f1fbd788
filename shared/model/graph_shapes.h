// What a node does to shapes, operator by operator: the allow-list is the table of these rules. Inside this module
// only.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/model/graph_view.h"

namespace reverie {

// What is known of a value in the graph before it runs.
struct GraphValue {
  GraphType type = GraphType::float32;
  Shape dims;
  // The values themselves, where the graph's inputs' sizes decide them and they are few. Whole numbers beyond 2^53 are
  // those of a constant and only compared, never counted with.
  std::optional<std::vector<double>> numbers;

  std::int64_t rank() const { return static_cast<std::int64_t>(dims.size()); }
};

// One node under a rule: its inputs, attributes, and the outputs that the rule gives it. The first failure is kept;
// after it every read gives something harmless, so that rules stay straight.
class NodeShapes {
 public:
  NodeShapes(const NodeView& node, std::int64_t opset, std::vector<const GraphValue*> inputs)
      : node_(node), opset_(opset), inputs_(std::move(inputs)) {}

  std::string_view op() const { return node_.op; }
  std::int64_t opset() const { return opset_; }

  std::size_t count() const { return inputs_.size(); }
  bool has(std::size_t i) const { return i < inputs_.size() && inputs_[i] != nullptr; }
  const GraphValue& in(std::size_t i);
  const Shape& dims(std::size_t i) { return in(i).dims; }
  std::int64_t rank(std::size_t i) { return in(i).rank(); }
  // The input's values; fails where they cannot be told before the graph runs.
  std::vector<double> numbers(std::size_t i);
  std::vector<std::int64_t> wholes(std::size_t i);
  std::int64_t whole(std::size_t i);  // of exactly one

  const AttributeView* attribute(std::string_view name, AttributeView::Kind kind);
  // Whole numbers of attributes are bounded by 2^31, so that sums and products of two of them fit.
  std::int64_t attribute_whole(std::string_view name, std::int64_t otherwise);
  std::string_view attribute_text(std::string_view name, std::string_view otherwise);
  // Empty when there is none.
  std::vector<std::int64_t> attribute_wholes(std::string_view name);
  // Lists that newer operator sets take as an input and older ones as an attribute; nullopt when neither is there.
  std::optional<std::vector<std::int64_t>> wholes_of(std::string_view name, std::size_t i);
  // -rank…rank-1 made 0…rank-1.
  std::int64_t axis(std::int64_t given, std::int64_t rank);

  void require(bool right, std::string_view what) {
    if (!right) fail(std::string(what));
  }
  void fail(std::string what) {
    if (fault_.empty()) fault_ = std::move(what);
  }
  bool failed() const { return !fault_.empty(); }
  const std::string& fault() const { return fault_; }

  // The next output. Numbers that do not fit the type exactly are forgotten.
  void out(GraphType type, Shape dims, std::optional<std::vector<double>> numbers = {});
  // Multiplications and additions, and bytes the runtime needs while the node works; doubles, for they only grow.
  void work(double multiply_adds) { work_ += multiply_adds; }
  void room(double bytes) { room_ += bytes; }

  std::vector<GraphValue>& outputs() { return outputs_; }
  double multiply_adds() const { return work_; }
  double bytes_beside() const { return room_; }
  std::size_t wanted_outputs() const { return node_.outputs.size(); }

 private:
  const NodeView& node_;
  std::int64_t opset_;
  std::vector<const GraphValue*> inputs_;
  std::vector<GraphValue> outputs_;
  std::string fault_;
  double work_ = 0, room_ = 0;
};

struct OpRule {
  std::string_view op;
  void (*rule)(NodeShapes&);
  std::size_t min_inputs, max_inputs;
};

inline constexpr std::size_t any_number = 256;

// The allow-list in four parts; rule_of looks through them all, nullptr for an operator that is not allowed.
std::span<const OpRule> value_rules();   // element by element, and whatever reckons with sizes
std::span<const OpRule> layout_rules();  // that move numbers without changing them
std::span<const OpRule> layer_rules();   // convolutions, products, pools, norms
std::span<const OpRule> reduce_rules();  // reductions, choices, recurrent nets
const OpRule* rule_of(std::string_view op);

// The shape that numpy's broadcasting gives; fails where there is none.
Shape broadcast(NodeShapes& node, const Shape& a, const Shape& b);

double product(std::span<const std::int64_t> dims);

}  // namespace reverie
