// The reference replay: the same pixels native and in the page, for prints, tests and posters. Shapes are covered by
// Anti-Grain Geometry's cells of 256 levels, colours are mixed as they stand in sRGB, like in a browser's canvas.
#pragma once

#include <cstdint>
#include <vector>

#include "shared/base/result.h"
#include "shared/canvas/display_list.h"

namespace reverie {

inline constexpr int max_raster_side = 262'144;  // pixels, of a picture that is drawn in bands

struct RasterSize {
  int columns = 0, rows = 0;
  bool operator==(const RasterSize&) const = default;
};

// round(width·density) × round(height·density) pixels; width and height in points, density pixels a point (> 0). Fails
// on sides below 1 or above max_raster_side.
Result<RasterSize> raster_size(double width, double height, double density = 1);

// Straight alpha, transparent where nothing was drawn. Fails on a size that Image refuses.
Result<Image> raster_from_display_list(const DisplayList& list, double width, double height, double density = 1);

// Rows first_row … first_row + rows - 1 of the picture of raster_size(), with the same pixels that the whole has:
// rows × columns × 4 bytes, R G B A, straight alpha. Only the band stands in memory, so that a print may be larger than
// any Image. Fails on a band that is not inside the picture or has more than max_image_pixels pixels.
Result<std::vector<std::uint8_t>> raster_band(const DisplayList& list, double width, double height, double density,
                                              int first_row, int rows);

}  // namespace reverie
