#include "shared/tensor/tensor.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace reverie {

namespace {

Error mismatch(const Shape& shape, std::int64_t wanted, std::size_t given) {
  return Error{"A tensor of shape " + text_from_shape(shape) + " holds " + std::to_string(wanted) + " numbers, but " +
               std::to_string(given) + " were given, so it is not made."};
}

template <class Span, class Data>
Span view(Data& data) {
  auto* held = std::get_if<std::vector<std::remove_const_t<typename Span::element_type>>>(&data);
  if (held == nullptr) std::abort();
  return *held;
}

}  // namespace

Result<std::int64_t> element_count(const Shape& shape) {
  for (const std::int64_t dimension : shape) {
    if (dimension < 0) {
      return Error{"The shape " + text_from_shape(shape) +
                   " has a negative dimension; every dimension must be 0 or more, so nothing is allocated."};
    }
  }
  if (std::find(shape.begin(), shape.end(), 0) != shape.end()) return std::int64_t{0};
  std::int64_t count = 1;
  for (const std::int64_t dimension : shape) {
    if (dimension > max_tensor_elements / count) {
      return Error{"The shape " + text_from_shape(shape) + " has more elements than the " +
                   std::to_string(max_tensor_elements) + " that a tensor may hold, so nothing is allocated."};
    }
    count *= dimension;
  }
  return count;
}

std::string text_from_shape(const Shape& shape) {
  std::string text = "(";
  for (std::size_t i = 0; i < shape.size(); ++i) text += (i == 0 ? "" : ",") + std::to_string(shape[i]);
  return text + ")";
}

Result<Tensor> Tensor::zeros(Shape shape, Dtype dtype) {
  const Result<std::int64_t> count = element_count(shape);
  if (!count) return count.error();
  const auto size = static_cast<std::size_t>(*count);
  if (dtype == Dtype::float32) return from_floats(std::move(shape), std::vector<float>(size));
  return from_int64s(std::move(shape), std::vector<std::int64_t>(size));
}

Result<Tensor> Tensor::from_floats(Shape shape, std::vector<float> data) {
  const Result<std::int64_t> count = element_count(shape);
  if (!count) return count.error();
  if (static_cast<std::size_t>(*count) != data.size()) return mismatch(shape, *count, data.size());
  Tensor tensor;
  tensor.shape_ = std::move(shape);
  tensor.data_ = std::move(data);
  return tensor;
}

Result<Tensor> Tensor::from_int64s(Shape shape, std::vector<std::int64_t> data) {
  const Result<std::int64_t> count = element_count(shape);
  if (!count) return count.error();
  if (static_cast<std::size_t>(*count) != data.size()) return mismatch(shape, *count, data.size());
  Tensor tensor;
  tensor.shape_ = std::move(shape);
  tensor.data_ = std::move(data);
  return tensor;
}

std::size_t Tensor::size() const {
  return std::visit([](const auto& data) { return data.size(); }, data_);
}

std::span<float> Tensor::floats() { return view<std::span<float>>(data_); }
std::span<const float> Tensor::floats() const { return view<std::span<const float>>(data_); }
std::span<std::int64_t> Tensor::int64s() { return view<std::span<std::int64_t>>(data_); }
std::span<const std::int64_t> Tensor::int64s() const { return view<std::span<const std::int64_t>>(data_); }

bool Tensor::all_finite() const {
  if (dtype() != Dtype::float32) return true;
  const auto values = floats();
  return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

}  // namespace reverie
