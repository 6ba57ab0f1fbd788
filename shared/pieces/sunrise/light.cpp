#include "shared/pieces/sunrise/light.h"

#include <algorithm>
#include <cmath>

#include "shared/base/portable_math.h"
#include "shared/canvas/color.h"

namespace reverie::pieces::sunrise {

namespace {

constexpr double hour_angle = pi / 12;

Color color_from_hex(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex)};
}

double smooth(double t) {
  t = std::clamp(t, 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

Vec2 place_at(double hour) {
  const double angle = (hour - 6) * hour_angle;
  return {-portable_cos(angle), portable_sin(angle)};
}

}  // namespace

double wrapped_hour(double hour) { return hour - std::floor(hour / 24) * 24; }

double hours_between(double from, double to) { return wrapped_hour(to - from + 12) - 12; }

double sun_height(double hour) { return place_at(hour).y; }

double hour_of_height(double height, bool morning) {
  height = std::clamp(height, -1.0, 1.0);
  const double hours = portable_atan2(height, std::sqrt(1 - height * height)) / hour_angle;
  return wrapped_hour(morning ? 6 + hours : 18 - hours);
}

Color mixed(Color a, Color b, double t) { return lerp_color(a, b, t, ColorSpace::oklab); }

const Palette& palette_named(std::string_view name) {
  const auto found = std::find_if(palettes.begin(), palettes.end(), [&](const Palette& p) { return p.name == name; });
  return found == palettes.end() ? palettes.front() : *found;
}

Light light_of(const Palette& palette, double hour) {
  hour = wrapped_hour(hour);
  std::size_t next = 0;
  while (next < hours_in_palette && palette.hours[next].hour <= hour) ++next;
  const HourColours& from = palette.hours[(next + hours_in_palette - 1) % hours_in_palette];
  const HourColours& to = palette.hours[next % hours_in_palette];
  const double t = smooth(wrapped_hour(hour - from.hour) / wrapped_hour(to.hour - from.hour));
  const auto colour = [&](std::uint32_t a, std::uint32_t b) { return mixed(color_from_hex(a), color_from_hex(b), t); };
  Light light;
  for (std::size_t i = 0; i < sky_colours; ++i) light.sky[i] = colour(from.sky[i], to.sky[i]);
  light.sun = colour(from.sun, to.sun);
  light.land = colour(from.land, to.land);
  light.sea = colour(from.sea, to.sea);
  light.sun_at = place_at(hour);
  light.moon_at = place_at(hour + 12);
  light.night = smooth((-light.sun_at.y - 0.12) / 0.35);
  light.low = smooth(1 - std::fabs(light.sun_at.y) / 0.55);
  light.shine = palette.shine;
  return light;
}

}  // namespace reverie::pieces::sunrise
