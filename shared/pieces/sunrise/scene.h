// Scene: what a seed puts on the shore, in shares of the picture, so that one seed is one place at every size.
#pragma once

#include <cstdint>
#include <vector>

#include "shared/canvas/geometry.h"

namespace reverie::pieces::sunrise {

inline constexpr int most_stars = 400, most_birds = 40, strokes_at_square = 300, glints = 260;

struct Island {
  double x = 0.5;           // of the width: its middle
  double reach = 0.2;       // half its length, in units of Frame::unit
  double height = 0.1;      // in units
  double depth = 0;         // 0 at the horizon … 1 at the lower edge: where its foot meets the sea
  double air = 0;           // 0…1: how much of the haze lies before it
  std::vector<Vec2> ridge;  // x −1…1, y 0…1, from left to right
};

struct Cloud {
  double x = 0.5, y = 0.5;  // y: share of the sky
  double reach = 0.2, thickness = 0.02;
  int turns = 1;                   // how often it crosses in a day
  std::vector<Vec2> upper, lower;  // x −1…1, y 0…1
};

struct Star {
  double x, y, size, phase;
  int beats;
};

// A wave or a glint: a lens of light lying on the water.
struct Stroke {
  double x, depth, length, weight, phase;
  int beats;
  bool light;
};

struct Boat {
  double x, depth, size, phase;
  bool to_the_left, two_sails;
};

struct Bird {
  Vec2 place;  // in the flock, in spans
  double phase;
};

struct Scene {
  double horizon = 0.6;   // share of the height
  double middle = 0.5;    // share of the width, under the noon
  double moon_lit = 0.5;  // 0 new … 1 full
  bool birds_to_the_left = false;
  double birds_height = 0.5;
  std::vector<Island> islands;  // the farthest first
  std::vector<Cloud> clouds;
  std::vector<Star> stars;
  std::vector<Stroke> waves, glints;
  std::vector<Boat> boats;
  std::vector<Bird> birds;
};

Scene scene_of(std::uint64_t seed);

}  // namespace reverie::pieces::sunrise
