#include "shared/canvas/image_replay.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace reverie {

namespace {

// What one device pixel of an axis gathers from the picture: weights sum to 1; `cover` is the part of it that lies
// inside the picture's rectangle.
struct Gather {
  int first = 0;
  std::vector<float> weights;
  float cover = 0;
};

struct Axis {
  int begin = 0;  // first device pixel
  std::vector<Gather> pixels;
};

// `low`…`high` is the interval of source pixels under one device pixel, `size` the source pixels in all. Bilinear asks
// at the interval's middle; otherwise each source pixel weighs as much as it overlaps the interval.
Gather gather_interval(double low, double high, int size, bool bilinear) {
  const double middle = (low + high) / 2;
  if (bilinear) low = middle - 1, high = middle + 1;
  const auto clamped = [&](double position) { return static_cast<int>(std::clamp(position, 0.0, size - 1.0)); };
  Gather gather;
  gather.first = clamped(std::floor(low));
  const int last = clamped(std::floor(high));
  double sum = 0;
  std::vector<double> weights;
  for (int i = gather.first; i <= last; ++i) {
    const double tent = 1 - std::fabs(middle - (i + 0.5));
    const double overlap = std::min(high, i + 1.0) - std::max<double>(low, i);
    weights.push_back(std::max(bilinear ? tent : overlap, 0.0));
    sum += weights.back();
  }
  for (const double weight : weights) gather.weights.push_back(static_cast<float>(sum > 0 ? weight / sum : 0));
  if (sum <= 0) gather.weights[static_cast<std::size_t>(clamped(middle) - gather.first)] = 1;
  return gather;
}

Axis axis_of(double start, double length, int source_size, int target_size, Sampling sampling) {
  Axis axis;
  const double stop = start + length;
  const bool bilinear = sampling == Sampling::smooth && length >= source_size;
  axis.begin = static_cast<int>(std::clamp(std::floor(start), 0.0, static_cast<double>(target_size)));
  const int end = static_cast<int>(std::clamp(std::ceil(stop), 0.0, static_cast<double>(target_size)));
  for (int pixel = axis.begin; pixel < end; ++pixel) {
    const double low = std::max<double>(pixel, start), high = std::min<double>(pixel + 1.0, stop);
    // Bilinear asks at the pixel's own centre; areas end where the picture ends.
    const double from = bilinear ? pixel : low, to = bilinear ? pixel + 1.0 : high;
    Gather gather = gather_interval((from - start) / length * source_size, (to - start) / length * source_size,
                                    source_size, bilinear);
    gather.cover = static_cast<float>(std::max(high - low, 0.0));
    axis.pixels.push_back(std::move(gather));
  }
  return axis;
}

using Premultiplied = std::array<float, 4>;  // r·a, g·a, b·a in [0,255], a in [0,1]

// One row of source columns, gathered over the rows that `vertical` names.
void gather_rows(const Image& source, const Gather& vertical, std::vector<Premultiplied>& row) {
  std::fill(row.begin(), row.end(), Premultiplied{});
  for (std::size_t k = 0; k < vertical.weights.size(); ++k) {
    const float weight = vertical.weights[k];
    if (weight == 0) continue;
    const auto y = static_cast<std::size_t>(vertical.first) + k;
    const std::uint8_t* pixel = source.rgba().data() + y * static_cast<std::size_t>(source.width()) * 4;
    for (Premultiplied& sum : row) {
      const float alpha = static_cast<float>(pixel[3]) * (1.0f / 255.0f) * weight;
      for (std::size_t c = 0; c < 3; ++c) sum[c] += static_cast<float>(pixel[c]) * alpha;
      sum[3] += alpha;
      pixel += 4;
    }
  }
}

void blend(std::uint8_t* pixel, const Premultiplied& source, float opacity) {
  const float keep = 1 - source[3] * opacity;
  for (std::size_t c = 0; c < 3; ++c) {
    const float value = source[c] * opacity + static_cast<float>(pixel[c]) * keep;
    pixel[c] = static_cast<std::uint8_t>(std::clamp(value + 0.5f, 0.0f, 255.0f));
  }
}

}  // namespace

void replay_image(Image& target, const ImageCommand& command, double opacity, double density) {
  const Image& source = *command.image;
  const Axis across =
      axis_of(command.x * density, command.width * density, source.width(), target.width(), command.sampling);
  const Axis down =
      axis_of(command.y * density, command.height * density, source.height(), target.height(), command.sampling);
  std::vector<Premultiplied> row(static_cast<std::size_t>(source.width()));
  for (std::size_t y = 0; y < down.pixels.size(); ++y) {
    gather_rows(source, down.pixels[y], row);
    const std::size_t line = (static_cast<std::size_t>(down.begin) + y) * static_cast<std::size_t>(target.width());
    std::uint8_t* pixel = target.rgba().data() + (line + static_cast<std::size_t>(across.begin)) * 4;
    for (const Gather& gather : across.pixels) {
      Premultiplied sum{};
      for (std::size_t k = 0; k < gather.weights.size(); ++k) {
        const Premultiplied& column = row[static_cast<std::size_t>(gather.first) + k];
        for (std::size_t c = 0; c < 4; ++c) sum[c] += column[c] * gather.weights[k];
      }
      blend(pixel, sum, static_cast<float>(opacity) * gather.cover * down.pixels[y].cover);
      pixel += 4;
    }
  }
}

}  // namespace reverie
