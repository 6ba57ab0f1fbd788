#include "shared/canvas/canvas.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace reverie {

namespace {

template <class... Numbers>
bool all_finite(Numbers... numbers) {
  return (std::isfinite(numbers) && ...);
}

// p5 takes negative sizes and draws towards the left or the top.
void turn_positive(float& start, float& length) {
  if (length < 0) {
    start += length;
    length = -length;
  }
}

std::uint8_t mixed(std::uint8_t a, std::uint8_t b, float t) {
  return static_cast<std::uint8_t>(static_cast<float>(a) + (static_cast<float>(b) - static_cast<float>(a)) * t + 0.5f);
}

}  // namespace

void Canvas::record(Command command) {
  if (list_.commands.size() >= max_display_commands) {
    list_.truncated = true;
    return;
  }
  list_.commands.push_back(std::move(command));
}

// What came before cannot be seen any more when an opaque ground covers it, so the list may start anew.
void Canvas::background(Color color) {
  if (color.a == 255) list_.commands.clear();
  record(BackgroundCommand{color});
}

void Canvas::fill(Color color) {
  style_.fill = color;
  style_.has_fill = true;
}

void Canvas::no_fill() { style_.has_fill = false; }

void Canvas::stroke(Color color) {
  style_.stroke = color;
  style_.has_stroke = true;
}

void Canvas::no_stroke() { style_.has_stroke = false; }

void Canvas::stroke_weight(float points) {
  if (std::isfinite(points)) style_.stroke_weight = std::max(points, 0.0f);
}

// A shape with a number that is not finite is left out: it has no place on the canvas.
void Canvas::rect(float x, float y, float width, float height, float radius) {
  if (!all_finite(x, y, width, height, radius)) return;
  turn_positive(x, width);
  turn_positive(y, height);
  record(RectCommand{x, y, width, height, std::max(radius, 0.0f), style_});
}

void Canvas::ellipse(float x, float y, float width, float height) {
  if (!all_finite(x, y, width, height)) return;
  record(EllipseCommand{x, y, std::fabs(width), std::fabs(height), style_});
}

void Canvas::line(float x1, float y1, float x2, float y2) {
  if (!all_finite(x1, y1, x2, y2)) return;
  record(LineCommand{x1, y1, x2, y2, style_});
}

void Canvas::polygon(std::vector<Vec2> points) {
  if (points.size() < 2) return;
  if (!std::all_of(points.begin(), points.end(), [](Vec2 p) { return all_finite(p.x, p.y); })) return;
  record(PolygonCommand{std::move(points), style_});
}

void Canvas::image(std::shared_ptr<const Image> image, float x, float y, float width, float height, Sampling sampling,
                   float opacity) {
  if (!image || image->empty() || !all_finite(x, y, width, height, opacity)) return;
  if (width <= 0 || height <= 0 || opacity <= 0) return;
  record(ImageCommand{std::move(image), x, y, width, height, sampling, std::min(opacity, 1.0f)});
}

void Canvas::push() { saved_.push_back(style_); }

void Canvas::pop() {
  if (saved_.empty()) return;
  style_ = saved_.back();
  saved_.pop_back();
}

Color lerp_color(Color a, Color b, float t) {
  t = t > 0 ? std::min(t, 1.0f) : 0.0f;  // NaN counts as 0
  return {mixed(a.r, b.r, t), mixed(a.g, b.g, t), mixed(a.b, b.b, t), mixed(a.a, b.a, t)};
}

}  // namespace reverie
