// How many classes there are: exporters do not write it down, but an index is looked up in tables, and tables have
// rows.
#include <algorithm>
#include <deque>
#include <set>

#include "native/import/graph_lookup.h"
#include "native/import/reading.h"

namespace reverie {
namespace {

// What only passes an index on, in another shape or type.
bool passes_on(const std::string& op) {
  static const std::set<std::string> ops{"Identity", "Cast", "Squeeze", "Unsqueeze", "Reshape", "Flatten"};
  return ops.contains(op);
}

}  // namespace

std::int64_t class_count(const onnx::GraphProto& graph, const std::string& input) {
  const GraphLookup view(graph);
  std::int64_t fewest = 0;
  const auto found = [&](std::int64_t rows) {
    if (rows > 0) fewest = fewest == 0 ? rows : std::min(fewest, rows);
  };
  std::set<std::string> seen{input};
  std::deque<std::string> open{input};
  for (; !open.empty(); open.pop_front())
    for (const onnx::NodeProto* node : view.readers(open.front())) {
      if (passes_on(node->op_type()) && node->input(0) == open.front() && seen.insert(node->output(0)).second)
        open.push_back(node->output(0));
      const onnx::TensorProto* table = node->input_size() > 1 ? view.constant(node->input(0)) : nullptr;
      if (node->op_type() == "Gather" && table != nullptr && node->input(1) == open.front() &&
          view.whole_attribute(*node, "axis", 0) == 0 && table->dims_size() > 0)
        found(table->dims(0));
      if (node->op_type() == "OneHot" && node->input(0) == open.front())
        if (const auto depth = view.whole_numbers(node->input(1)); depth.size() == 1) found(depth[0]);
    }
  return fewest;
}

}  // namespace reverie
