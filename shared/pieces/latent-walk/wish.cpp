#include "shared/pieces/latent-walk/wish.h"

#include <algorithm>

#include "shared/latent/latent.h"

namespace reverie::pieces {

namespace {

// (N, the port's own dimensions); a dynamic one counts as 1.
Shape shape_of(const Port& port, std::size_t points) {
  Shape shape = {static_cast<std::int64_t>(points)};
  for (std::size_t i = 1; i < port.shape.size(); ++i) shape.push_back(std::max<std::int64_t>(port.shape[i].size, 1));
  return shape;
}

Result<Tensor> codes(const Port& port, const Wish& wish) {
  const Shape shape = shape_of(port, wish.points.size());
  const Result<std::int64_t> count = element_count(shape);
  if (!count) return count.error();
  const auto dims = static_cast<int>(*count / static_cast<std::int64_t>(wish.points.size()));
  std::vector<float> numbers;
  for (const Vec2 point : wish.points) {
    const Latent code = latent_on_plane(wish.seed, point.x, point.y, dims);
    const Latent tamed = truncate(code, static_cast<float>(wish.truncation));
    numbers.insert(numbers.end(), tamed.begin(), tamed.end());
  }
  return Tensor::from_floats(shape, std::move(numbers));
}

Result<Tensor> rows_of(const std::vector<float>& weights, std::size_t points) {
  std::vector<float> numbers;
  for (std::size_t i = 0; i < points; ++i) numbers.insert(numbers.end(), weights.begin(), weights.end());
  return Tensor::from_floats({static_cast<std::int64_t>(points), static_cast<std::int64_t>(weights.size())},
                             std::move(numbers));
}

}  // namespace

bool takes_batches(const Model& model) {
  return std::all_of(model.inputs.begin(), model.inputs.end(),
                     [](const Port& port) { return !port.shape.empty() && port.shape[0].size == -1; });
}

Result<NamedTensors> inputs_from_wish(const Model& model, const Wish& wish) {
  NamedTensors inputs;
  std::size_t axis = 0;
  for (const Port& port : model.inputs) {
    Result<Tensor> tensor =
        port.kind == PortKind::class_label ? rows_of(wish.weights[axis++], wish.points.size()) : codes(port, wish);
    if (!tensor) return tensor.error();
    inputs.push_back({port.name, std::move(*tensor)});
  }
  return inputs;
}

}  // namespace reverie::pieces
