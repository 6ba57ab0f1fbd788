#include <png.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "native/codec/exif.h"
#include "native/codec/image_read_parts.h"

namespace reverie {
namespace {

constexpr std::size_t signature = 8, around_chunk = 12;  // length, type and CRC

std::uint32_t u32(std::span<const std::uint8_t> bytes, std::size_t at) {
  return static_cast<std::uint32_t>(bytes[at]) << 24 | static_cast<std::uint32_t>(bytes[at + 1]) << 16 |
         static_cast<std::uint32_t>(bytes[at + 2]) << 8 | bytes[at + 3];
}

struct Chunk {
  std::string_view type;
  std::span<const std::uint8_t> whole, data;
};

// The chunk at `at`; nothing where the file ends within it.
std::optional<Chunk> chunk_at(std::span<const std::uint8_t> bytes, std::size_t at) {
  if (bytes.size() < around_chunk || at > bytes.size() - around_chunk) return {};
  const std::uint64_t length = u32(bytes, at);
  if (length > bytes.size() - around_chunk - at) return {};
  return Chunk{{reinterpret_cast<const char*>(bytes.data()) + at + 4, 4},
               bytes.subspan(at, length + around_chunk),
               bytes.subspan(at + 8, length)};
}

// What decoding needs. Texts and the like are left behind: a thousand compressed ones could ask for gigabytes. What is
// broken is kept as it is, for libpng to name.
struct Kept {
  Bytes bytes;
  int orientation = 1;
};

Kept what_matters(std::span<const std::uint8_t> bytes) {
  constexpr std::array<std::string_view, 5> idle{"tEXt", "zTXt", "iTXt", "sPLT", "eXIf"};
  Kept kept;
  kept.bytes.assign(bytes.begin(), bytes.begin() + signature);
  std::size_t at = signature;
  while (const auto chunk = chunk_at(bytes, at)) {
    if (chunk->type == "eXIf") kept.orientation = orientation_from_tiff(chunk->data);
    if (std::find(idle.begin(), idle.end(), chunk->type) == idle.end())
      kept.bytes.insert(kept.bytes.end(), chunk->whole.begin(), chunk->whole.end());
    at += chunk->whole.size();
    if (chunk->type == "IEND") return kept;
  }
  kept.bytes.insert(kept.bytes.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.end());
  return kept;
}

}  // namespace

Result<PictureHead> head_from_png(std::span<const std::uint8_t> bytes, const std::string& name) {
  const auto head = chunk_at(bytes, signature);
  if (!head || head->type != "IHDR" || head->data.size() != 13) return unreadable(name, "PNG", "its head is broken");
  const std::uint64_t width = u32(head->data, 0), height = u32(head->data, 4);
  if (!size_is_allowed(width, height)) return too_large(name, "PNG", width, height);
  return PictureHead{static_cast<int>(width), static_cast<int>(height), bytes.size() + width * height * 8};
}

Result<Image> image_from_png_bytes(std::span<const std::uint8_t> bytes, const std::string& name) {
  if (const auto head = head_from_png(bytes, name); !head) return head.error();
  const Kept kept = what_matters(bytes);
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_memory(&png, kept.bytes.data(), kept.bytes.size())) {
    return unreadable(name, "PNG", png.message);
  }
  // Without a gamma chunk libpng takes 16-bit files for linear light; nearly all of them are sRGB.
  png.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
  png.format = PNG_FORMAT_RGBA;
  const bool fits = size_is_allowed(png.width, png.height);
  auto image = Image::create(fits ? static_cast<int>(png.width) : -1, fits ? static_cast<int>(png.height) : -1);
  if (!image) {
    png_image_free(&png);
    return too_large(name, "PNG", png.width, png.height);
  }
  const bool read = png_image_finish_read(&png, nullptr, image->rgba().data(), 0, nullptr) != 0;
  const std::string message = png.message;
  png_image_free(&png);
  if (!read) return unreadable(name, "PNG", message);
  return upright(std::move(image).value(), kept.orientation);
}

}  // namespace reverie
