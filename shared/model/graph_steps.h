// What a graph does, step by step, with the size of everything it makes: for those who want to show it to people.
#pragma once

#include "shared/model/graph_check.h"

namespace reverie {

// A node of the graph. `shapes` and `types` are those of `outputs`, at GraphSizes.
struct GraphStep {
  std::string op, name;
  std::vector<std::string> inputs, outputs;
  std::vector<Shape> shapes;
  std::vector<GraphType> types;
  std::int64_t multiply_adds = 0;
  bool fixed = false;  // hangs on no input: weights, and what is made of weights alone
};

struct GraphWeight {
  std::string name;
  GraphType type = GraphType::float32;
  Shape shape;
};

struct GraphSteps {
  std::vector<GraphPort> inputs, outputs;
  std::vector<GraphStep> steps;      // in the order of the file, which check_graph has proved to be one of work
  std::vector<GraphWeight> weights;  // initializers
};

// Fails where check_graph fails, with its sentence.
Result<GraphSteps> graph_steps(std::span<const std::uint8_t> bytes, const GraphSizes& sizes = {},
                               std::string_view subject = "The graph");

}  // namespace reverie
