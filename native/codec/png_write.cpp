#include "native/codec/png_write.h"

#include <png.h>

#include <csetjmp>

namespace reverie {
namespace {

void append(png_structp png, png_bytep data, png_size_t size) {
  auto* bytes = static_cast<Bytes*>(png_get_io_ptr(png));
  bytes->insert(bytes->end(), data, data + size);
}

// libpng's default prints; the sentence is ours.
void fail(png_structp png, png_const_charp) { longjmp(png_jmpbuf(png), 1); }
void ignore(png_structp, png_const_charp) {}

bool is_opaque(const Image& image) {
  const auto& rgba = image.rgba();
  for (std::size_t i = 3; i < rgba.size(); i += 4)
    if (rgba[i] != 255) return false;
  return true;
}

// Without alpha the rows are packed first; libpng's filler transform would do the same less plainly.
Bytes packed_pixels(const Image& image, bool opaque) {
  const auto& rgba = image.rgba();
  if (!opaque) return rgba;
  Bytes rgb;
  rgb.reserve(rgba.size() / 4 * 3);
  for (std::size_t i = 0; i < rgba.size(); i += 4) rgb.insert(rgb.end(), rgba.begin() + i, rgba.begin() + i + 3);
  return rgb;
}

// Holds nothing with a destructor across the jump: everything it needs lives in the caller.
bool encode(png_structp png, png_infop info, const Image& image, bool opaque, std::vector<png_bytep>& rows,
            std::vector<png_text>& texts) {
  if (setjmp(png_jmpbuf(png))) return false;
  png_set_IHDR(png, info, static_cast<png_uint_32>(image.width()), static_cast<png_uint_32>(image.height()), 8,
               opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGBA, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_level(png, 9);
  png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
  if (!texts.empty()) png_set_text(png, info, texts.data(), static_cast<int>(texts.size()));
  png_write_info(png, info);
  png_write_image(png, rows.data());
  png_write_end(png, info);
  return true;
}

}  // namespace

Result<Bytes> png_from_image(const Image& image, const std::vector<PngText>& texts) {
  if (image.empty()) return Error{"An empty picture cannot be written as PNG."};
  const bool opaque = is_opaque(image);
  Bytes pixels = packed_pixels(image, opaque);
  const std::size_t stride = pixels.size() / static_cast<std::size_t>(image.height());
  std::vector<png_bytep> rows;
  for (int y = 0; y < image.height(); ++y) rows.push_back(pixels.data() + static_cast<std::size_t>(y) * stride);
  std::vector<png_text> chunks;
  for (const PngText& text : texts) {
    png_text chunk{};
    chunk.compression = PNG_TEXT_COMPRESSION_NONE;
    chunk.key = const_cast<char*>(text.keyword.c_str());
    chunk.text = const_cast<char*>(text.text.c_str());
    chunk.text_length = text.text.size();
    chunks.push_back(chunk);
  }
  Bytes bytes;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, fail, ignore);
  png_infop info = png ? png_create_info_struct(png) : nullptr;
  bool done = false;
  if (info) {
    png_set_write_fn(png, &bytes, append, nullptr);
    done = encode(png, info, image, opaque, rows, chunks);
  }
  png_destroy_write_struct(&png, &info);
  if (!done) return Error{"The picture could not be encoded as PNG; nothing was written."};
  return bytes;
}

Result<void> write_png(const std::filesystem::path& path, const Image& image, const std::vector<PngText>& texts) {
  const auto bytes = png_from_image(image, texts);
  if (!bytes) return bytes.error();
  return write_file_whole(path, *bytes);
}

}  // namespace reverie
