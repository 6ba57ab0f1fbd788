// The reference replay: the same pixels native and in the page, for prints, tests and posters.
#pragma once

#include "shared/base/result.h"
#include "shared/canvas/display_list.h"

namespace reverie {

// width, height in points; density pixels per point (> 0). The picture is round(width·density) × round(height·density),
// transparent where nothing was drawn. Fails on a size that Image refuses.
Result<Image> raster_from_display_list(const DisplayList& list, double width, double height, double density = 1);

}  // namespace reverie
