#include "native/onnx/parity.h"

#include "native/runtime/ort_session.h"

namespace reverie {
namespace {

// A port of shape (N, dims…).
Port port_for(const std::string& name, torch::IntArrayRef shape) {
  Port port;
  port.name = name;
  port.shape.push_back({-1, "N"});
  for (const std::int64_t size : shape.slice(1)) port.shape.push_back({size, ""});
  return port;
}

Result<Tensor> tensor_from_torch(const torch::Tensor& values) {
  const auto flat = values.to(torch::kFloat32).contiguous();
  const float* data = flat.data_ptr<float>();
  return Tensor::from_floats({flat.sizes().begin(), flat.sizes().end()}, {data, data + flat.numel()});
}

}  // namespace

Difference difference_between(const torch::Tensor& a, const torch::Tensor& b) {
  const auto distance = (a.to(torch::kFloat64) - b.to(torch::kFloat64)).abs();
  return {distance.max().item<double>(), distance.mean().item<double>()};
}

bool within(const Difference& found, const Difference& allowed) {
  return found.max <= allowed.max && found.mean <= allowed.mean;  // false for NaN
}

Result<torch::Tensor> run_exported(const OnnxFile& file,
                                   const std::vector<std::pair<std::string, torch::Tensor>>& inputs,
                                   torch::IntArrayRef output_shape, const std::string& output) {
  auto model = std::make_shared<Model>();
  model->id = "exported";
  NamedTensors given;
  for (const auto& [name, values] : inputs) {
    model->inputs.push_back(port_for(name, values.sizes()));
    auto tensor = tensor_from_torch(values);
    if (!tensor) return tensor.error();
    given.push_back({name, std::move(*tensor)});
  }
  model->outputs.push_back(port_for(output, output_shape));
  const auto session = ort_session_from_bytes(model, file.bytes);
  if (!session) return session.error();
  auto answered = run_and_wait(**session, std::move(given));
  if (!answered) return answered.error();
  const Tensor& answer = answered->front().tensor;
  const auto numbers = answer.floats();
  return torch::tensor(torch::ArrayRef<float>(numbers.data(), numbers.size())).reshape(answer.shape());
}

}  // namespace reverie
