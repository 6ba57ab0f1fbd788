#include "shared/studio/nudge.h"

#include <algorithm>
#include <cmath>

namespace reverie {

namespace {

double stride(const ParamSpec& spec, bool large) {
  const double range = spec.max - spec.min;
  if (spec.kind == ParamKind::integer) return large ? std::max(2.0, std::round(range / 10)) : 1;
  return (spec.step > 0 ? spec.step : range / 100) * (large ? 10 : 1);
}

ParamValue next_choice(const ParamSpec& spec, const std::string& chosen, int by) {
  const auto at = std::find(spec.choices.begin(), spec.choices.end(), chosen);
  const int count = static_cast<int>(spec.choices.size());
  const int next = (static_cast<int>(at - spec.choices.begin()) + by + count) % count;
  return spec.choices[static_cast<std::size_t>(next)];
}

}  // namespace

double stepped(const ParamSpec& spec, double value) {
  if (spec.kind == ParamKind::integer) value = std::round(value);
  if (spec.step > 0) value = spec.min + std::round((value - spec.min) / spec.step) * spec.step;
  if (spec.step <= 0 && spec.kind != ParamKind::integer) {
    const double grain = std::pow(10.0, std::floor(std::log10(std::max(spec.max - spec.min, 1e-9))) - 3);
    value = std::round(value / grain) * grain;
  }
  return std::clamp(value, spec.min, spec.max);
}

std::optional<ParamValue> nudged(const ParamSpec& spec, const ParamValue& value, const Nudge& nudge) {
  const double by = stride(spec, nudge.large);
  switch (spec.kind) {
    case ParamKind::number:
    case ParamKind::integer:
      return stepped(spec, std::get<double>(value) + by * (nudge.right - nudge.down));
    case ParamKind::pad: {
      const Vec2 at = std::get<Vec2>(value);
      return Vec2{stepped(spec, at.x + by * nudge.right), stepped(spec, at.y + by * nudge.down)};
    }
    case ParamKind::toggle:
      return nudge.right - nudge.down > 0;
    case ParamKind::choice:
      if (spec.choices.empty()) return std::nullopt;
      return next_choice(spec, std::get<std::string>(value), nudge.right + nudge.down);
    case ParamKind::text:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace reverie
