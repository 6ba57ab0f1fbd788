// Looks at a stranger's ONNX graph before any runtime does, the same natively and in the page: operators by an
// allow-list, everything counted and bounded, and the size of every tensor worked out ahead of time. It needs no
// protobuf library and allocates in proportion to the graph's nodes and names, never to the sizes that a file claims.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/model/model.h"

namespace reverie {

inline constexpr std::int64_t min_graph_ir = 3, max_graph_ir = 10;  // what both runtimes open
// PyTorch wrote 9 until 2022; 21 is the newest that Debian's runtime implements without warnings.
inline constexpr std::int64_t min_graph_opset = 9, max_graph_opset = 21;
inline constexpr std::size_t max_graph_nodes = 2000;
inline constexpr std::size_t max_graph_initializers = 4000;
inline constexpr std::size_t max_graph_ports = 64;  // of either side
inline constexpr std::size_t max_graph_rank = 8;    // dimensions of any tensor
inline constexpr std::size_t max_graph_name_bytes = 512;
inline constexpr std::int64_t max_graph_tensor_bytes = 64 << 20;
// All weights and all tensors of one call with a batch of one, together; what a node needs for itself while it works
// too.
inline constexpr std::int64_t max_graph_bytes = 256 << 20;
// Of one call with a batch of one: about half a minute in the page, which is where its watchdog bites.
inline constexpr std::int64_t max_graph_multiply_adds = 250'000'000'000;
// Of nodes that hang on no input: a runtime works them out while it loads, and nothing can stop it there.
inline constexpr std::int64_t max_graph_fixed_multiply_adds = 2'000'000'000;

// The element types of ONNX (TensorProto.DataType) that may occur.
enum class GraphType : std::uint8_t {
  float32 = 1,
  uint8 = 2,
  int8 = 3,
  uint16 = 4,
  int16 = 5,
  int32 = 6,
  int64 = 7,
  boolean = 9,
  float16 = 10,
  float64 = 11
};
std::string_view name_of(GraphType type);  // "float32"

// What the graph itself declares. A dynamic dimension has size -1, and its name where the graph gives one.
struct GraphPort {
  std::string name;
  GraphType type = GraphType::float32;
  std::vector<Dimension> dims;
  Shape shape;  // with every dynamic dimension as GraphSizes has it; of an output: as worked out, not as declared
};

struct GraphSizes {
  std::int64_t batch = 1;             // for a dynamic first dimension of an input, and for others of the same name
  std::vector<Dimension> named = {};  // sizes for other dynamic dimensions, by name; before `batch`
};

struct GraphSummary {
  std::int64_t ir_version = 0, opset = 0;
  std::string producer;           // "pytorch 2.6.0"; may be empty
  std::vector<GraphPort> inputs;  // those that must be fed: initializers of the same name are weights
  std::vector<GraphPort> outputs;
  std::size_t nodes = 0;
  std::int64_t weight_bytes = 0;   // initializers and Constant nodes
  std::int64_t bytes = 0;          // weights and all tensors of one call at GraphSizes
  std::int64_t multiply_adds = 0;  // of one call at GraphSizes: convolutions, products of matrices, windows
};

// Ok when the graph may be given to a runtime; the error is one sentence that begins with `subject` and names the node,
// operator, value and limit. What holds then: only allowed operators of the default domain, in order (so without
// cycles), every input of a node defined before it, no name twice; no subgraphs, functions, sparse tensors, strings or
// external data; every tensor's size known and within the limits above, growing no faster than the batch where that is
// dynamic.
Result<GraphSummary> check_graph(std::span<const std::uint8_t> bytes, const GraphSizes& sizes = {},
                                 std::string_view subject = "The graph");

// Whether the ports of a manifest are those of its graph: names, element types, fixed dimensions. Outputs that the
// manifest does not name are allowed.
Result<void> check_graph_ports(const Model& model, const GraphSummary& graph);

}  // namespace reverie
