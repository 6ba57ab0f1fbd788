// Outline: how raster and GL turn a shape into straight edges in device pixels, once for both. Only + − × ÷ and sqrt
// are used, so that every C library gives the same edges.
#pragma once

#include <vector>

#include "shared/canvas/display_list.h"

namespace reverie {

// A polygon in device pixels. Filling closes each; a stroke follows `closed`.
struct Contour {
  std::vector<Vec2> points;
  bool closed = false;
};
using Outline = std::vector<Contour>;  // non-zero rule

// The path's curves as edges that stray by at most a twentieth of a device pixel; `device` takes the path to device
// pixels.
Outline outline_of_path(const Path& path, const Matrix& device);

// What the state's stroke covers along the path (weight, cap, join, all under `device`): to be filled by the non-zero
// rule. Empty where nothing is stroked.
Outline outline_of_stroke(const Path& path, const State& state, const Matrix& device);

// Canvas points to device pixels for a command of this state.
Matrix device_matrix(const State& state, double density);

}  // namespace reverie
