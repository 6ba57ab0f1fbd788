#include "shared/pieces/sketchpad/key_pen.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace reverie::pieces {

namespace {

constexpr double first_step = 1, slowest = 1, fastest = 9, gain = 0.12;  // points, points a tick, a tick of each
constexpr Color seal{215, 68, 43};

struct Arrow {
  const char* key;
  double x, y;
};
constexpr std::array<Arrow, 4> arrows = {
    {{"ArrowLeft", -1, 0}, {"ArrowRight", 1, 0}, {"ArrowUp", 0, -1}, {"ArrowDown", 0, 1}}};

}  // namespace

void KeyPen::show(const Sheet& sheet) {
  if (!placed_) at_ = sheet.middle();
  placed_ = shown_ = true;
}

void KeyPen::step(double x, double y, const Sheet& sheet) {
  at_ = {std::clamp(at_.x + x, 0.0, static_cast<double>(sheet.width)),
         std::clamp(at_.y + y, 0.0, static_cast<double>(sheet.height))};
}

bool KeyPen::press(const std::string& key, const Sheet& sheet) {
  for (const Arrow& arrow : arrows) {
    if (key != arrow.key) continue;
    show(sheet);
    if (!moving()) step(arrow.x * first_step, arrow.y * first_step, sheet);
    return true;
  }
  return false;
}

bool KeyPen::tick(const Input& input, const Sheet& sheet) {
  double x = 0, y = 0;
  for (const Arrow& arrow : arrows) {
    if (input.key_is_down(arrow.key)) x += arrow.x, y += arrow.y;
  }
  if (!placed_ || (x == 0 && y == 0)) {
    speed_ = 0;
    return false;
  }
  speed_ = std::clamp(speed_ + gain, slowest, fastest);
  const double length = std::sqrt(x * x + y * y);
  step(x / length * speed_, y / length * speed_, sheet);
  return true;
}

// A ring as wide as the pen, on light and on dark paper alike.
void KeyPen::draw(Canvas& canvas, double width, bool down) const {
  if (!shown_) return;
  const double size = std::max(width, 6.0) + 6;
  canvas.push();
  canvas.no_fill();
  canvas.stroke({255, 255, 255, 200});
  canvas.stroke_weight(3);
  canvas.circle(at_.x, at_.y, size);
  canvas.stroke(seal);
  canvas.stroke_weight(down ? 2 : 1.25);
  canvas.circle(at_.x, at_.y, size);
  canvas.pop();
}

}  // namespace reverie::pieces
