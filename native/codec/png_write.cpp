#include "native/codec/png_write.h"

#include <png.h>

#include <csetjmp>
#include <unordered_map>

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

// An opaque picture of at most 256 colours is stored by their numbers: the same pixels in far fewer bytes.
struct Palette {
  std::vector<png_color> colors;  // empty: too many
  Bytes indices;
};

Palette palette_of(const Image& image) {
  Palette palette;
  std::unordered_map<std::uint32_t, std::uint8_t> numbers;
  const auto& rgba = image.rgba();
  palette.indices.reserve(rgba.size() / 4);
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    const std::uint32_t key = rgba[i] | std::uint32_t{rgba[i + 1]} << 8 | std::uint32_t{rgba[i + 2]} << 16;
    const auto [entry, fresh] = numbers.try_emplace(key, static_cast<std::uint8_t>(palette.colors.size()));
    if (fresh && palette.colors.size() == 256) return {};
    if (fresh) palette.colors.push_back({rgba[i], rgba[i + 1], rgba[i + 2]});
    palette.indices.push_back(entry->second);
  }
  return palette;
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
bool encode(png_structp png, png_infop info, const Image& image, bool opaque, const Palette& palette,
            std::vector<png_bytep>& rows, std::vector<png_text>& texts) {
  if (setjmp(png_jmpbuf(png))) return false;
  png_set_IHDR(png, info, static_cast<png_uint_32>(image.width()), static_cast<png_uint_32>(image.height()), 8,
               palette.colors.empty() ? (opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGBA) : PNG_COLOR_TYPE_PALETTE,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_level(png, 9);
  if (!palette.colors.empty()) {
    png_set_PLTE(png, info, palette.colors.data(), static_cast<int>(palette.colors.size()));
    png_set_filter(png, 0, PNG_FILTER_NONE);  // numbers of colours have no neighbours to be predicted from
  }
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
  const Palette palette = opaque ? palette_of(image) : Palette{};
  Bytes pixels = palette.colors.empty() ? packed_pixels(image, opaque) : palette.indices;
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
    done = encode(png, info, image, opaque, palette, rows, chunks);
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
