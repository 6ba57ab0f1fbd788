// The raster's way with pictures: resampled with every pixel's area counted.
#pragma once

#include <memory>

#include "shared/canvas/raster_paint.h"

namespace reverie {

struct ImageCommand;

// `device` takes canvas points to device pixels; colours come tinted, and times `opacity`. `smooth` is bilinear when
// enlarging; when shrinking, each pixel averages all it covers. `nearest` keeps square pixels: a device pixel that
// several of them share gets their average by area, so that odd ratios stay even and crisp. Upright pictures are exact,
// turned and sheared ones are sampled often enough. Colours are averaged premultiplied: what a transparent pixel hides
// does not bleed, and nothing bleeds in from beyond the crop. `columns`: of the target. nullptr where the transform
// leaves no area.
std::unique_ptr<ColorSource> picture_source(const ImageCommand& command, const Matrix& device, double opacity,
                                            int columns);

}  // namespace reverie
