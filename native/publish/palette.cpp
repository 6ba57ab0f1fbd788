#include "native/publish/palette.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

namespace reverie {
namespace {

using Rgb = std::array<std::uint8_t, 3>;

struct Entry {
  Rgb color{};
  std::uint64_t pixels = 0;
};

std::uint32_t key_of(const Rgb& color) { return static_cast<std::uint32_t>(color[0] << 16 | color[1] << 8 | color[2]); }

struct Box {
  std::size_t begin = 0, end = 0;  // in the list of colours
  int channel = 0;                 // the widest
  std::uint64_t weight = 0;        // how much splitting it would help: width × pixels
};

Box box_around(const std::vector<Entry>& colors, std::size_t begin, std::size_t end) {
  Box box{begin, end, 0, 0};
  std::uint64_t pixels = 0;
  for (std::size_t i = begin; i < end; ++i) pixels += colors[i].pixels;
  int widest = -1;
  for (int c = 0; c < 3; ++c) {
    int low = 255, high = 0;
    for (std::size_t i = begin; i < end; ++i) {
      low = std::min<int>(low, colors[i].color[static_cast<std::size_t>(c)]);
      high = std::max<int>(high, colors[i].color[static_cast<std::size_t>(c)]);
    }
    if (high - low > widest) widest = high - low, box.channel = c;
  }
  box.weight = end - begin > 1 ? static_cast<std::uint64_t>(widest) * pixels : 0;
  return box;
}

// Where the pixels of a box are halved, so that neither side is empty.
std::size_t median_of(std::vector<Entry>& colors, const Box& box) {
  const auto channel = static_cast<std::size_t>(box.channel);
  const auto first = colors.begin() + static_cast<std::ptrdiff_t>(box.begin);
  const auto last = colors.begin() + static_cast<std::ptrdiff_t>(box.end);
  std::sort(first, last, [&](const Entry& a, const Entry& b) {
    return a.color[channel] != b.color[channel] ? a.color[channel] < b.color[channel] : a.color < b.color;
  });
  std::uint64_t all = 0, seen = 0;
  for (auto at = first; at != last; ++at) all += at->pixels;
  std::size_t middle = box.begin;
  while (middle < box.end - 1 && seen * 2 < all) seen += colors[middle++].pixels;
  return std::clamp(middle, box.begin + 1, box.end - 1);
}

Rgb mean_of(const std::vector<Entry>& colors, const Box& box) {
  std::array<std::uint64_t, 3> sums{};
  std::uint64_t pixels = 0;
  for (std::size_t i = box.begin; i < box.end; ++i) {
    pixels += colors[i].pixels;
    for (std::size_t c = 0; c < 3; ++c) sums[c] += colors[i].color[c] * colors[i].pixels;
  }
  Rgb mean{};
  for (std::size_t c = 0; c < 3; ++c) mean[c] = static_cast<std::uint8_t>((sums[c] + pixels / 2) / pixels);
  return mean;
}

std::vector<Entry> colors_of(const Image& image) {
  std::unordered_map<std::uint32_t, Entry> found;
  const auto& rgba = image.rgba();
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    const Rgb color{rgba[i], rgba[i + 1], rgba[i + 2]};
    Entry& entry = found[key_of(color)];
    entry.color = color;
    ++entry.pixels;
  }
  std::vector<Entry> colors;
  for (const auto& [key, entry] : found) colors.push_back(entry);
  std::sort(colors.begin(), colors.end(), [](const Entry& a, const Entry& b) { return a.color < b.color; });
  return colors;
}

}  // namespace

Image with_fewer_colors(const Image& image, int count) {
  std::vector<Entry> colors = colors_of(image);
  if (colors.size() <= static_cast<std::size_t>(std::max(count, 1))) return image;
  std::vector<Box> boxes{box_around(colors, 0, colors.size())};
  while (boxes.size() < static_cast<std::size_t>(std::max(count, 1))) {
    const auto widest =
        std::max_element(boxes.begin(), boxes.end(), [](const Box& a, const Box& b) { return a.weight < b.weight; });
    if (widest->weight == 0) break;
    const Box box = *widest;
    const std::size_t middle = median_of(colors, box);
    *widest = box_around(colors, box.begin, middle);
    boxes.push_back(box_around(colors, middle, box.end));
  }
  std::unordered_map<std::uint32_t, Rgb> replacement;
  for (const Box& box : boxes) {
    const Rgb mean = mean_of(colors, box);
    for (std::size_t i = box.begin; i < box.end; ++i) replacement[key_of(colors[i].color)] = mean;
  }
  Image reduced = image;
  auto& rgba = reduced.rgba();
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    const Rgb& color = replacement.at(key_of({rgba[i], rgba[i + 1], rgba[i + 2]}));
    std::copy(color.begin(), color.end(), rgba.begin() + static_cast<std::ptrdiff_t>(i));
    rgba[i + 3] = 255;
  }
  return reduced;
}

}  // namespace reverie
