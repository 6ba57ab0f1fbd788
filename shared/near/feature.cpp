#include "shared/near/feature.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "shared/base/portable_math.h"
#include "shared/canvas/light.h"

namespace reverie {

namespace {

constexpr int side = 16;
constexpr std::size_t lightness_waves = 24, color_waves = 8;
static_assert(lightness_waves + 2 * color_waves == near_numbers);

struct Wave {
  int u = 0, v = 0;  // across, down
};

using Fields = std::array<std::array<double, 3>, side * side>;  // rows from the top

const std::array<double, 256>& light_of_bytes() {
  static const std::array<double, 256> table = [] {
    std::array<double, 256> light{};
    for (int i = 0; i < 256; ++i) light[static_cast<std::size_t>(i)] = light_from_byte(static_cast<std::uint8_t>(i));
    return light;
  }();
  return table;
}

// The first waves, the longest first.
const std::vector<Wave>& waves() {
  static const std::vector<Wave> lowest = [] {
    std::vector<Wave> all;
    for (int u = 0; u < side; ++u)
      for (int v = 0; v < side; ++v) all.push_back({u, v});
    std::stable_sort(all.begin(), all.end(),
                     [](Wave a, Wave b) { return a.u * a.u + a.v * a.v < b.u * b.u + b.v * b.v; });
    all.resize(lightness_waves);
    return all;
  }();
  return lowest;
}

// Row u: the u-th wave of the orthonormal cosine transform (Ahmed, Natarajan and Rao 1974).
const std::array<std::array<double, side>, side>& cosines() {
  static const auto table = [] {
    std::array<std::array<double, side>, side> rows{};
    for (int u = 0; u < side; ++u)
      for (int x = 0; x < side; ++x)
        rows[static_cast<std::size_t>(u)][static_cast<std::size_t>(x)] =
            std::sqrt((u == 0 ? 1.0 : 2.0) / side) * portable_cos(pi * (2 * x + 1) * u / (2.0 * side));
    return rows;
  }();
  return table;
}

// How far pixel `at` of `size` lies in field `field` of 16: 0…16·size/16, in whole sixteenths of a pixel.
int share_of_pixel(int at, int size, int field) {
  return std::max(0, std::min((at + 1) * side, (field + 1) * size) - std::max(at * side, field * size));
}

std::array<double, 3> light_at(const Image& picture, int x, int y) {
  const Color color = picture.at(x, y);
  const double opacity = color.a / 255.0;
  const auto& light = light_of_bytes();
  const auto over_white = [&](std::uint8_t value) { return light[value] * opacity + (1 - opacity); };
  return {over_white(color.r), over_white(color.g), over_white(color.b)};
}

// The mean light of one field, then OKLab.
std::array<double, 3> field_of(const Image& picture, int column, int row) {
  const int width = picture.width(), height = picture.height();
  std::array<double, 3> sum{};
  double area = 0;
  for (int y = row * height / side; y * side < (row + 1) * height; ++y)
    for (int x = column * width / side; x * side < (column + 1) * width; ++x) {
      const double share = static_cast<double>(share_of_pixel(x, width, column)) * share_of_pixel(y, height, row);
      const std::array<double, 3> light = light_at(picture, x, y);
      for (std::size_t i = 0; i < 3; ++i) sum[i] += light[i] * share;
      area += share;
    }
  return oklab_from_light(sum[0] / area, sum[1] / area, sum[2] / area);
}

double wave_of(const Fields& fields, std::size_t axis, Wave wave) {
  const auto &across = cosines()[static_cast<std::size_t>(wave.u)], &down = cosines()[static_cast<std::size_t>(wave.v)];
  double sum = 0;
  for (std::size_t y = 0; y < side; ++y) {
    double line = 0;
    for (std::size_t x = 0; x < side; ++x) line += across[x] * fields[y * side + x][axis];
    sum += down[y] * line;
  }
  return sum;
}

}  // namespace

Result<NearFeature> near_feature(const Image& picture) {
  if (picture.empty()) return Error{"An empty picture is near to none; draw it first."};
  Fields fields;
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column)
      fields[static_cast<std::size_t>(row) * side + static_cast<std::size_t>(column)] = field_of(picture, column, row);
  NearFeature feature;
  std::size_t at = 0;
  for (std::size_t axis = 0; axis < 3; ++axis)
    for (std::size_t i = 0; i < (axis == 0 ? lightness_waves : color_waves); ++i)
      feature[at++] = static_cast<float>(wave_of(fields, axis, waves()[i]));
  return feature;
}

double near_distance(const NearFeature& a, const NearFeature& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double way = static_cast<double>(a[i]) - b[i];
    sum += way * way;
  }
  return std::sqrt(sum);
}

}  // namespace reverie
