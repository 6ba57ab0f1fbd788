// Colours as video stores them, by our own arithmetic, so that a desktop's and a page's loop look alike.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace reverie {

// Y, then U and V at half the size (rounded up), rows without padding; narrow range (16…235, 16…240).
std::vector<std::uint8_t> yuv420_from_rgba(std::span<const std::uint8_t> rgba, int width, int height);

}  // namespace reverie
