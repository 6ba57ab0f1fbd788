// Numbers made visible: what a layer holds and what it looks for, as small plates on ink. Nothing is ink, what is above
// shines red and then paper, what is below blue-green and then pale; the plates are opaque, so they look the same on a
// light and on a dark page.
#pragma once

#include <span>
#include <vector>

#include "shared/image/image.h"

namespace reverie {

inline constexpr int tile_side = 128;   // pixels of one pattern
inline constexpr int tile_columns = 8;  // so that small and large patterns stand below one another in one measure
inline constexpr int most_tiles = 16;
inline constexpr int most_numbers = 4096;
inline constexpr int most_filter_rows = 8, most_filter_columns = 16;

// `value` is clamped to −1…1; 33 colours in all, so that pictures stay small. What is not finite counts as 0.
Color plate_color(float value);

struct Mosaic {
  Image image;
  std::int64_t shown = 0, of = 0;                // patterns, numbers, or rows of filters
  std::int64_t shown_across = 0, of_across = 0;  // columns of filters
};

// Of (1,C,H,W) the `most` patterns that vary most within themselves, in their own order; one measure for all.
Mosaic mosaic_of_patterns(const Tensor& value, int most = most_tiles);

// Up to 4096 numbers in rows, one cell each; of shares the largest alone is brightest.
enum class NumbersAre { values, shares };
Mosaic mosaic_of_numbers(std::span<const float> values, NumbersAre are = NumbersAre::values);

// A convolution's weights (out, in, rows, columns), or (in, out, …) where `transposed`: a row for each pattern that is
// made, a column for each that is read; of both the strongest, in their own order. Where three patterns are made and
// they are `colours`, each filter is one small picture in them instead.
Mosaic mosaic_of_filters(const Tensor& weights, bool transposed, bool colours);

// Pictures in rows of `columns`, in tiles with gaps between; nothing behind them.
Image sheet_of(const std::vector<Image>& pictures, int columns, int side);

// `picture` with the opacity of `opacity`, (1,1,H,W) of 0…1; as it is where the sizes differ.
Image with_opacity(Image picture, const Tensor& opacity);

}  // namespace reverie
