#include "native/onnx/stored_weight.h"

#include <cstring>

#include "native/onnx/graph_writer.h"

namespace reverie {
namespace {

// Below so many numbers a factor, int8 with its factors (five bytes each) would save next to nothing.
constexpr std::int64_t least_row = 16;

bool fits_int8(const torch::Tensor& tensor, std::int64_t axis) {
  return tensor.dim() >= 2 && tensor.numel() >= least_row * tensor.size(axis);
}

// (C) → (1,…,C,…,1) with C at `axis`
torch::Tensor along(const torch::Tensor& factors, std::int64_t axis, std::int64_t dimensions) {
  std::vector<std::int64_t> shape(static_cast<std::size_t>(dimensions), 1);
  shape[static_cast<std::size_t>(axis)] = -1;
  return factors.view(shape);
}

StoredWeight int8_weight(const torch::Tensor& wide, std::int64_t axis) {
  const torch::Tensor rows = wide.transpose(0, axis).flatten(1).abs();
  const torch::Tensor largest = std::get<0>(rows.max(1));
  const torch::Tensor scales = torch::where(largest > 1e-30, largest / 127, torch::ones_like(largest)).contiguous();
  const torch::Tensor steps = (wide / along(scales, axis, wide.dim())).round().clamp(-127, 127);
  return {"int8", steps.to(torch::kInt8).contiguous(), scales};
}

std::optional<torch::Dtype> dtype_named(const std::string& name) {
  if (name == "float32") return torch::kFloat32;
  if (name == "float16") return torch::kFloat16;
  if (name == "int8") return torch::kInt8;
  return std::nullopt;
}

std::string joined(const std::string& path, const std::string& name) { return path.empty() ? name : path + "." + name; }

}  // namespace

StoredWeight stored_weight(const torch::Tensor& tensor, WeightType type, std::int64_t axis) {
  const torch::Tensor wide = tensor.detach().to(torch::kCPU, torch::kFloat32).contiguous();
  if (type == WeightType::float32) return {"float32", wide, {}};
  if (type == WeightType::int8 && fits_int8(wide, axis)) return int8_weight(wide, axis);
  return {"float16", wide.to(torch::kFloat16).contiguous(), {}};
}

Result<torch::Tensor> values_from_entry(std::span<const std::uint8_t> file, const WeightEntry& entry) {
  const auto read = [&](std::uint64_t offset, std::vector<std::int64_t> shape,
                        torch::Dtype dtype) -> Result<torch::Tensor> {
    auto values = torch::empty(shape, dtype);
    if (offset > file.size() || values.nbytes() > file.size() - offset)
      return Error{"The weight '" + entry.name + "' does not lie inside the graph's file; it is not read."};
    std::memcpy(values.data_ptr(), file.data() + offset, values.nbytes());
    return values.to(torch::kFloat32);
  };
  const auto dtype = dtype_named(entry.dtype);
  if (!dtype || entry.scales.has_value() != (*dtype == torch::kInt8))
    return Error{"The weight '" + entry.name + "' is stored as '" + entry.dtype +
                 "', which is not how weights are stored; it is not read."};
  auto numbers = read(entry.offset, entry.shape, *dtype);
  if (!numbers || !entry.scales) return numbers;
  const auto axis = entry.scales->axis;
  const auto scales = read(entry.scales->offset, {entry.shape.at(static_cast<std::size_t>(axis))}, torch::kFloat32);
  if (!scales) return scales;
  return *numbers * along(*scales, axis, numbers->dim());
}

Result<void> take_stored(torch::nn::Module& module, const OnnxFile& file, const std::string& path) {
  const torch::NoGradGuard no_grad;
  std::vector<std::pair<std::string, torch::Tensor>> wanted;
  for (const auto& item : module.named_parameters()) wanted.emplace_back(item.key(), item.value());
  for (const auto& item : module.named_buffers())
    if (item.value().is_floating_point()) wanted.emplace_back(item.key(), item.value());
  for (auto& [name, tensor] : wanted) {
    const auto entry = std::ranges::find(file.weights, joined(path, name), &WeightEntry::name);
    if (entry == file.weights.end())
      return Error{"The exported graph holds no weight '" + joined(path, name) +
                   "', which the network has; nothing was written."};
    const auto values = values_from_entry(file.bytes, *entry);
    if (!values) return values.error();
    tensor.copy_(*values);
  }
  return {};
}

}  // namespace reverie
