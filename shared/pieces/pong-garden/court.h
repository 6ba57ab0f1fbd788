// Court: the game of Pong and nothing of the garden. One tick is one step; equal inputs give equal games.
#pragma once

#include "shared/canvas/geometry.h"

namespace reverie::pieces::pong_garden {

inline constexpr double paddle_inset = 0.075, ball_radius = 0.016;  // of the shorter side

// Places are shares: x along the longer side from end 0 to end 1, y across. Speeds are shorter sides a tick.
struct Court {
  double length = 1.5;  // longer side ÷ shorter side, ≥ 1
  double half_paddle = 0.12;
  Vec2 ball{0.5, 0.5}, velocity;
  double paddle[2] = {0.5, 0.5};

  // Where the ball meets the paddle of an end.
  double face(int end) const;
  // To the paddle's reach, so that it never leaves the court.
  void move_paddle(int end, double towards, double most);
};

enum class Happening { nothing, wall, hit_0, hit_1, missed_0, missed_1 };

// The ball leaves a paddle the steeper the farther from its middle it was met, and `gain` times as fast, up to `most`.
Happening advance(Court& court, double gain, double most);

// From the middle to `end`, `slope` −1…1 across.
void serve(Court& court, int end, double slope, double speed);

}  // namespace reverie::pieces::pong_garden
