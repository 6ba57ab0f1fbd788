#include "native/look/mosaic.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "native/publish/previews.h"

namespace reverie {

namespace {

constexpr int gap = 8;
constexpr int filter_side = 60;
constexpr int levels = 16;  // either side of nothing

std::size_t index(std::int64_t value) { return static_cast<std::size_t>(value); }

float finite(float value) { return std::isfinite(value) ? value : 0; }

Color between(Color a, Color b, double t) {
  const auto mean = [&](int from, int to) { return static_cast<std::uint8_t>(from + (to - from) * t + 0.5); };
  return {mean(a.r, b.r), mean(a.g, b.g), mean(a.b, b.b), 255};
}

float largest_of(std::span<const float> values) {
  float most = 0;
  for (const float value : values) most = std::max(most, std::abs(finite(value)));
  return most > 0 ? most : 1;
}

// What all but two in a hundred stay below, so that one loud number does not silence the rest.
float measure_of(std::vector<float> values) {
  if (values.empty()) return 1;
  for (float& value : values) value = std::abs(finite(value));
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(((values.size() - 1) * 98 + 99) / 100);
  std::ranges::nth_element(values, at);
  if (*at > 0) return *at;
  return largest_of(values);
}

void fill(Image& image, int left, int top, int width, int height, Color color) {
  for (int y = top; y < top + height; ++y)
    for (int x = left; x < left + width; ++x) image.set(x, y, color);
}

// The `most` with the greatest weight, in their own order; equal ones by their order.
std::vector<std::int64_t> strongest(const std::vector<double>& weights, std::int64_t most) {
  std::vector<std::int64_t> order(weights.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, [&](auto a, auto b) { return weights[index(a)] > weights[index(b)]; });
  if (static_cast<std::int64_t>(order.size()) > most) order.resize(index(most));
  std::ranges::sort(order);
  return order;
}

double spread_of(std::span<const float> pattern) {
  double sum = 0, squares = 0;
  for (const float each : pattern) {
    sum += static_cast<double>(finite(each));
    squares += static_cast<double>(finite(each)) * static_cast<double>(finite(each));
  }
  const auto count = static_cast<double>(pattern.size());
  return squares / count - sum / count * (sum / count);
}

struct Pattern {
  std::int64_t rows, columns;
  std::vector<float> values;
};

// Larger patterns become means of whole squares.
Pattern fitted_pattern(std::span<const float> values, std::int64_t rows, std::int64_t columns) {
  const std::int64_t step = (std::max(rows, columns) + tile_side - 1) / tile_side;
  Pattern small{std::max<std::int64_t>(rows / step, 1), std::max<std::int64_t>(columns / step, 1), {}};
  for (std::int64_t y = 0; y < small.rows; ++y)
    for (std::int64_t x = 0; x < small.columns; ++x) {
      double sum = 0, count = 0;
      for (std::int64_t i = y * step; i < std::min(rows, (y + 1) * step); ++i)
        for (std::int64_t j = x * step; j < std::min(columns, (x + 1) * step); ++j, ++count)
          sum += static_cast<double>(finite(values[index(i * columns + j)]));
      small.values.push_back(static_cast<float>(sum / count));
    }
  return small;
}

void paint(Image& image, const Pattern& pattern, int left, int top, int zoom, float measure) {
  for (std::int64_t y = 0; y < pattern.rows; ++y)
    for (std::int64_t x = 0; x < pattern.columns; ++x)
      fill(image, left + static_cast<int>(x) * zoom, top + static_cast<int>(y) * zoom, zoom, zoom,
           plate_color(pattern.values[index(y * pattern.columns + x)] / measure));
}

// The weights of a convolution by what they make and what they read, whichever way they are stored.
struct Filters {
  const Tensor& weights;
  bool transposed;
  std::int64_t made() const { return weights.shape()[transposed ? 1 : 0]; }
  std::int64_t read() const { return weights.shape()[transposed ? 0 : 1]; }
  std::int64_t rows() const { return weights.shape()[2]; }
  std::int64_t columns() const { return weights.shape()[3]; }
  std::span<const float> of(std::int64_t out, std::int64_t in) const {
    const std::int64_t count = rows() * columns();
    const std::int64_t at = transposed ? in * made() + out : out * read() + in;
    return weights.floats().subspan(index(at * count), index(count));
  }
  double power(std::int64_t out, std::int64_t in) const {
    double sum = 0;
    for (const float each : of(out, in)) sum += static_cast<double>(finite(each)) * static_cast<double>(finite(each));
    return sum;
  }
};

struct Chosen {
  std::vector<std::int64_t> made, read;
};

Chosen choose(const Filters& filters) {
  std::vector<double> powers(index(filters.made()));
  for (std::int64_t out = 0; out < filters.made(); ++out)
    for (std::int64_t in = 0; in < filters.read(); ++in) powers[index(out)] += filters.power(out, in);
  Chosen chosen{strongest(powers, most_filter_rows), {}};
  powers.assign(index(filters.read()), 0);
  for (const std::int64_t out : chosen.made)
    for (std::int64_t in = 0; in < filters.read(); ++in) powers[index(in)] += filters.power(out, in);
  chosen.read = strongest(powers, most_filter_columns);
  return chosen;
}

float measure_of(const Filters& filters, const Chosen& chosen) {
  std::vector<float> values;
  for (const std::int64_t out : chosen.made)
    for (const std::int64_t in : chosen.read)
      values.insert(values.end(), filters.of(out, in).begin(), filters.of(out, in).end());
  return measure_of(std::move(values));
}

int zoom_of(const Filters& filters) {
  return std::max(1, filter_side / static_cast<int>(std::max(filters.rows(), filters.columns())));
}

// A filter that makes three colours at once, as a picture of what it adds: grey is nothing.
Image colour_filter(const Filters& filters, std::int64_t in, float measure) {
  Image picture = *Image::create(static_cast<int>(filters.columns()), static_cast<int>(filters.rows()));
  const auto level = [&](std::int64_t out, std::size_t at) {
    const float value = std::clamp(finite(filters.of(out, in)[at]) / measure, -1.0F, 1.0F);
    return static_cast<std::uint8_t>(127.5F + 127.5F * value);
  };
  for (int y = 0; y < picture.height(); ++y)
    for (int x = 0; x < picture.width(); ++x) {
      const auto at = static_cast<std::size_t>(y * picture.width() + x);
      picture.set(x, y, {level(0, at), level(1, at), level(2, at), 255});
    }
  return picture;
}

Mosaic colour_filters(const Filters& filters, const Chosen& chosen, float measure) {
  std::vector<Image> pictures;
  for (const std::int64_t in : chosen.read) pictures.push_back(colour_filter(filters, in, measure));
  return {sheet_of(pictures, most_filter_columns, filter_side), static_cast<std::int64_t>(chosen.read.size()),
          filters.read(), 0, 0};
}

}  // namespace

Color plate_color(float value) {
  constexpr Color ink{0x16, 0x16, 0x1a, 255};
  constexpr std::array above{Color{0xd7, 0x44, 0x2b, 255}, Color{0xfb, 0xf0, 0xd9, 255}};
  constexpr std::array below{Color{0x2f, 0x86, 0x8c, 255}, Color{0xd5, 0xee, 0xea, 255}};
  const float clamped = std::clamp(finite(value), -1.0F, 1.0F);
  const int level = static_cast<int>(std::abs(clamped) * levels + 0.5F);
  const auto& glow = clamped < 0 ? below : above;
  const double share = static_cast<double>(level) / levels;
  constexpr double middle = 0.55;
  return share <= middle ? between(ink, glow[0], share / middle)
                         : between(glow[0], glow[1], (share - middle) / (1 - middle));
}

Mosaic mosaic_of_patterns(const Tensor& value, int most) {
  const Shape& shape = value.shape();
  const std::int64_t count = shape[2] * shape[3];
  const auto pattern = [&](std::int64_t i) { return value.floats().subspan(index(i * count), index(count)); };
  std::vector<double> spreads;
  for (std::int64_t i = 0; i < shape[1]; ++i) spreads.push_back(spread_of(pattern(i)));
  const auto chosen = strongest(spreads, most);
  std::vector<Pattern> patterns;
  std::vector<float> all;
  for (const std::int64_t i : chosen) {
    patterns.push_back(fitted_pattern(pattern(i), shape[2], shape[3]));
    all.insert(all.end(), patterns.back().values.begin(), patterns.back().values.end());
  }
  const float measure = measure_of(std::move(all));
  const int zoom = std::max(1, tile_side / static_cast<int>(std::max(patterns[0].rows, patterns[0].columns)));
  const int columns = std::min<int>(tile_columns, static_cast<int>(patterns.size()));
  const int rows = (static_cast<int>(patterns.size()) + columns - 1) / columns;
  const int width = static_cast<int>(patterns[0].columns) * zoom, height = static_cast<int>(patterns[0].rows) * zoom;
  Mosaic made{*Image::create(columns * (width + gap) - gap, rows * (height + gap) - gap),
              static_cast<std::int64_t>(patterns.size()), shape[1], 0, 0};
  for (std::size_t i = 0; i < patterns.size(); ++i)
    paint(made.image, patterns[i], static_cast<int>(i) % columns * (width + gap),
          static_cast<int>(i) / columns * (height + gap), zoom, measure);
  return made;
}

Mosaic mosaic_of_numbers(std::span<const float> values, NumbersAre are) {
  const auto shown = values.subspan(0, std::min<std::size_t>(values.size(), most_numbers));
  const int wide = shown.size() > 512 ? 64 : 32;
  const int columns = std::min(wide, static_cast<int>(shown.size()));
  const int rows = (static_cast<int>(shown.size()) + columns - 1) / columns;
  const int cell = wide == 64 ? 15 : 30, space = wide == 64 ? 2 : 4;
  const float measure = are == NumbersAre::shares ? largest_of(values) : measure_of({shown.begin(), shown.end()});
  Mosaic made{*Image::create(columns * (cell + space) - space, rows * (cell + space) - space),
              static_cast<std::int64_t>(shown.size()), static_cast<std::int64_t>(values.size()), 0, 0};
  for (std::size_t i = 0; i < shown.size(); ++i)
    fill(made.image, static_cast<int>(i) % columns * (cell + space), static_cast<int>(i) / columns * (cell + space),
         cell, cell, plate_color(shown[i] / measure));
  return made;
}

Mosaic mosaic_of_filters(const Tensor& weights, bool transposed, bool colours) {
  const Filters filters{weights, transposed};
  const Chosen chosen = choose(filters);
  const float measure = measure_of(filters, chosen);
  if (colours && filters.made() == 3) return colour_filters(filters, chosen, measure);
  const int zoom = zoom_of(filters);
  const int across = static_cast<int>(filters.columns()) * zoom + gap;
  const int down = static_cast<int>(filters.rows()) * zoom + gap;
  Mosaic made{*Image::create(static_cast<int>(chosen.read.size()) * across - gap,
                             static_cast<int>(chosen.made.size()) * down - gap),
              static_cast<std::int64_t>(chosen.made.size()), filters.made(),
              static_cast<std::int64_t>(chosen.read.size()), filters.read()};
  for (std::size_t y = 0; y < chosen.made.size(); ++y)
    for (std::size_t x = 0; x < chosen.read.size(); ++x) {
      const auto values = filters.of(chosen.made[y], chosen.read[x]);
      paint(made.image, {filters.rows(), filters.columns(), {values.begin(), values.end()}},
            static_cast<int>(x) * across, static_cast<int>(y) * down, zoom, measure);
    }
  return made;
}

Image sheet_of(const std::vector<Image>& pictures, int columns, int side) {
  const std::vector<Image> small = fitted(pictures, side);
  const int zoom = std::max(1, side / std::max(small[0].width(), small[0].height()));
  const int across = small[0].width() * zoom + gap, down = small[0].height() * zoom + gap;
  columns = std::min(columns, static_cast<int>(small.size()));
  const int rows = (static_cast<int>(small.size()) + columns - 1) / columns;
  Image sheet = *Image::create(columns * across - gap, rows * down - gap);
  for (std::size_t i = 0; i < small.size(); ++i)
    for (int y = 0; y < small[i].height(); ++y)
      for (int x = 0; x < small[i].width(); ++x)
        fill(sheet, static_cast<int>(i) % columns * across + x * zoom, static_cast<int>(i) / columns * down + y * zoom,
             zoom, zoom, small[i].at(x, y));
  return sheet;
}

Image with_opacity(Image picture, const Tensor& opacity) {
  const Shape wanted{1, 1, picture.height(), picture.width()};
  if (opacity.shape() != wanted) return picture;
  for (std::size_t i = 0; i < opacity.floats().size(); ++i)
    picture.rgba()[4 * i + 3] =
        static_cast<std::uint8_t>(std::clamp(finite(opacity.floats()[i]), 0.0F, 1.0F) * 255 + 0.5F);
  return picture;
}

}  // namespace reverie
