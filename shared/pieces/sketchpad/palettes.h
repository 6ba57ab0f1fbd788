// The colours of the pad, by name: few, and made to lie beside each other.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "shared/image/image.h"

namespace reverie::pieces {

struct NamedColor {
  std::string_view name;
  Color color;
};

inline constexpr std::array<NamedColor, 8> inks = {{{"ink", {22, 22, 26}},
                                                    {"seal", {215, 68, 43}},
                                                    {"ochre", {224, 163, 62}},
                                                    {"moss", {110, 133, 74}},
                                                    {"sea", {47, 111, 115}},
                                                    {"indigo", {43, 58, 103}},
                                                    {"rose", {214, 137, 147}},
                                                    {"chalk", {255, 253, 248}}}};

inline constexpr std::array<NamedColor, 5> papers = {{{"rice", {250, 247, 242}},
                                                      {"white", {255, 255, 255}},
                                                      {"kraft", {217, 195, 160}},
                                                      {"sage", {205, 214, 200}},
                                                      {"slate", {38, 41, 46}}}};

template <std::size_t N>
std::optional<Color> named_color(const std::array<NamedColor, N>& colors, std::string_view name) {
  for (const NamedColor& one : colors) {
    if (one.name == name) return one.color;
  }
  return std::nullopt;
}

// "d7442b", small letters.
inline std::string hex_from_color(Color color) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const int value : {color.r, color.g, color.b}) text += {digits[value / 16U], digits[value % 16U]};
  return text;
}

inline std::optional<Color> color_from_hex(std::string_view text) {
  if (text.size() != 6) return std::nullopt;
  int values[3] = {0, 0, 0};
  for (std::size_t i = 0; i < 6; ++i) {
    const std::size_t digit = std::string_view("0123456789abcdef").find(text[i]);
    if (digit == std::string_view::npos) return std::nullopt;
    values[i / 2] = values[i / 2] * 16 + static_cast<int>(digit);
  }
  const auto byte = [&](int i) { return static_cast<std::uint8_t>(values[i]); };
  return Color{byte(0), byte(1), byte(2)};
}

}  // namespace reverie::pieces
