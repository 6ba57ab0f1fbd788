#include "native/codec/exif.h"

#include <cstddef>
#include <utility>

namespace reverie {
namespace {

// Reads past the end are zero, which no field allows.
struct Tiff {
  std::span<const std::uint8_t> bytes;
  bool little;
  std::uint32_t byte(std::size_t at) const { return at < bytes.size() ? bytes[at] : 0; }
  std::uint32_t u16(std::size_t at) const {
    return little ? byte(at) | byte(at + 1) << 8 : byte(at) << 8 | byte(at + 1);
  }
  std::uint32_t u32(std::size_t at) const { return little ? u16(at) | u16(at + 2) << 16 : u16(at) << 16 | u16(at + 2); }
};

}  // namespace

int orientation_from_tiff(std::span<const std::uint8_t> bytes) {
  constexpr std::uint32_t orientation = 0x0112, is_short = 3;
  if (bytes.size() < 8) return 1;
  const bool little = bytes[0] == 'I' && bytes[1] == 'I', big = bytes[0] == 'M' && bytes[1] == 'M';
  const Tiff tiff{bytes, little};
  if ((!little && !big) || tiff.u16(2) != 42) return 1;
  const std::size_t directory = tiff.u32(4);
  if (directory > bytes.size()) return 1;
  const std::size_t count = tiff.u16(directory);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t entry = directory + 2 + 12 * i;
    if (entry + 12 > bytes.size()) return 1;
    if (tiff.u16(entry) != orientation) continue;
    const std::uint32_t value = tiff.u16(entry + 8);
    return tiff.u16(entry + 2) == is_short && value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

Image upright(Image image, int orientation) {
  if (orientation <= 1 || orientation > 8) return image;
  const int w = image.width(), h = image.height();
  const bool turned = orientation >= 5;
  Image result = Image::create(turned ? h : w, turned ? w : h).value();
  for (int y = 0; y < h; ++y) {
    for (int x = 0; x < w; ++x) {
      int tx = turned ? y : x, ty = turned ? x : y;
      if (orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7) tx = result.width() - 1 - tx;
      if (orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8) ty = result.height() - 1 - ty;
      result.set(tx, ty, image.at(x, y));
    }
  }
  return result;
}

}  // namespace reverie
