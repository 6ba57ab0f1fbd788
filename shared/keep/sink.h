// Where encoders put their bytes, piece by piece, so that a file larger than memory can be written.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace reverie {

// False when the place is full or gone; the encoder then stops with a sentence.
using ByteSink = std::function<bool(std::span<const std::uint8_t>)>;

inline std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// What is told about a picture inside its file: our own state, and where the picture comes from as an XMP packet.
struct Remembrance {
  std::string state;        // text_from_kept_state
  std::string xmp;          // xmp_packet_of
  std::string source_type;  // digital_source_type_of: WebM carries it without a packet
};

}  // namespace reverie
