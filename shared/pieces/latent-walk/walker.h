// A slow walk without a goal: it turns softly, never back on the spot, and keeps away from the rim.
#pragma once

#include <cstdint>

#include "shared/canvas/canvas.h"

namespace reverie::pieces {

class Walker {
 public:
  // One tick further from `place`, by `distance`, within −reach…reach on both axes. Equal ticks give equal turns.
  Vec2 step(Vec2 place, double distance, double reach);

 private:
  Vec2 heading_{0.8, 0.6};  // length 1
  std::uint64_t ticks_ = 0;
};

}  // namespace reverie::pieces
