// A slow walk without a goal: it turns softly, never back on the spot, and keeps away from the rim.
#pragma once

#include <cstddef>
#include <cstdint>

#include "shared/canvas/geometry.h"

namespace reverie::pieces {

class Walker {
 public:
  // One tick further from `place`, by `distance`, within −reach…reach on both axes. Equal ticks give equal turns.
  Vec2 step(Vec2 place, double distance, double reach);

 private:
  Vec2 heading_{0.8, 0.6};  // length 1
  std::uint64_t ticks_ = 0;
};

// A walk that comes back: a circle through the place where it began, towards the middle of the plane.
class RoundTrip {
 public:
  // Ticks of one round at `pace` units a second.
  static std::int64_t ticks_at(double pace);

  // One tick further, within −reach…reach. It starts anew where `place` is not where the last step left it, or at
  // another pace.
  Vec2 step(Vec2 place, double pace, double reach);

 private:
  Vec2 start_, last_{1e300, 0};
  std::int64_t tick_ = 0, ticks_ = 0;
};

// The way round the keyframes, as a place along it in [0,1).
class KeyframeTrip {
 public:
  // Ticks of one round through so many keyframes, each counting as a picture that differs.
  static std::int64_t ticks_at(double pace, std::size_t keyframes);

  // One tick further; places are whole millionths, which keeps a link short. It starts anew as RoundTrip does.
  double step(double along, std::int64_t ticks);

 private:
  double start_ = 0, last_ = -1;
  std::int64_t tick_ = 0, ticks_ = 0;
};

}  // namespace reverie::pieces
