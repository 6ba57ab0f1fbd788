#include "shared/keep/gif_palette.h"

#include <algorithm>
#include <cmath>

#include "shared/canvas/color.h"

namespace reverie {

namespace {

using Lab = std::array<float, 3>;

Lab lab_of(Color color) {
  const std::array<double, 3> lab = oklab_from_color(color);
  return {static_cast<float>(lab[0]), static_cast<float>(lab[1]), static_cast<float>(lab[2])};
}

float squared_distance(const Lab& a, const Lab& b) {
  const float x = a[0] - b[0], y = a[1] - b[1], z = a[2] - b[2];
  return x * x + y * y + z * z;
}

struct Sample {
  Lab lab;
  float weight;
  Color color;
};

// Part of the samples, with the axis along which it spreads most.
struct Cut {
  std::size_t from, to;
  int axis;
  double spread, mean;
};

Cut measured(const std::vector<Sample>& samples, std::size_t from, std::size_t to) {
  double weight = 0, sum[3] = {}, square[3] = {};
  for (std::size_t i = from; i < to; ++i) {
    weight += samples[i].weight;
    for (int k = 0; k < 3; ++k) {
      const double value = samples[i].lab[static_cast<std::size_t>(k)];
      sum[k] += samples[i].weight * value;
      square[k] += samples[i].weight * value * value;
    }
  }
  Cut cut{from, to, 0, -1, 0};
  for (int k = 0; k < 3; ++k) {
    const double spread = square[k] - sum[k] * sum[k] / weight;
    if (spread <= cut.spread) continue;
    cut.axis = k, cut.spread = spread, cut.mean = sum[k] / weight;
  }
  if (to - from < 2) cut.spread = -1;
  return cut;
}

// Splits the part that spreads most, at its mean, until there are enough.
std::vector<Cut> median_cut(std::vector<Sample>& samples, int most) {
  std::vector<Cut> cuts{measured(samples, 0, samples.size())};
  while (static_cast<int>(cuts.size()) < most) {
    const auto widest = std::ranges::max_element(cuts, {}, &Cut::spread);
    if (widest->spread <= 1e-9) break;
    const Cut cut = *widest;
    const auto axis = static_cast<std::size_t>(cut.axis);
    const auto begin = samples.begin() + static_cast<std::ptrdiff_t>(cut.from);
    const auto end = samples.begin() + static_cast<std::ptrdiff_t>(cut.to);
    const auto middle = std::stable_partition(
        begin, end, [&](const Sample& sample) { return static_cast<double>(sample.lab[axis]) < cut.mean; });
    const auto split = static_cast<std::size_t>(middle - samples.begin());
    if (split == cut.from || split == cut.to) {
      widest->spread = -1;  // rounding put all on one side
      continue;
    }
    *widest = measured(samples, cut.from, split);
    cuts.push_back(measured(samples, split, cut.to));
  }
  return cuts;
}

struct Mean {
  double r = 0, g = 0, b = 0, weight = 0;
  void add(const Sample& sample) {
    const auto share = static_cast<double>(sample.weight);
    r += share * sample.color.r, g += share * sample.color.g, b += share * sample.color.b, weight += share;
  }
  Color color() const {
    const auto level = [&](double sum) { return static_cast<std::uint8_t>(sum / weight + 0.5); };
    return {level(r), level(g), level(b), 255};
  }
};

std::size_t nearest(const std::vector<Lab>& labs, const Lab& lab) {
  std::size_t best = 0;
  float least = 1e9f;
  for (std::size_t i = 0; i < labs.size(); ++i) {
    const float distance = squared_distance(labs[i], lab);
    if (distance < least) least = distance, best = i;
  }
  return best;
}

// One round of k-means: every colour moves to the mean of what lies nearest to it.
void refine(const std::vector<Sample>& samples, std::vector<Color>& palette) {
  std::vector<Lab> labs;
  labs.reserve(palette.size());
  for (const Color color : palette) labs.push_back(lab_of(color));
  std::vector<Mean> means(palette.size());
  for (const Sample& sample : samples) means[nearest(labs, sample.lab)].add(sample);
  for (std::size_t i = 0; i < palette.size(); ++i)
    if (means[i].weight > 0) palette[i] = means[i].color();
}

// The outermost colours along the axes and diagonals of the cube. Means lie inside of what they stand for; without
// these no mixture would reach the deepest and the brightest.
std::vector<Color> outermost(const std::vector<Sample>& samples) {
  std::vector<Color> colors;
  for (int direction = 0; direction < 27; ++direction) {
    const int x = direction % 3 - 1, y = direction / 3 % 3 - 1, z = direction / 9 - 1;
    if (x * x + y * y + z * z == 2 || direction == 13) continue;  // edges, and none at all
    const auto along = [&](const Sample& s) { return x * s.color.r + y * s.color.g + z * s.color.b; };
    const Color far = std::ranges::max_element(samples, {}, along)->color;
    if (std::ranges::find(colors, far) == colors.end()) colors.push_back(far);
  }
  return colors;
}

// Bayer's 8 × 8 matrix: thresholds 0…63 that are spread evenly at every scale.
int threshold(int x, int y) {
  int value = 0;
  for (int bit = 0; bit < 3; ++bit) {
    const int a = x >> bit & 1, b = y >> bit & 1;
    value |= ((a ^ b) << 1 | b) << (2 * (2 - bit));
  }
  return value;
}

}  // namespace

ColorCount::ColorCount() : bins_(std::size_t{1} << 16) {}

void ColorCount::add(std::span<const std::uint8_t> rgb) {
  std::uint32_t last = 0xFFFFFFFF;
  for (std::size_t i = 0; i + 2 < rgb.size(); i += 3) {
    const std::uint32_t r = rgb[i], g = rgb[i + 1], b = rgb[i + 2], key = r << 16 | g << 8 | b;
    Bin& bin = bins_[(r >> 3) << 11 | (g >> 2) << 5 | b >> 3];
    ++bin.count, bin.r += r, bin.g += g, bin.b += b;
    if (too_many_ || key == last) continue;
    last = key;
    exact_.try_emplace(key, static_cast<int>(exact_.size()));
    too_many_ = exact_.size() > 256;
  }
}

std::vector<Color> ColorCount::palette(int most) const {
  std::vector<Color> colors;
  if (!too_many_ && static_cast<int>(exact_.size()) <= most) {
    colors.resize(exact_.size());
    for (const auto& [key, place] : exact_)
      colors[static_cast<std::size_t>(place)] = {static_cast<std::uint8_t>(key >> 16),
                                                 static_cast<std::uint8_t>(key >> 8), static_cast<std::uint8_t>(key),
                                                 255};
    return colors;
  }
  std::vector<Sample> samples;
  for (const Bin& bin : bins_) {
    if (bin.count == 0) continue;
    const auto mean = [&](std::uint64_t sum) { return static_cast<std::uint8_t>((sum + bin.count / 2) / bin.count); };
    const Color color{mean(bin.r), mean(bin.g), mean(bin.b), 255};
    // The root keeps a small bright thing from being outvoted by a wide ground.
    samples.push_back({lab_of(color), std::sqrt(static_cast<float>(bin.count)), color});
  }
  std::vector<Color> corners = outermost(samples);
  if (most < 64) corners.clear();  // too dear
  for (const Cut& cut : median_cut(samples, most - static_cast<int>(corners.size()))) {
    Mean mean;
    for (std::size_t i = cut.from; i < cut.to; ++i) mean.add(samples[i]);
    colors.push_back(mean.color());
  }
  for (int round = 0; round < 4; ++round) refine(samples, colors);
  colors.insert(colors.end(), corners.begin(), corners.end());
  return colors;
}

PaletteMap::PaletteMap(std::vector<Color> palette) : palette_(std::move(palette)), pairs_(std::size_t{1} << 18) {
  for (std::size_t i = 0; i < palette_.size(); ++i) {
    const Color c = palette_[i];
    lab_.push_back(lab_of(c));
    exact_.try_emplace(std::uint32_t{c.r} << 16 | std::uint32_t{c.g} << 8 | c.b, static_cast<std::uint8_t>(i));
  }
}

// The two colours on whose line the wanted one lies best; far apart costs, for a coarse pattern shows.
PaletteMap::Pair PaletteMap::pair_for(std::uint32_t rgb) const {
  const Lab want = lab_of(
      {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8), static_cast<std::uint8_t>(rgb)});
  const std::size_t near = nearest(lab_, want);
  const Lab& a = lab_[near];
  Pair pair{static_cast<std::int16_t>(near), static_cast<std::int16_t>(near)};
  float least = squared_distance(a, want);
  for (std::size_t i = 0; i < lab_.size(); ++i) {
    const Lab& b = lab_[i];
    const float length = squared_distance(a, b);
    if (i == near || length <= 0) continue;
    float t = 0;
    for (std::size_t k = 0; k < 3; ++k) t += (want[k] - a[k]) * (b[k] - a[k]);
    t /= length;
    if (t <= 0) continue;
    t = std::min(t, 1.0f);
    Lab mixed;
    for (std::size_t k = 0; k < 3; ++k) mixed[k] = a[k] + t * (b[k] - a[k]);
    const float cost = squared_distance(mixed, want) + 0.04f * length;
    if (cost < least) least = cost, pair.far = static_cast<std::int16_t>(i);
  }
  return pair;
}

std::uint8_t PaletteMap::at(std::uint32_t rgb, int x, int y) {
  if (const auto found = exact_.find(rgb); found != exact_.end()) return found->second;
  Pair& pair = pairs_[(rgb >> 18 & 63) << 12 | (rgb >> 10 & 63) << 6 | (rgb >> 2 & 63)];
  if (pair.near < 0) pair = pair_for((rgb & 0xFCFCFC) | 0x020202);
  if (pair.near == pair.far) return static_cast<std::uint8_t>(pair.near);
  const Color a = palette_[static_cast<std::size_t>(pair.near)], b = palette_[static_cast<std::size_t>(pair.far)];
  // How far the pixel itself lies from one to the other, in whole 64ths.
  const int d[3] = {b.r - a.r, b.g - a.g, b.b - a.b};
  const int p[3] = {static_cast<int>(rgb >> 16) - a.r, static_cast<int>(rgb >> 8 & 255) - a.g,
                    static_cast<int>(rgb & 255) - a.b};
  const int along = d[0] * p[0] + d[1] * p[1] + d[2] * p[2], length = d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
  const int part = length > 0 ? 64 * along / length : 0;
  return static_cast<std::uint8_t>(part > threshold(x, y) + 1 ? pair.far : pair.near);
}

}  // namespace reverie
