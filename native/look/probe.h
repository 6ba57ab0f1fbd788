// What stands inside a network while it draws: inner values become outputs of a copy in memory.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "native/files/files.h"
#include "shared/base/result.h"
#include "shared/model/graph_steps.h"
#include "shared/tensor/tensor.h"

namespace reverie {

// The `values`, numbers of any float type, while the graph answers `inputs`, in this order. `graph` has passed
// check_graph.
Result<std::vector<Tensor>> probe_graph(std::span<const std::uint8_t> graph, const NamedTensors& inputs,
                                        const std::vector<std::string>& values, std::string_view subject);

// The same for values that hang on no input, whatever storage they are unpacked from.
Result<std::vector<Tensor>> probe_weights(std::span<const std::uint8_t> graph, const GraphSteps& steps,
                                          const std::vector<std::string>& values, std::string_view subject);

}  // namespace reverie
