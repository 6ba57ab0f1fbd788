// CanvasView: where the studio's picture appears. The window paints it on the GPU; tests paint nothing.
#pragma once

#include "shared/canvas/display_list.h"
#include "shared/studio/box.h"

struct ImDrawList;

namespace reverie {

class CanvasView {
 public:
  virtual ~CanvasView() = default;
  // Paints the list, whose origin is the corner of `box` (points), and puts it there with `density` pixels a point.
  virtual void show(const DisplayList& list, const Box& box, float density, ImDrawList& out) = 0;
};

}  // namespace reverie
