#include "native/codec/png_write.h"

#include <unordered_map>

#include "shared/keep/png_writer.h"

namespace reverie {
namespace {

bool is_opaque(const Image& image) {
  const auto& rgba = image.rgba();
  for (std::size_t i = 3; i < rgba.size(); i += 4)
    if (rgba[i] != 255) return false;
  return true;
}

// An opaque picture of at most 256 colours is stored by their numbers: the same pixels in far fewer bytes.
struct Numbered {
  std::vector<Color> colors;  // empty: too many
  Bytes indices;
};

Numbered numbered(const Image& image) {
  Numbered result;
  std::unordered_map<std::uint32_t, std::uint8_t> numbers;
  const auto& rgba = image.rgba();
  result.indices.reserve(rgba.size() / 4);
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    const std::uint32_t key = rgba[i] | std::uint32_t{rgba[i + 1]} << 8 | std::uint32_t{rgba[i + 2]} << 16;
    const auto [entry, fresh] = numbers.try_emplace(key, static_cast<std::uint8_t>(result.colors.size()));
    if (fresh && result.colors.size() == 256) return {};
    if (fresh) result.colors.push_back({rgba[i], rgba[i + 1], rgba[i + 2], 255});
    result.indices.push_back(entry->second);
  }
  return result;
}

}  // namespace

Result<Bytes> png_from_image(const Image& image, const std::vector<PngText>& texts) {
  if (image.empty()) return Error{"An empty picture cannot be written as PNG."};
  const bool opaque = is_opaque(image);
  const Numbered few = opaque ? numbered(image) : Numbered{};
  PngOptions options{.width = image.width(), .height = image.height(), .palette = few.colors, .texts = texts};
  options.colors = !few.colors.empty() ? PngColors::palette : opaque ? PngColors::rgb : PngColors::rgba;
  options.compression = 9;
  Bytes bytes;
  const auto append = [&](std::span<const std::uint8_t> more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
    return true;
  };
  auto writer = PngWriter::create(append, options);
  if (!writer) return writer.error();
  if (Result<void> added = (*writer)->add_rows(few.colors.empty() ? image.rgba() : few.indices); !added)
    return added.error();
  if (Result<void> done = (*writer)->finish(); !done) return done.error();
  return bytes;
}

Result<void> write_png(const std::filesystem::path& path, const Image& image, const std::vector<PngText>& texts) {
  const auto bytes = png_from_image(image, texts);
  if (!bytes) return bytes.error();
  return write_file_whole(path, *bytes);
}

}  // namespace reverie
