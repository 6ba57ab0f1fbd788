#include "shared/pieces/sketchpad/pen.h"

#include <algorithm>
#include <cmath>

namespace reverie::pieces {

namespace {

constexpr double longest_string = 10;  // points
constexpr double shortest_step = 0.8;  // points between two that are kept
constexpr double quick = 22;           // points a tick: as fast as a hand draws
constexpr std::size_t thinning = 96;   // points that wait before they are simplified

double distance(Vec2 a, Vec2 b) { return std::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)); }

// A calm hand presses; a quick one hardly touches the paper.
double calm(double speed) { return 0.62 - 0.34 * std::min(1.0, speed / quick); }

}  // namespace

Pen::Pen(int id, const StrokeStyle& style, double smoothing, Vec2 at, double pressure, bool measured)
    : id_(id),
      style_(style),
      string_(longest_string * smoothing + 0.3),
      hand_(at),
      tip_(at),
      pressure_(measured ? pressure : calm(0)),
      shown_pressure_(pressure_) {
  style_.tapered = !measured;
  points_.push_back({at.x, at.y, shown_pressure_});
}

void Pen::move(Vec2 at, double pressure, bool measured) {
  way_ += distance(hand_, at);
  hand_ = at;
  if (measured) {
    pressure_ = pressure;
    style_.tapered = false;
  } else {
    pressure_ = calm(speed_);
  }
  const double taut = distance(tip_, hand_);
  if (taut <= string_) return;
  const double pull = (taut - string_) / taut;
  add({tip_.x + (hand_.x - tip_.x) * pull, tip_.y + (hand_.y - tip_.y) * pull});
}

void Pen::add(Vec2 at) {
  const double step = distance({points_.back().x, points_.back().y}, at);
  tip_ = at;
  if (step < shortest_step) return;
  // Short steps are mostly trembling, and are averaged with what came before; long ones are meant.
  const double meant = step / (step + 0.22 * string_);
  at = {points_.back().x + (at.x - points_.back().x) * meant, points_.back().y + (at.y - points_.back().y) * meant};
  // Pressure follows over a way, not over samples: devices send them at very different rates.
  shown_pressure_ += (pressure_ - shown_pressure_) * std::min(1.0, step / (4 + style_.width * 0.5));
  points_.push_back({at.x, at.y, shown_pressure_});
  // What lies far enough behind the hand is settled, so that a long stroke stays as light as a short one.
  if (points_.size() - thinned_ < 2 * thinning) return;
  const auto first = points_.begin() + static_cast<std::ptrdiff_t>(thinned_), last = first + thinning;
  const std::vector<StrokePoint> kept = simplified({first, last + 1}, tolerance);
  const auto rest = points_.erase(first, last + 1);
  points_.insert(rest, kept.begin(), kept.end());
  thinned_ += kept.size() - 1;
}

void Pen::tick() {
  speed_ += (way_ - speed_) * 0.3;
  way_ = 0;
}

std::vector<StrokePoint> Pen::points() const {
  std::vector<StrokePoint> points = points_;
  if (distance({points.back().x, points.back().y}, hand_) > 0.3) points.push_back({hand_.x, hand_.y, shown_pressure_});
  return points;
}

}  // namespace reverie::pieces
