#include "shared/pieces/latent-walk/walker.h"

#include <algorithm>
#include <cmath>

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

}  // namespace reverie::pieces
