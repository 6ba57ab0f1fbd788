// Welcome: what lies on the sheet until it is touched, drawn with the pad's own tools.
#pragma once

#include "shared/canvas/canvas.h"

namespace reverie::pieces {

void draw_welcome(Canvas& canvas, double width, double height);

}  // namespace reverie::pieces
