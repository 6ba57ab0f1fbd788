#include "native/codec/image_read.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "native/codec/image_read_parts.h"

namespace reverie {
namespace {

bool begins(std::span<const std::uint8_t> bytes, std::string_view with, std::size_t at = 0) {
  return bytes.size() >= at + with.size() &&
         std::equal(with.begin(), with.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

bool is_png(std::span<const std::uint8_t> bytes) { return begins(bytes, "\x89PNG\r\n\x1a\n"); }
bool is_jpeg(std::span<const std::uint8_t> bytes) { return begins(bytes, "\xff\xd8"); }

// What people rename or save by accident, named so that they can help themselves.
std::string likely_kind(std::span<const std::uint8_t> bytes) {
  if (bytes.empty()) return "an empty file";
  if (begins(bytes, "GIF8")) return "a GIF";
  if (begins(bytes, "RIFF") && begins(bytes, "WEBP", 8)) return "a WebP picture";
  if (begins(bytes, "BM")) return "a BMP picture";
  if (begins(bytes, "ftyp", 4)) return "a HEIC or AVIF picture, or a film";
  if (begins(bytes, "II*") || begins(bytes, std::string_view("MM\0*", 4))) return "a TIFF or raw picture";
  if (begins(bytes, "version https://git-lfs")) return "a Git LFS pointer and not the picture itself";
  std::string start;
  for (std::size_t i = 0; i < std::min<std::size_t>(bytes.size(), 64); ++i)
    start += static_cast<char>(std::tolower(bytes[i]));
  const auto text = start.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  if (text != std::string::npos && (start.compare(text, 5, "<html") == 0 || start.compare(text, 9, "<!doctype") == 0))
    return "a web page";
  return "";
}

Error neither(std::span<const std::uint8_t> bytes, const std::string& name) {
  const std::string kind = likely_kind(bytes);
  return Error{name + " is neither PNG nor JPEG by its first bytes" + (kind.empty() ? "" : ", but " + kind) +
               "; it was not used."};
}

}  // namespace

Result<PictureHead> picture_head_from_bytes(std::span<const std::uint8_t> bytes, const std::string& name) {
  if (is_png(bytes)) return head_from_png(bytes, name);
  if (is_jpeg(bytes)) return head_from_jpeg(bytes, name);
  return neither(bytes, name);
}

Result<Image> image_from_bytes(std::span<const std::uint8_t> bytes, const std::string& name, ReadOptions options) {
  if (is_png(bytes)) return image_from_png_bytes(bytes, name);
  if (is_jpeg(bytes)) return image_from_jpeg_bytes(bytes, name, options);
  return neither(bytes, name);
}

Result<Image> image_from_file(const std::filesystem::path& path) {
  auto bytes = bytes_from_file(path, max_picture_file_bytes);
  if (!bytes) return bytes.error();
  return image_from_bytes(*bytes, path.string());
}

}  // namespace reverie
