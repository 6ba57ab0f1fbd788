// The 255 colours of a whole loop, and which of them stand for a pixel. One palette for all frames, and a dither that
// hangs on the pixel's place alone: what rests in the piece rests in the GIF.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "shared/image/image.h"

namespace reverie {

// Counts the colours of all frames, first of all exactly: a drawing of few colours keeps them as they are.
class ColorCount {
 public:
  ColorCount();
  void add(std::span<const std::uint8_t> rgb);  // R G B, alpha is gone already

  // At most `most` colours (2…256): the exact ones where they are few enough, else a median cut in OKLab with a few
  // rounds of k-means after it (Heckbert 1982; Lloyd 1982; OKLab: Ottosson 2020). Decided by + − × ÷ sqrt alone.
  std::vector<Color> palette(int most) const;

 private:
  struct Bin {
    std::uint64_t count = 0, r = 0, g = 0, b = 0;
  };
  std::vector<Bin> bins_;                         // 5, 6 and 5 bits
  std::unordered_map<std::uint32_t, int> exact_;  // in order of appearance; given up above 256
  bool too_many_ = false;
};

// Ordered dither between two colours of the palette whose mixture comes nearest.
class PaletteMap {
 public:
  explicit PaletteMap(std::vector<Color> palette);
  // The number of the colour for this pixel at (x,y).
  std::uint8_t at(std::uint32_t rgb, int x, int y);

 private:
  struct Pair {
    std::int16_t near = -1, far = -1;
  };
  Pair pair_for(std::uint32_t rgb) const;
  std::vector<Color> palette_;
  std::vector<std::array<float, 3>> lab_;
  std::unordered_map<std::uint32_t, std::uint8_t> exact_;
  std::vector<Pair> pairs_;  // 6 bits a channel, filled when asked for
};

}  // namespace reverie
