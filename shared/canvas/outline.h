// Outline: how the raster turns a shape into straight edges in device pixels. Only + − × ÷ and sqrt are used, so that
// every C library gives the same edges.
#pragma once

#include <vector>

#include "shared/canvas/canvas.h"

namespace reverie {

// Corners in device pixels, clockwise; closed.
using Outline = std::vector<Vec2>;

// x, y, width, height and radius in device pixels; a radius above half a side is cut back to it.
Outline outline_of_rect(double x, double y, double width, double height, double radius);

// Centre and diameters in device pixels.
Outline outline_of_ellipse(double x, double y, double width, double height);

}  // namespace reverie
