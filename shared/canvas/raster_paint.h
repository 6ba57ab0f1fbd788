// Where the raster's colours come from: a flat one, a course between stops, a picture, a layer.
#pragma once

#include <memory>

#include "shared/canvas/raster_pixels.h"

namespace reverie {

class ColorSource {
 public:
  virtual ~ColorSource() = default;
  // The colours of the `count` pixels from column x of row y on, before coverage. Asked row by row.
  virtual void colors(int x, int y, int count, Pixel* out) = 0;
};

// The paint's gradient, whose coordinates `device` takes to device pixels; exact to half a level of 255. nullptr where
// the paint is flat, or `device` cannot be undone.
std::unique_ptr<ColorSource> gradient_source(const Paint& paint, const Matrix& device, double opacity);

inline Pixel flat_pixel(Color color, double opacity) {
  return pixel_from_straight(color.r, color.g, color.b, color.a / 255.0 * opacity);
}

}  // namespace reverie
