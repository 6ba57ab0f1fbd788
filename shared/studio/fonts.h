// The typeface as bytes, subset by scripts/fonts at build time: OpenType, Latin and punctuation.
#pragma once

#include <span>

namespace reverie {

std::span<const unsigned char> font_regular();
std::span<const unsigned char> font_semibold();

}  // namespace reverie
