#include "shared/pieces/latent-walk/wish.h"

#include <algorithm>

namespace reverie::pieces {

namespace {

// (N, the port's own dimensions); a dynamic one counts as 1.
Shape shape_of(const Port& port, std::size_t rows) {
  Shape shape = {static_cast<std::int64_t>(rows)};
  for (std::size_t i = 1; i < port.shape.size(); ++i) shape.push_back(std::max<std::int64_t>(port.shape[i].size, 1));
  return shape;
}

// Numbers of one row; 0 where Tensor would refuse it.
std::size_t numbers_of(const Port& port) {
  const Result<std::int64_t> count = element_count(shape_of(port, 1));
  return count ? static_cast<std::size_t>(*count) : 0;
}

}  // namespace

Latent code_at(const Model& model, std::uint64_t seed, Vec2 point, double truncation) {
  Latent code;
  for (const Port& port : model.inputs) {
    if (port.kind == PortKind::class_label) continue;
    const Latent part = latent_on_plane(seed, point.x, point.y, static_cast<int>(numbers_of(port)));
    code.insert(code.end(), part.begin(), part.end());
  }
  return truncate(code, static_cast<float>(truncation));
}

Row blend_rows(const Row& from, const Row& to, double t) {
  if (from.code.size() != to.code.size() || from.weights.size() != to.weights.size()) return to;
  Row blend{slerp(from.code, to.code, static_cast<float>(t)), to.weights};
  for (std::size_t i = 0; i < blend.weights.size(); ++i) {
    for (std::size_t k = 0; k < blend.weights[i].size() && k < from.weights[i].size(); ++k) {
      const double start = from.weights[i][k];
      blend.weights[i][k] = static_cast<float>(start + (to.weights[i][k] - start) * t);
    }
  }
  return blend;
}

std::int64_t batch_of(const Model& model) {
  std::int64_t batch = 0;
  for (const Port& port : model.inputs) {
    if (!port.shape.empty() && port.shape[0].size > 0) batch = port.shape[0].size;
  }
  return batch;
}

Result<NamedTensors> inputs_from_rows(const Model& model, std::span<const Row> rows) {
  const auto count = std::max(static_cast<std::size_t>(batch_of(model)), rows.size());
  NamedTensors inputs;
  std::size_t axis = 0, from = 0;
  for (const Port& port : model.inputs) {
    const bool label = port.kind == PortKind::class_label;
    const std::size_t size = label ? 0 : numbers_of(port);
    std::vector<float> numbers;
    for (std::size_t i = 0; i < count; ++i) {
      const Row& row = rows[std::min(i, rows.size() - 1)];
      const std::span<const float> part =
          label ? std::span<const float>(row.weights[axis]) : std::span<const float>(row.code).subspan(from, size);
      numbers.insert(numbers.end(), part.begin(), part.end());
    }
    Result<Tensor> tensor = Tensor::from_floats(shape_of(port, count), std::move(numbers));
    if (!tensor) return tensor.error();
    inputs.push_back({port.name, std::move(*tensor)});
    (label ? axis : from) += label ? 1 : size;
  }
  return inputs;
}

}  // namespace reverie::pieces
