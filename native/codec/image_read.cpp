#include "native/codec/image_read.h"

#include <png.h>

#include <algorithm>
#include <array>

namespace reverie {
namespace {

Error unreadable(const std::string& name, const char* format, const std::string& reason) {
  return Error{name + " is not a readable " + format + " picture (" + reason + "); it was not used."};
}

}  // namespace

Result<Image> image_from_png_bytes(std::span<const std::uint8_t> bytes, const std::string& name) {
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_memory(&png, bytes.data(), bytes.size())) {
    return unreadable(name, "PNG", png.message);
  }
  // Without a gamma chunk libpng takes 16-bit files for linear light; nearly all of them are sRGB.
  png.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
  png.format = PNG_FORMAT_RGBA;
  const bool fits = png.width <= max_image_side && png.height <= max_image_side;
  auto image = Image::create(fits ? static_cast<int>(png.width) : -1, fits ? static_cast<int>(png.height) : -1);
  if (!image) {
    const std::string size = std::to_string(png.width) + "×" + std::to_string(png.height);
    png_image_free(&png);
    return unreadable(name, "PNG", "its size " + size + " is outside 1…16384 a side and 64 megapixels");
  }
  const bool read = png_image_finish_read(&png, nullptr, image->rgba().data(), 0, nullptr) != 0;
  const std::string message = png.message;
  png_image_free(&png);
  if (!read) return unreadable(name, "PNG", message);
  return image;
}

Result<Image> image_from_bytes(std::span<const std::uint8_t> bytes, const std::string& name) {
  constexpr std::array<std::uint8_t, 4> png_start{0x89, 'P', 'N', 'G'};
  constexpr std::array<std::uint8_t, 2> jpeg_start{0xff, 0xd8};
  const auto starts_with = [&](const auto& start) {
    return bytes.size() >= start.size() && std::equal(start.begin(), start.end(), bytes.begin());
  };
  if (starts_with(png_start)) return image_from_png_bytes(bytes, name);
  if (starts_with(jpeg_start)) return image_from_jpeg_bytes(bytes, name);
  return Error{name + " is neither PNG nor JPEG by its first bytes; it was not used."};
}

Result<Image> image_from_file(const std::filesystem::path& path) {
  auto bytes = bytes_from_file(path, max_picture_file_bytes);
  if (!bytes) return bytes.error();
  return image_from_bytes(*bytes, path.string());
}

}  // namespace reverie
