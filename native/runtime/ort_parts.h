// What every call of ONNX Runtime needs. Inside this module only.
#pragma once

#include <onnxruntime_cxx_api.h>

#include <span>
#include <string>

#include "native/runtime/ort_session.h"

namespace reverie {

// First line of an exception of the runtime, which likes to append its own source locations.
std::string first_line(const std::exception& thrown);

// Throws what the runtime throws. The graph must have been looked at by check_graph.
Ort::Session compile_graph(std::span<const std::uint8_t> graph, const OrtOptions& options);

// A view of the tensor, which must outlive it.
Ort::Value value_from_tensor(Tensor& tensor, const Ort::MemoryInfo& memory);
Result<Tensor> tensor_from_value(const Ort::Value& value);

// One call; `outputs` names what is answered, in this order. Throws what the runtime throws.
Result<NamedTensors> call_session(Ort::Session& session, const Ort::RunOptions& options, NamedTensors& inputs,
                                  std::span<const std::string> outputs);

}  // namespace reverie
