// Pictures in: PNG (palette, grey, 16 bit and alpha included) by libpng, JPEG by libjpeg-turbo with its EXIF
// orientation applied. The size is checked against image.h before anything is allocated.
#pragma once

#include <filesystem>
#include <span>

#include "native/files/files.h"
#include "shared/image/image.h"

namespace reverie {

inline constexpr std::uint64_t max_picture_file_bytes = 256u << 20;

// `name` stands in the sentence of a failure. The format is told from the first bytes, not from the name.
Result<Image> image_from_bytes(std::span<const std::uint8_t> bytes, const std::string& name);
Result<Image> image_from_png_bytes(std::span<const std::uint8_t> bytes, const std::string& name);
Result<Image> image_from_jpeg_bytes(std::span<const std::uint8_t> bytes, const std::string& name);

Result<Image> image_from_file(const std::filesystem::path& path);

}  // namespace reverie
