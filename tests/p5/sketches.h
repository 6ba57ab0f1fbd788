// The sketches of this folder once more, in our vocabulary: <name>.js is the same picture drawn by p5.
#pragma once

#include <span>

#include "shared/canvas/canvas.h"

namespace reverie::p5 {

struct Sketch {
  const char* name;
  void (*draw)(Canvas& canvas);
};

inline constexpr int side = 400;  // points, of every sketch

std::span<const Sketch> shape_sketches();
std::span<const Sketch> line_sketches();
std::span<const Sketch> paint_sketches();

}  // namespace reverie::p5
