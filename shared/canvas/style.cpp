#include "shared/canvas/style.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "shared/canvas/color.h"

namespace reverie {

namespace {

// Offsets within 0…1 and rising; at least one stop, at most max_gradient_stops.
std::vector<GradientStop> tidy(std::vector<GradientStop> stops) {
  if (stops.size() > max_gradient_stops) stops.resize(max_gradient_stops);
  if (stops.empty()) stops.push_back({0, {0, 0, 0, 0}});
  double last = 0;
  for (GradientStop& stop : stops) {
    stop.offset = last = std::isfinite(stop.offset) ? std::clamp(stop.offset, last, 1.0) : last;
  }
  return stops;
}

}  // namespace

Gradient linear_gradient(Vec2 from, Vec2 to, std::vector<GradientStop> stops) {
  return {Gradient::Kind::linear, from, to, 0, tidy(std::move(stops))};
}

Gradient radial_gradient(Vec2 center, double radius, std::vector<GradientStop> stops) {
  return {Gradient::Kind::radial, center, center, radius, tidy(std::move(stops))};
}

Gradient in_oklab(const Gradient& gradient) {
  constexpr int between = 8;
  Gradient fine = gradient;
  fine.stops.clear();
  for (std::size_t i = 0; i + 1 < gradient.stops.size(); ++i) {
    const GradientStop &from = gradient.stops[i], &to = gradient.stops[i + 1];
    for (int k = 0; k < between; ++k) {
      const double t = static_cast<double>(k) / between;
      fine.stops.push_back(
          {from.offset + (to.offset - from.offset) * t, lerp_color(from.color, to.color, t, ColorSpace::oklab)});
    }
  }
  if (!gradient.stops.empty()) fine.stops.push_back(gradient.stops.back());
  fine.stops = tidy(std::move(fine.stops));
  return fine;
}

Paint::Paint(Gradient course) {
  const bool placed = std::isfinite(course.from.x) && std::isfinite(course.from.y) && std::isfinite(course.to.x) &&
                      std::isfinite(course.to.y) && std::isfinite(course.radius);
  course.stops = tidy(std::move(course.stops));
  color = course.stops.back().color;
  // A course without length is its last colour, as in a browser's canvas.
  const bool has_length = course.kind == Gradient::Kind::linear ? !(course.from == course.to) : course.radius > 0;
  if (placed && has_length) gradient = std::make_shared<const Gradient>(std::move(course));
}

bool Paint::operator==(const Paint& other) const {
  if (gradient == other.gradient) return color == other.color;
  return gradient && other.gradient && color == other.color && *gradient == *other.gradient;
}

}  // namespace reverie
