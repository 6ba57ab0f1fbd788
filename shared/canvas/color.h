// Mixing and naming colours.
#pragma once

#include <array>

#include "shared/image/image.h"

namespace reverie {

enum class ColorSpace { srgb, oklab };

// t is clamped to [0,1]. oklab: perceptually even (Björn Ottosson, "A perceptual color space for image processing",
// 2020); colours beyond sRGB are clamped a channel.
Color lerp_color(Color a, Color b, double t, ColorSpace space = ColorSpace::srgb);

// Lightness 0…1 and two axes of about ±0.4 in OKLab; alpha is left out. Distances there are those that the eye sees.
std::array<double, 3> oklab_from_color(Color color);

// p5's colorMode(HSB) numbers: hue in degrees (any, it wraps), saturation and brightness 0…100, alpha 0…1.
Color color_from_hsb(double hue, double saturation, double brightness, double alpha = 1);

Color with_alpha(Color color, double alpha);  // alpha 0…1

}  // namespace reverie
