#include "native/runtime/ort_parts.h"

#include <algorithm>
#include <mutex>

#include "native/runtime/quiet_stderr.h"

namespace reverie {

namespace {

// One environment for the process, never torn down: the runtime's own threads may outlive main's statics.
Ort::Env& environment() {
  static auto* env = new Ort::Env(ORT_LOGGING_LEVEL_ERROR, "reverie");
  return *env;
}

}  // namespace

std::string first_line(const std::exception& thrown) {
  std::string text = thrown.what();
  text = text.substr(0, text.find('\n'));
  return text.size() > 200 ? text.substr(0, 200) + "…" : text;
}

Ort::Session compile_graph(std::span<const std::uint8_t> graph, const OrtOptions& options) {
  Ort::SessionOptions settings;
  settings.SetIntraOpNumThreads(std::clamp(options.threads, 1, 2));
  settings.SetInterOpNumThreads(1);
  settings.SetGraphOptimizationLevel(GraphOptimizationLevel::ORT_ENABLE_ALL);
  settings.AddConfigEntry("session.intra_op.allow_spinning", "0");  // an idle studio must use no processor
  settings.AddConfigEntry("session.load_model_format", "ONNX");     // the only format that was looked at
  // Without it ONNX Runtime keeps int8 weights as they are and looks for integer arithmetic, which no network of ours
  // wants; with it their factors are multiplied in once, when the graph is loaded. The page's worker does the same.
  settings.AddConfigEntry("session.disable_quant_qdq", "1");
  static std::mutex first;
  static bool created = false;
  const std::lock_guard lock(first);
  if (created) return {environment(), graph.data(), graph.size(), settings};
  // Debian 13's build of the runtime registers its operator schemas twice and prints over a thousand lines "Schema
  // error … already registered" while the first session is made; it works all the same. Only that one call is muted.
  const QuietStderr quiet;
  Ort::Session session{environment(), graph.data(), graph.size(), settings};
  created = true;
  return session;
}

Ort::Value value_from_tensor(Tensor& tensor, const Ort::MemoryInfo& memory) {
  const Shape& shape = tensor.shape();
  if (tensor.dtype() == Dtype::int64) {
    const auto numbers = tensor.int64s();
    return Ort::Value::CreateTensor<std::int64_t>(memory, numbers.data(), numbers.size(), shape.data(), shape.size());
  }
  const auto numbers = tensor.floats();
  return Ort::Value::CreateTensor<float>(memory, numbers.data(), numbers.size(), shape.data(), shape.size());
}

Result<Tensor> tensor_from_value(const Ort::Value& value) {
  const auto info = value.GetTensorTypeAndShapeInfo();
  const Shape shape = info.GetShape();
  const auto count = element_count(shape);
  if (!count) return count.error();
  const auto size = static_cast<std::size_t>(*count);
  if (info.GetElementType() == ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT) {
    const float* data = value.GetTensorData<float>();
    return Tensor::from_floats(shape, {data, data + size});
  }
  if (info.GetElementType() == ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64) {
    const auto* data = value.GetTensorData<std::int64_t>();
    return Tensor::from_int64s(shape, {data, data + size});
  }
  return Error{"A model answered with numbers that are neither float32 nor int64, so the answer was dropped."};
}

Result<NamedTensors> call_session(Ort::Session& session, const Ort::RunOptions& options, NamedTensors& inputs,
                                  std::span<const std::string> outputs) {
  const auto memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
  std::vector<const char*> input_names, output_names;
  std::vector<Ort::Value> values;
  for (NamedTensor& input : inputs) {
    input_names.push_back(input.name.c_str());
    values.push_back(value_from_tensor(input.tensor, memory));
  }
  for (const std::string& name : outputs) output_names.push_back(name.c_str());
  const auto answers =
      session.Run(options, input_names.data(), values.data(), values.size(), output_names.data(), output_names.size());
  NamedTensors made;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    auto tensor = tensor_from_value(answers[i]);
    if (!tensor) return tensor.error();
    made.push_back({outputs[i], std::move(*tensor)});
  }
  return made;
}

}  // namespace reverie
