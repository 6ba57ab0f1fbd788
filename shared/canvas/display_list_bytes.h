// A display list as bytes, for files, tests and sandboxes. Little-endian: "RVDL", version, the pictures, the drawings
// (each after all that it refers to), then the list itself. Pictures and drawings that are used twice are written once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "shared/base/result.h"
#include "shared/canvas/display_list.h"

namespace reverie {

inline constexpr std::uint32_t display_list_version = 1;
inline constexpr std::size_t max_display_list_bytes = 128u << 20;
// Of a list and of all drawings in it, each counted as often as it is drawn.
inline constexpr std::uint64_t max_replayed_commands = 1'000'000;

// Equal lists give equal bytes. Fails where the list is larger than the bounds here, in display_list.h, drawing.h
// (nesting) and image.h allow.
Result<std::vector<std::uint8_t>> bytes_from_display_list(const DisplayList& list);

// Strict: what comes back is a list that a Canvas could have recorded (finite numbers, sizes in range, every reference
// inside its table), or one sentence that says what is wrong. Allocates in proportion to the bytes given.
Result<DisplayList> display_list_from_bytes(std::span<const std::uint8_t> bytes);

}  // namespace reverie
