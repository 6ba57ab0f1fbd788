// What the raster mixes colours in: 15 bits a channel, so that a hundred translucent washes do not round away.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "shared/canvas/style.h"

namespace reverie {

// Premultiplied; full_level stands for 1, and no channel exceeds a.
struct Pixel {
  std::uint16_t r = 0, g = 0, b = 0, a = 0;
  bool operator==(const Pixel&) const = default;
};

inline constexpr std::uint32_t full_level = 32'768;

inline std::uint32_t multiply_levels(std::uint32_t a, std::uint32_t b) { return (a * b + full_level / 2) >> 15; }

// Two channels at a time, each in half a word.
inline Pixel scaled(Pixel p, std::uint32_t level) {
  constexpr std::uint64_t round = 0x0000'4000'0000'4000, low = 0x0000'ffff'0000'ffff;
  const std::uint64_t rb = (((p.r | std::uint64_t{p.b} << 32) * level + round) >> 15) & low;
  const std::uint64_t ga = (((p.g | std::uint64_t{p.a} << 32) * level + round) >> 15) & low;
  return {static_cast<std::uint16_t>(rb), static_cast<std::uint16_t>(ga), static_cast<std::uint16_t>(rb >> 32),
          static_cast<std::uint16_t>(ga >> 32)};
}

inline std::uint32_t level_from_byte(std::uint32_t byte) { return (byte * full_level + 127) / 255; }

inline std::uint32_t level_from_unit(double value) {
  return value > 0 ? static_cast<std::uint32_t>(std::min(value, 1.0) * full_level + 0.5) : 0;
}

// Straight colour, each channel 0…255 and alpha 0…1 (not clamped: see to it).
inline Pixel pixel_from_straight(double r, double g, double b, double alpha) {
  const std::uint32_t a = level_from_unit(alpha);
  const auto channel = [&](double value) {
    return static_cast<std::uint16_t>(std::min(level_from_unit(value * (1.0 / 255) * alpha), a));
  };
  return {channel(r), channel(g), channel(b), static_cast<std::uint16_t>(a)};
}

// Some rows of a picture that may stand nowhere whole. Rows are counted from the picture's top.
class Layer {
 public:
  Layer(int columns, int first_row, int rows)
      : columns_(columns),
        first_row_(first_row),
        rows_(rows),
        pixels_(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows)) {}
  int columns() const { return columns_; }
  int first_row() const { return first_row_; }
  int end_row() const { return first_row_ + rows_; }
  Pixel* row(int y) { return pixels_.data() + offset_of(y); }
  const Pixel* row(int y) const { return pixels_.data() + offset_of(y); }
  // Adds the layer's rows to `out` as R G B A bytes with straight alpha.
  void append_straight(std::vector<std::uint8_t>& out) const;

 private:
  std::size_t offset_of(int y) const {
    return static_cast<std::size_t>(y - first_row_) * static_cast<std::size_t>(columns_);
  }
  int columns_, first_row_, rows_;
  std::vector<Pixel> pixels_;
};

// Lays `count` pixels of colour on `target`. `cover` says how much of each is covered, 0…255; nullptr: all of it.
// Colours and what they are laid on follow W3C Compositing and Blending Level 1 (see BlendMode).
void composite(BlendMode mode, Pixel* target, const Pixel* source, const std::uint8_t* cover, int count);

// The same with one colour for all.
void composite_flat(BlendMode mode, Pixel* target, Pixel source, const std::uint8_t* cover, int count);

}  // namespace reverie
