#include "shared/canvas/color.h"

#include <algorithm>
#include <cmath>

#include "shared/canvas/light.h"

namespace reverie {

namespace {

using Triple = std::array<double, 3>;

std::uint8_t byte_from_unit(double value) { return static_cast<std::uint8_t>(std::clamp(value, 0.0, 1.0) * 255 + 0.5); }

std::uint8_t mixed(std::uint8_t a, std::uint8_t b, double t) {
  return static_cast<std::uint8_t>(a + (static_cast<double>(b) - a) * t + 0.5);
}

// x^(1/3) by Newton's method, and the powers of the sRGB curve through it: pow() differs between C libraries.
double cube_root(double x) {
  if (x <= 0) return x < 0 ? -cube_root(-x) : 0;
  double root = x < 0.125 ? 0.5 * (x + 0.5) : 0.5 + 0.5 * x;
  for (int i = 0; i < 24; ++i) root = (2 * root + x / (root * root)) / 3;
  return root;
}

// x^(1/5) for x in (0,1].
double fifth_root(double x) {
  double root = 0.2 + 0.8 * x;
  for (int i = 0; i < 40; ++i) root = (4 * root + x / (root * root * root * root)) / 5;
  return root;
}

// ((v + 0.055) / 1.055)^2.4, with 2.4 = 2 + 2/5.
double linear_from_srgb(double v) {
  if (v <= 0.04045) return v / 12.92;
  const double u = (v + 0.055) / 1.055, root = fifth_root(u);
  return u * u * root * root;
}

// v^(1/2.4) = (v^(1/12))^5, with twelve = 2·2·3.
double srgb_from_linear(double v) {
  if (v <= 0.0031308) return v * 12.92;
  const double root = cube_root(std::sqrt(std::sqrt(v)));
  return 1.055 * root * root * root * root * root - 0.055;
}

Color color_from_oklab(const Triple& lab, std::uint8_t alpha) {
  const double l = lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2];
  const double m = lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2];
  const double s = lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2];
  const double l3 = l * l * l, m3 = m * m * m, s3 = s * s * s;
  const auto channel = [](double linear) { return byte_from_unit(srgb_from_linear(std::clamp(linear, 0.0, 1.0))); };
  return {channel(4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3),
          channel(-1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3),
          channel(-0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3), alpha};
}

}  // namespace

double light_from_byte(std::uint8_t value) { return linear_from_srgb(value / 255.0); }

std::array<double, 3> oklab_from_color(Color color) {
  return oklab_from_light(light_from_byte(color.r), light_from_byte(color.g), light_from_byte(color.b));
}

std::array<double, 3> oklab_from_light(double r, double g, double b) {
  const double l = cube_root(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const double m = cube_root(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const double s = cube_root(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

Color lerp_color(Color a, Color b, double t, ColorSpace space) {
  t = t > 0 ? std::min(t, 1.0) : 0.0;  // NaN counts as 0
  if (space == ColorSpace::srgb)
    return {mixed(a.r, b.r, t), mixed(a.g, b.g, t), mixed(a.b, b.b, t), mixed(a.a, b.a, t)};
  if (t == 0) return a;
  if (t == 1) return b;
  const Triple from = oklab_from_color(a), to = oklab_from_color(b);
  Triple lab;
  for (std::size_t i = 0; i < 3; ++i) lab[i] = from[i] + (to[i] - from[i]) * t;
  return color_from_oklab(lab, mixed(a.a, b.a, t));
}

Color color_from_hsb(double hue, double saturation, double brightness, double alpha) {
  if (!std::isfinite(hue)) hue = 0;
  const double sector = (hue - std::floor(hue / 360) * 360) / 60;
  const double s = std::clamp(saturation, 0.0, 100.0) / 100, v = std::clamp(brightness, 0.0, 100.0) / 100;
  const auto channel = [&](double shift) {
    double k = sector + shift;
    if (k >= 6) k -= 6;
    return byte_from_unit(v - v * s * std::clamp(std::min(k, 4 - k), 0.0, 1.0));
  };
  return {channel(5), channel(3), channel(1), byte_from_unit(alpha)};
}

Color with_alpha(Color color, double alpha) { return {color.r, color.g, color.b, byte_from_unit(alpha)}; }

}  // namespace reverie
