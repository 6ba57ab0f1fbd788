// The colours of de-stijl. The first ground is the picture's own; the others are its quieter and cooler neighbours.
#pragma once

#include <array>
#include <string_view>

#include "shared/canvas/canvas.h"
#include "shared/pieces/de-stijl/composition.h"

namespace reverie::pieces {

struct Palette {
  std::string_view name;
  Color bar;
  std::array<Color, 3> grounds;
  std::array<Color, tone_count - 1> tones;             // red, blue, yellow, black and what stands for them
  std::array<std::string_view, tone_count - 1> names;  // so many planes of them, for said()
};

inline constexpr std::array<Palette, 3> palettes = {{
    {"classic",
     {22, 22, 26},
     {{{244, 240, 230}, {236, 231, 219}, {228, 229, 225}}},
     {{{200, 38, 28}, {28, 62, 146}, {243, 201, 34}, {26, 26, 30}}},
     {{"{0} red", "{0} blue", "{0} yellow", "{0} black"}}},
    {"sand and sea",
     {43, 35, 31},
     {{{245, 238, 224}, {235, 224, 203}, {226, 225, 215}}},
     {{{193, 86, 58}, {31, 88, 110}, {221, 168, 66}, {74, 62, 54}}},
     {{"{0} terracotta", "{0} sea blue", "{0} ochre", "{0} umber"}}},
    {"evening",
     {233, 224, 204},
     {{{33, 37, 50}, {40, 45, 60}, {27, 30, 41}}},
     {{{223, 88, 60}, {72, 124, 190}, {240, 199, 92}, {12, 13, 19}}},
     {{"{0} ember", "{0} azure", "{0} straw", "{0} night"}}},
}};

}  // namespace reverie::pieces
