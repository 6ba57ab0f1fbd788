// The foot of the dock: what stands beside the picture, in two lines that open the whole of it.
#pragma once

#include <span>

#include "shared/keep/beside.h"

namespace reverie {

inline constexpr float foot_height = 60;  // points

// True when it was pressed. Draws at the cursor, as wide as the window, padded by `padding`.
bool draw_foot(std::span<const Beside> besides, float padding);

}  // namespace reverie
