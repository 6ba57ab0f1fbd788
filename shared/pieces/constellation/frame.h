// Frame: the part of the layout that the canvas shows. It follows the stars softly and turns places into points.
#pragma once

#include <algorithm>

#include "shared/piece/stage.h"
#include "shared/pieces/constellation/force.h"

namespace reverie::pieces {

// Layout to canvas.
struct View {
  Vec2 middle, centre;  // of the canvas in points; what lies there in the layout
  double scale = 1;
  Vec2 operator()(Vec2 p) const { return {middle.x + (p.x - centre.x) * scale, middle.y + (p.y - centre.y) * scale}; }
  Vec2 back(Vec2 p) const { return {centre.x + (p.x - middle.x) / scale, centre.y + (p.y - middle.y) / scale}; }
};

class Frame {
 public:
  // Goes `share` (0…1) of the way to what the stars need now; all of it on a canvas of another size, which moves by
  // itself and is first known after the piece has begun.
  void follow(const Force& force, const Stage& stage, double share);
  bool still() const { return still_; }
  void stir() { still_ = false; }

  Vec2 middle() const { return middle_; }
  // Points a unit of the layout at zoom 1: everything fits.
  double fit() const { return std::min(0.86 / 2 / std::max(reach_, 1e-9), 6.0); }
  View view(const Stage& stage) const;

 private:
  Vec2 middle_;                 // in units of the layout
  double reach_ = 0;            // of the stars around it, as a share of the canvas's sides a unit
  double wide_ = 0, tall_ = 0;  // of the canvas when it was last looked at, in points
  bool still_ = false;
};

}  // namespace reverie::pieces
