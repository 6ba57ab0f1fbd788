// Light: what an hour does to the colours and where it puts sun and moon. Pure functions of palette and hour.
#pragma once

#include <array>
#include <string_view>

#include "shared/canvas/canvas.h"
#include "shared/pieces/sunrise/palettes.h"

namespace reverie::pieces::sunrise {

struct Light {
  std::array<Color, sky_colours> sky;  // from the zenith to the horizon
  Color sun, land, sea;
  Vec2 sun_at, moon_at;  // x: −1…1 from the east to the west, y: −1…1, 0 the horizon, 1 the zenith
  double night = 0;      // 0…1: how far stars and moon are out
  double low = 0;        // 0…1: how near the sun is to the horizon, where it colours everything
  double shine = 1;      // of the palette
};

const Palette& palette_named(std::string_view name);  // the first where there is none of that name
Light light_of(const Palette& palette, double hour);  // hour: any, it wraps at 24

double wrapped_hour(double hour);                    // into [0,24)
double hours_between(double from, double to);        // the shorter way round, in [−12,12)
double sun_height(double hour);                      // −1…1
double hour_of_height(double height, bool morning);  // the inverse, of the half day before or after noon

// Mixed in OKLab, as all colours of this piece are.
Color mixed(Color a, Color b, double t);

}  // namespace reverie::pieces::sunrise
