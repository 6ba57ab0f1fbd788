#include "shared/keep/png_image.h"

#include <unordered_map>

namespace reverie {

namespace {

bool is_opaque(std::span<const std::uint8_t> rgba) {
  for (std::size_t i = 3; i < rgba.size(); i += 4)
    if (rgba[i] != 255) return false;
  return true;
}

// An opaque picture of at most 256 colours by their numbers: the same pixels in far fewer bytes.
struct Numbered {
  std::vector<Color> colors;  // empty: too many
  std::vector<std::uint8_t> numbers;
};

Numbered numbered(std::span<const std::uint8_t> rgba) {
  Numbered result;
  std::unordered_map<std::uint32_t, std::uint8_t> known;
  result.numbers.reserve(rgba.size() / 4);
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    const std::uint32_t key = rgba[i] | std::uint32_t{rgba[i + 1]} << 8 | std::uint32_t{rgba[i + 2]} << 16;
    const auto [entry, fresh] = known.try_emplace(key, static_cast<std::uint8_t>(result.colors.size()));
    if (fresh && result.colors.size() == 256) return {};
    if (fresh) result.colors.push_back({rgba[i], rgba[i + 1], rgba[i + 2], 255});
    result.numbers.push_back(entry->second);
  }
  return result;
}

}  // namespace

Result<void> write_png_of(std::span<const std::uint8_t> rgba, PngOptions options, const ByteSink& sink) {
  const bool opaque = is_opaque(rgba);
  const Numbered few = opaque ? numbered(rgba) : Numbered{};
  options.palette = few.colors;
  options.colors = !few.colors.empty() ? PngColors::palette : opaque ? PngColors::rgb : PngColors::rgba;
  auto writer = PngWriter::create(sink, options);
  if (!writer) return writer.error();
  if (Result<void> added = (*writer)->add_rows(few.colors.empty() ? rgba : few.numbers); !added) return added;
  return (*writer)->finish();
}

}  // namespace reverie
