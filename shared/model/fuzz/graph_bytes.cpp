// The graph check on any bytes: an answer each time, and never a graph beyond the limits.
#include "shared/model/graph_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto found = reverie::check_graph({data, size});
  if (found && (found->bytes > reverie::max_graph_bytes || found->nodes > reverie::max_graph_nodes)) __builtin_trap();
  if (!found && found.error().message.size() > 2000) __builtin_trap();
  return 0;
}
