// Curves as edges, for outline.cpp and outline_stroke.cpp alone.
#pragma once

#include <cstdint>
#include <vector>

#include "shared/canvas/outline.h"

namespace reverie {

inline constexpr double outline_tolerance = 0.05;  // device pixels

struct FlatContour {
  std::vector<Vec2> points;
  std::vector<std::uint8_t> smooth;  // of each point: 1 inside a curve, where no corner is meant
  bool closed = false;
};

// `pen`: half the width that will be drawn along the path, in the units that `to` leads to; 0 for fills.
std::vector<FlatContour> flat_contours(const Path& path, const Matrix& to, double pen);

// The largest angle between neighbours on a circle, radians; radius > 0 in device pixels.
double step_of_circle(double radius);

}  // namespace reverie
