// Where the shares of a composition lie on the canvas.
#pragma once

#include "shared/pieces/de-stijl/composition.h"

namespace reverie::pieces {

// Edges in whole points, so that each is sharp.
struct Box {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

struct Layout {
  float width = 0, height = 0;  // points
  double weight = 1;            // of a common bar, points
  bool upright = false;         // u runs down, v across

  Box box_of(const Extent& extent) const;
  // `grown` (0…1) of the bar, from its end near 0.
  Box bar_box(const Bar& bar, double grown) const;
  bool stands(const Bar& bar) const { return (bar.cut == Cut::across) != upright; }
  Cut cut_for(bool standing) const { return standing != upright ? Cut::across : Cut::along; }
};

}  // namespace reverie::pieces
