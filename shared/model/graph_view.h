// An ONNX file read in place: views into its bytes, every list bounded, nothing believed. Inside this module only.
#pragma once

#include "shared/model/graph_check.h"
#include "shared/model/graph_proto.h"

namespace reverie {

// Numbers that may decide a shape are kept up to this many; larger tensors are known by their size alone.
inline constexpr std::size_t max_known_numbers = 256;

// A tensor in the file. `numbers`: its values where they are few.
struct TensorView {
  std::string_view name;
  GraphType type = GraphType::float32;
  Shape dims;
  std::optional<std::vector<double>> numbers;
};

struct AttributeView {
  enum Kind { none = 0, real = 1, whole = 2, text = 3, tensor = 4, reals = 6, wholes = 7 };
  std::string_view name;
  Kind kind = none;
  std::int64_t i = 0;
  float f = 0;
  std::string_view s;
  std::vector<std::int64_t> ints;
  std::vector<float> floats;
  std::optional<TensorView> t;
};

struct NodeView {
  std::string_view name, op;
  std::vector<std::string_view> inputs, outputs;
  std::vector<AttributeView> attributes;
};

struct PortView {
  struct Size {
    std::int64_t value = -1;  // -1: dynamic
    std::string_view name;
  };
  std::string_view name;
  bool has_type = false, has_shape = false;
  GraphType type = GraphType::float32;
  std::vector<Size> dims;
};

struct GraphView {
  std::int64_t ir_version = 0, opset = 0;
  std::string producer;
  std::vector<NodeView> nodes;
  std::vector<TensorView> initializers;
  std::vector<PortView> inputs, outputs;
};

GraphView graph_view_from_bytes(std::span<const std::uint8_t> bytes, GraphFault& fault);

// Parts of it: a TensorProto, a ValueInfoProto, and a name of bounded length.
TensorView tensor_view_from_bytes(std::span<const std::uint8_t> bytes, GraphFault& fault);
PortView port_view_from_bytes(std::span<const std::uint8_t> bytes, GraphFault& fault);
std::string_view bounded_name(std::string_view text, GraphFault& fault);

// Bytes of one element; 0 for a type that may not occur.
int width_of(std::int64_t type);

// Elements of a tensor, at most 2^31 a dimension and 2^40 in all; -1 for more, and for a negative dimension.
std::int64_t bounded_count(const Shape& dims);

}  // namespace reverie
