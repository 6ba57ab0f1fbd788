// One call of a graph without a manifest: for looking into networks, not for playing them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/tensor/tensor.h"

namespace reverie {

// Looks at the graph (check_graph), loads it, runs it once and gives the outputs asked for, in this order. Blocks;
// about half a minute for the largest graph that may be played. The error is one sentence that begins with `subject`.
Result<NamedTensors> run_graph(std::span<const std::uint8_t> graph, NamedTensors inputs,
                               const std::vector<std::string>& outputs, std::string_view subject);

}  // namespace reverie
