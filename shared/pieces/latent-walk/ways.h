// Ways: how one gets about in latent-walk, by hand or by itself, on the plane or on the loop. All of them move params,
// so that a link made on the way leads to where it was made.
#pragma once

#include "shared/pieces/latent-walk/course.h"
#include "shared/pieces/latent-walk/walker.h"

namespace reverie::pieces {

class Ways {
 public:
  // One tick of walking by itself. `loop`: the keyframes, where the walk leads through them, else nullptr.
  void walk(Params& params, const Keyframes* loop);
  // Ticks after which the walk is where it was; 0 where it never will be.
  static std::int64_t loop_ticks(const Params& params, const Keyframes* loop);

 private:
  Walker walker_;
  RoundTrip round_trip_;
  KeyframeTrip keyframe_trip_;
};

// By so much on the plane; on the loop only x counts, as keyframes passed.
void move_by(Params& params, const Keyframes* loop, double x, double y);

// To where the picture so many steps away hangs.
void move_to_step(Params& params, const Standing& standing, Vec2 step);

}  // namespace reverie::pieces
