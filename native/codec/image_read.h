// Pictures in: PNG (palette, grey, 16 bit and alpha included) by libpng, JPEG (grey, CMYK and YCCK included) by
// libjpeg-turbo, both upright as EXIF says. The size is checked against image.h before anything is allocated. CMYK
// becomes sRGB by plain multiplication, without a colour profile; other profiles are not applied.
#pragma once

#include <filesystem>
#include <span>

#include "native/files/files.h"
#include "shared/image/image.h"

namespace reverie {

inline constexpr std::uint64_t max_picture_file_bytes = 256u << 20;

// What the first bytes tell; the size is that of the stored picture, before it is turned upright.
struct PictureHead {
  int width = 0, height = 0;
  std::uint64_t working_bytes = 0;  // about what decoding takes in memory
};
// Fails where the format is unknown, the head is broken or the size is not allowed.
Result<PictureHead> picture_head_from_bytes(std::span<const std::uint8_t> bytes, const std::string& name);

struct ReadOptions {
  // A JPEG may come out smaller than it is stored, by a half, a quarter or an eighth, as long as its shorter side keeps
  // this many pixels: every pixel is then the mean of those it stands for, and most of the work is spared. 0: never.
  int enough = 0;
};

// `name` stands in the sentence of a failure. The format is told from the first bytes, not from the name. A JPEG that
// ends early is refused, since its lower part would be grey.
Result<Image> image_from_bytes(std::span<const std::uint8_t> bytes, const std::string& name, ReadOptions options = {});
Result<Image> image_from_png_bytes(std::span<const std::uint8_t> bytes, const std::string& name);
Result<Image> image_from_jpeg_bytes(std::span<const std::uint8_t> bytes, const std::string& name,
                                    ReadOptions options = {});

Result<Image> image_from_file(const std::filesystem::path& path);

}  // namespace reverie
