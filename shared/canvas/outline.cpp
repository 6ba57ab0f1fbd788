#include "shared/canvas/outline.h"

#include <algorithm>
#include <cmath>

namespace reverie {

namespace {

// Control length of the cubic that stands for a quarter of a circle; off by at most 0.03 % of the radius.
constexpr double quarter = 0.5522847498307936;

// Enough pieces that no edge strays by more than about an eighth of a pixel.
int pieces_for_radius(double radius) {
  return static_cast<int>(std::clamp(std::ceil(std::sqrt(std::max(radius, 0.0)) * 2.0), 2.0, 96.0));
}

// A quarter turn from `centre + from` to `centre + to`; its last point is left to the next one.
void append_quarter(Outline& outline, Vec2 centre, Vec2 from, Vec2 to, int pieces) {
  for (int i = 0; i < pieces; ++i) {
    const double t = static_cast<double>(i) / pieces, u = 1 - t;
    // The cubic from, from + quarter·to, to + quarter·from, to, gathered by `from` and `to`.
    const double a = u * u * u + 3 * u * u * t + 3 * u * t * t * quarter;
    const double b = t * t * t + 3 * u * t * t + 3 * u * u * t * quarter;
    outline.push_back({centre.x + from.x * a + to.x * b, centre.y + from.y * a + to.y * b});
  }
}

}  // namespace

Outline outline_of_rect(double x, double y, double width, double height, double radius) {
  const double right = x + width, bottom = y + height;
  radius = std::min({radius, width / 2, height / 2});
  if (radius <= 0) return {{x, y}, {right, y}, {right, bottom}, {x, bottom}};
  Outline outline;
  const int pieces = pieces_for_radius(radius);
  const auto corner = [&](Vec2 centre, Vec2 from, Vec2 to) {
    append_quarter(outline, centre, from, to, pieces);
    outline.push_back({centre.x + to.x, centre.y + to.y});
  };
  corner({x + radius, y + radius}, {-radius, 0}, {0, -radius});
  corner({right - radius, y + radius}, {0, -radius}, {radius, 0});
  corner({right - radius, bottom - radius}, {radius, 0}, {0, radius});
  corner({x + radius, bottom - radius}, {0, radius}, {-radius, 0});
  return outline;
}

Outline outline_of_ellipse(double x, double y, double width, double height) {
  const double rx = width / 2, ry = height / 2;
  const int pieces = pieces_for_radius(std::max(rx, ry));
  Outline outline;
  append_quarter(outline, {x, y}, {-rx, 0}, {0, -ry}, pieces);
  append_quarter(outline, {x, y}, {0, -ry}, {rx, 0}, pieces);
  append_quarter(outline, {x, y}, {rx, 0}, {0, ry}, pieces);
  append_quarter(outline, {x, y}, {0, ry}, {-rx, 0}, pieces);
  return outline;
}

}  // namespace reverie
