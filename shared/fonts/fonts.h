// The typefaces as bytes, subset by scripts/fonts at build time: OpenType or TrueType, Latin and punctuation, kerned.
// One copy serves the studio's interface and the canvas.
#pragma once

#include <span>

namespace reverie {

std::span<const unsigned char> font_sans();       // Inter
std::span<const unsigned char> font_sans_bold();  // Inter SemiBold
std::span<const unsigned char> font_serif();      // Vollkorn
std::span<const unsigned char> font_mono();       // JetBrains Mono

}  // namespace reverie
