#include "shared/pieces/latent-walk/ways.h"

#include <algorithm>
#include <cmath>

#include "shared/piece/stage.h"

namespace reverie::pieces {

namespace {

// Four decimals are finer than any hand, and keep the link short.
void set_pad(Params& params, Vec2 to) {
  const double reach = params.spec("pad")->max;
  const auto inside = [&](double value) { return std::clamp(std::round(value * 1e4) / 1e4, -reach, reach); };
  static_cast<void>(params.set("pad", Vec2{inside(to.x), inside(to.y)}));
}

void set_along(Params& params, double place) {
  const double round = std::round((place - std::floor(place)) * 1e6) / 1e6;
  static_cast<void>(params.set("along", round < 1 ? round : 0.0));
}

}  // namespace

void Ways::walk(Params& params, const Keyframes* loop) {
  const double pace = params.number("walk-speed");
  if (loop != nullptr) {
    const std::int64_t ticks = KeyframeTrip::ticks_at(pace, loop->size());
    return params.drift("along", keyframe_trip_.step(params.number("along"), ticks));
  }
  const std::string& path = params.text("walk-path");
  const double reach = params.spec("pad")->max;
  const Vec2 pad = params.pad("pad");
  if (path == "round trip") params.drift("pad", round_trip_.step(pad, pace, reach));
  if (path == "wander") params.drift("pad", walker_.step(pad, pace / ticks_per_second, reach));
}

std::int64_t Ways::loop_ticks(const Params& params, const Keyframes* loop) {
  if (!params.toggle("walk")) return 0;
  const double pace = params.number("walk-speed");
  if (loop != nullptr) return KeyframeTrip::ticks_at(pace, loop->size());
  return params.text("walk-path") == "round trip" ? RoundTrip::ticks_at(pace) : 0;
}

void move_by(Params& params, const Keyframes* loop, double x, double y) {
  if (loop != nullptr) return set_along(params, params.number("along") + x / static_cast<double>(loop->size()));
  const Vec2 pad = params.pad("pad");
  set_pad(params, {pad.x + x, pad.y + y});
}

void move_to_step(Params& params, const Standing& standing, Vec2 step) {
  if (standing.loop) return set_along(params, along_at(standing, step));
  const Vec2 pad = params.pad("pad");
  set_pad(params, {pad.x + step.x * standing.apart, pad.y + step.y * standing.apart});
}

}  // namespace reverie::pieces
