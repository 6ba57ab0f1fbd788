// What the two readers share. Inside this module only.
#pragma once

#include <string>

#include "native/codec/image_read.h"

namespace reverie {

inline Error unreadable(const std::string& name, const char* format, const std::string& reason) {
  return Error{name + " is not a readable " + format + " picture (" + reason + "); it was not used."};
}

// Whether a stored size may be decoded at all.
inline bool size_is_allowed(std::uint64_t width, std::uint64_t height) {
  return width >= 1 && height >= 1 && width <= max_image_side && height <= max_image_side &&
         width * height <= static_cast<std::uint64_t>(max_image_pixels);
}

inline Error too_large(const std::string& name, const char* format, std::uint64_t width, std::uint64_t height) {
  return unreadable(name, format,
                    "its size " + std::to_string(width) + "×" + std::to_string(height) +
                        " is outside 1…16384 a side and 64 megapixels");
}

Result<PictureHead> head_from_png(std::span<const std::uint8_t> bytes, const std::string& name);
Result<PictureHead> head_from_jpeg(std::span<const std::uint8_t> bytes, const std::string& name);

}  // namespace reverie
