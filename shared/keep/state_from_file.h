// The way back: the state out of a kept file. Needs none of the encoders, so the studio carries it everywhere.
#pragma once

#include <cstdint>
#include <span>

#include "shared/keep/kept_state.h"

namespace reverie {

// The first bytes of a file that are enough: our writers put the state before the pixels.
inline constexpr std::size_t max_kept_head_bytes = max_kept_state_bytes + (4u << 20);

// PNG, GIF, SVG and WebM, told by their content; the bytes may end anywhere behind the state. Never trusts a length.
// Fails with a sentence for any other file, for a file without a state, and for a state that cannot be read.
Result<KeptState> state_from_file(std::span<const std::uint8_t> bytes);

}  // namespace reverie
