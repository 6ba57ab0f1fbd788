#include "native/runtime/graph_run.h"

#include "native/runtime/ort_parts.h"
#include "shared/model/graph_check.h"

namespace reverie {

Result<NamedTensors> run_graph(std::span<const std::uint8_t> graph, NamedTensors inputs,
                               const std::vector<std::string>& outputs, std::string_view subject) {
  if (const auto looked_at = check_graph(graph, {}, subject); !looked_at) return looked_at.error();
  try {
    Ort::Session session = compile_graph(graph, {});
    const auto memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
    std::vector<const char*> input_names, output_names;
    std::vector<Ort::Value> values;
    for (NamedTensor& input : inputs) {
      input_names.push_back(input.name.c_str());
      values.push_back(value_from_tensor(input.tensor, memory));
    }
    for (const std::string& name : outputs) output_names.push_back(name.c_str());
    const auto answers = session.Run(Ort::RunOptions(), input_names.data(), values.data(), values.size(),
                                     output_names.data(), output_names.size());
    NamedTensors made;
    for (std::size_t i = 0; i < answers.size(); ++i) {
      auto tensor = tensor_from_value(answers[i]);
      if (!tensor) return tensor.error();
      made.push_back({outputs[i], std::move(*tensor)});
    }
    return made;
  } catch (const std::exception& thrown) {
    return Error{std::string(subject) + " could not be run by ONNX Runtime (" + first_line(thrown) +
                 "); nothing was drawn from it."};
  }
}

}  // namespace reverie
