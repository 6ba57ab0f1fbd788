// The three ways to store weights, and how people spell them.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace reverie {

enum class WeightType { float32, float16, int8 };

inline constexpr std::array<WeightType, 3> weight_types = {WeightType::float32, WeightType::float16, WeightType::int8};

constexpr std::string_view name_of(WeightType type) {
  return type == WeightType::float32 ? "fp32" : type == WeightType::float16 ? "fp16" : "int8";
}

constexpr std::optional<WeightType> weight_type_from_name(std::string_view name) {
  for (const WeightType type : weight_types)
    if (name == name_of(type)) return type;
  return std::nullopt;
}

}  // namespace reverie
