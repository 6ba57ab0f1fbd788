// Colours as light, for those who average before they compare: the mean of light is the light of what was there, the
// mean of bytes is not.
#pragma once

#include <array>
#include <cstdint>

namespace reverie {

// The light, 0…1, that a byte of sRGB stands for.
double light_from_byte(std::uint8_t value);

// OKLab of linear red, green and blue in 0…1, as oklab_from_color has it.
std::array<double, 3> oklab_from_light(double r, double g, double b);

}  // namespace reverie
