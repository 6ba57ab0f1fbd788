// Tensor: a dense, row-major block of numbers with a shape. It knows no runtime; sessions turn it into theirs.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "shared/base/result.h"

namespace reverie {

enum class Dtype { float32, int64 };

using Shape = std::vector<std::int64_t>;

// No tensor may hold more elements than this (64 MB of float32); larger shapes are refused before allocation.
inline constexpr std::int64_t max_tensor_elements = 16 * 1024 * 1024;

// Product of the dimensions, 1 for a scalar. Fails on a negative dimension or more than max_tensor_elements.
Result<std::int64_t> element_count(const Shape& shape);

// "(1,3,32,32)"
std::string text_from_shape(const Shape& shape);

class Tensor {
 public:
  Tensor() = default;  // shape (0), float32

  static Result<Tensor> zeros(Shape shape, Dtype dtype = Dtype::float32);
  // Takes the data; fails if data.size() differs from the shape's element count.
  static Result<Tensor> from_floats(Shape shape, std::vector<float> data);
  static Result<Tensor> from_int64s(Shape shape, std::vector<std::int64_t> data);

  const Shape& shape() const { return shape_; }
  Dtype dtype() const { return data_.index() == 0 ? Dtype::float32 : Dtype::int64; }
  std::size_t size() const;

  // Asking for the wrong dtype is a programming error and ends the process.
  std::span<float> floats();
  std::span<const float> floats() const;
  std::span<std::int64_t> int64s();
  std::span<const std::int64_t> int64s() const;

  // False if any float is NaN or infinite.
  bool all_finite() const;

 private:
  Shape shape_{0};
  std::variant<std::vector<float>, std::vector<std::int64_t>> data_;
};

struct NamedTensor {
  std::string name;
  Tensor tensor;
};

// The inputs or outputs of one call, in the order of the graph.
using NamedTensors = std::vector<NamedTensor>;

}  // namespace reverie
