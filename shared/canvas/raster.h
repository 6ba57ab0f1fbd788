// The reference replay: the same pixels native and in the page, for prints, tests and posters.
#pragma once

#include "shared/base/result.h"
#include "shared/canvas/canvas.h"

namespace reverie {

// width, height in points; density pixels per point (> 0). The picture is round(width·density) × round(height·density),
// opaque white where nothing was drawn. Fails on a size that Image refuses.
Result<Image> raster_from_display_list(const DisplayList& list, float width, float height, float density = 1);

}  // namespace reverie
