#include "shared/pieces/latent-walk/walker.h"

#include <algorithm>
#include <cmath>

#include "shared/base/portable_math.h"
#include "shared/piece/stage.h"
#include "shared/random/random.h"

namespace reverie::pieces {

Vec2 Walker::step(Vec2 place, double distance, double reach) {
  // A new wish to turn every three seconds, reached smoothly: radians a second.
  constexpr std::uint64_t beat = 3 * ticks_per_second;
  const std::uint64_t segment = ticks_ / beat;
  const double t = static_cast<double>(ticks_ % beat) / beat, blend = t * t * (3 - 2 * t);
  const auto wish = [](std::uint64_t i) { return Random(i, 0x57a1c).uniform(-0.9, 0.9); };
  const double turn = (wish(segment) + (wish(segment + 1) - wish(segment)) * blend) / ticks_per_second;
  ++ticks_;
  Vec2 heading{heading_.x - heading_.y * turn, heading_.y + heading_.x * turn};
  const auto inward = [&](double position) {
    const double beyond = std::max(std::fabs(position) - 0.7 * reach, 0.0) / reach;
    return (position > 0 ? -0.12 : 0.12) * beyond;
  };
  heading.x += inward(place.x);
  heading.y += inward(place.y);
  const double length = std::sqrt(heading.x * heading.x + heading.y * heading.y);
  if (length > 0) heading_ = {heading.x / length, heading.y / length};
  return {std::clamp(place.x + heading_.x * distance, -reach, reach),
          std::clamp(place.y + heading_.y * distance, -reach, reach)};
}

namespace {

constexpr double round_radius = 0.65;  // a round passes about four pictures that differ

}  // namespace

std::int64_t RoundTrip::ticks_at(double pace) {
  return std::max<std::int64_t>(static_cast<std::int64_t>(2 * pi * round_radius * ticks_per_second / pace + 0.5), 1);
}

Vec2 RoundTrip::step(Vec2 place, double pace, double reach) {
  const std::int64_t ticks = ticks_at(pace);
  if (!(place == last_) || ticks != ticks_) {
    start_ = place;
    tick_ = 0;
    ticks_ = ticks;
  }
  tick_ = (tick_ + 1) % ticks_;
  if (tick_ == 0) return last_ = start_;
  const double away = std::sqrt(start_.x * start_.x + start_.y * start_.y);
  const Vec2 out = away > 0 ? Vec2{start_.x / away, start_.y / away} : Vec2{0.8, 0.6};
  const double angle = 2 * pi * static_cast<double>(tick_) / static_cast<double>(ticks_);
  const double along = round_radius * (portable_cos(angle) - 1), across = round_radius * portable_sin(angle);
  return last_ = {std::clamp(start_.x + out.x * along - out.y * across, -reach, reach),
                  std::clamp(start_.y + out.y * along + out.x * across, -reach, reach)};
}

std::int64_t KeyframeTrip::ticks_at(double pace, std::size_t keyframes) {
  const double seconds = static_cast<double>(keyframes) / pace;
  return std::max<std::int64_t>(static_cast<std::int64_t>(seconds * ticks_per_second + 0.5), 1);
}

double KeyframeTrip::step(double along, std::int64_t ticks) {
  if (along != last_ || ticks != ticks_) {
    start_ = along;
    tick_ = 0;
    ticks_ = ticks;
  }
  tick_ = (tick_ + 1) % ticks_;
  if (tick_ == 0) return last_ = start_;
  const double place = start_ + static_cast<double>(tick_) / static_cast<double>(ticks_);
  const double rounded = std::round((place - std::floor(place)) * 1e6) / 1e6;
  return last_ = rounded < 1 ? rounded : 0;
}

}  // namespace reverie::pieces
