// The state out of a WebM file's tags.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace reverie {

// The text of the tag REVERIE; nullopt when there is none before the bytes end.
std::optional<std::string> state_in_webm(std::span<const std::uint8_t> bytes);

}  // namespace reverie
