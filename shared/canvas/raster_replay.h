// The raster's walk through a display list.
#pragma once

#include "shared/canvas/drawing.h"
#include "shared/canvas/raster_clip.h"
#include "shared/canvas/raster_paint.h"

namespace reverie {

// Draws all of the list onto the layer; `device` takes canvas points to device pixels. `coverage` was made for the
// layer's rows.
void replay_on_layer(Layer& layer, const DisplayList& list, const Matrix& device, Coverage& coverage, int nesting = 0);

}  // namespace reverie
