#include "native/runtime/graph_run.h"

#include "native/runtime/ort_parts.h"
#include "shared/model/graph_check.h"

namespace reverie {

Result<NamedTensors> run_graph(std::span<const std::uint8_t> graph, NamedTensors inputs,
                               const std::vector<std::string>& outputs, std::string_view subject) {
  if (const auto looked_at = check_graph(graph, {}, subject); !looked_at) return looked_at.error();
  try {
    Ort::Session session = compile_graph(graph, {});
    return call_session(session, Ort::RunOptions(), inputs, outputs);
  } catch (const std::exception& thrown) {
    return Error{std::string(subject) + " could not be run by ONNX Runtime (" + first_line(thrown) +
                 "); nothing was drawn from it."};
  }
}

}  // namespace reverie
