// The raster's way with pictures: resampled with every pixel's area counted, blended source-over.
#pragma once

#include "shared/canvas/canvas.h"

namespace reverie {

// Draws into the opaque `target`; x, y, width and height of the command count in points, `density` pixels each.
// `smooth` is bilinear when enlarging; when shrinking, each pixel averages all it covers. `nearest` keeps square
// pixels: a device pixel that several of them share gets their average by area, so that odd ratios stay even and crisp.
// Colours are averaged premultiplied: what a transparent pixel hides does not bleed.
void replay_image(Image& target, const ImageCommand& command, double opacity, double density);

}  // namespace reverie
