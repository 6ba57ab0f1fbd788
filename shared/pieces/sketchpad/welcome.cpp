#include "shared/pieces/sketchpad/welcome.h"

#include <algorithm>

#include "shared/base/portable_math.h"
#include "shared/pieces/sketchpad/ink.h"
#include "shared/pieces/sketchpad/palettes.h"

namespace reverie::pieces {

namespace {

// A circle in one breath: pressed down where it begins, lighter on the way, not quite closed.
std::vector<StrokePoint> circle_of_one_breath(Vec2 middle, double radius) {
  std::vector<StrokePoint> points;
  constexpr int count = 72;
  for (int i = 0; i <= count; ++i) {
    const double t = static_cast<double>(i) / count;
    const double angle = pi * (0.62 + 1.93 * t);
    const double r = radius * (1 + 0.02 * portable_sin(angle * 2 + 0.6) - 0.045 * t);
    const double pressure = 0.62 - 0.36 * t + 0.06 * portable_sin(t * 19);
    points.push_back({middle.x + r * portable_cos(angle), middle.y + r * portable_sin(angle) * 0.97, pressure});
  }
  return points;
}

std::vector<StrokePoint> stalk(Vec2 foot, double length, double lean) {
  std::vector<StrokePoint> points;
  for (int i = 0; i <= 12; ++i) {
    const double t = i / 12.0;
    points.push_back({foot.x + lean * length * t * t, foot.y - length * t, 0.55 - 0.4 * t});
  }
  return points;
}

}  // namespace

void draw_welcome(Canvas& canvas, double width, double height) {
  const double side = std::min(width, height);
  const Vec2 middle{width / 2, height / 2};
  const auto stroke = [&](Brush brush, Color color, double share, const std::vector<StrokePoint>& points) {
    StrokeStyle style;
    style.brush = brush;
    style.color = color;
    style.width = std::max(0.5, side * share);
    draw_stroke(canvas, points, style, middle);
  };
  const Color ink = inks[0].color, seal = inks[1].color, sea = inks[4].color;
  const Vec2 foot{middle.x - side * 0.02, middle.y + side * 0.2};
  for (const auto& [x, length, lean] :
       {std::array<double, 3>{-0.035, 0.2, -0.5}, {0, 0.27, -0.12}, {0.03, 0.23, 0.34}, {0.055, 0.13, 0.85}}) {
    stroke(Brush::pencil, sea, 0.008, stalk({foot.x + side * x, foot.y}, side * length, lean));
  }
  stroke(Brush::ink, ink, 0.062, circle_of_one_breath(middle, side * 0.31));
  stroke(Brush::marker, seal, 0.045,
         {{middle.x + side * 0.25, middle.y + side * 0.3, 0.5}, {middle.x + side * 0.297, middle.y + side * 0.3, 0.5}});
}

}  // namespace reverie::pieces
