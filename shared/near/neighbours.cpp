#include "shared/near/neighbours.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace reverie {

namespace {

NearFeature feature_of_row(const Neighbours& neighbours, std::size_t row) {
  NearFeature feature;
  for (std::size_t i = 0; i < feature.size(); ++i)
    feature[i] =
        neighbours.middles[i] + neighbours.steps[i] * static_cast<float>(neighbours.rows[row * near_numbers + i]);
  return feature;
}

// Each number on its own scale of 255 steps between its least and its greatest.
void fit_scales(Neighbours& neighbours, std::span<const NearFeature> features) {
  for (std::size_t i = 0; i < near_numbers; ++i) {
    float low = features[0][i], high = features[0][i];
    for (const NearFeature& feature : features) low = std::min(low, feature[i]), high = std::max(high, feature[i]);
    neighbours.middles[i] = (low + high) / 2;
    neighbours.steps[i] = (high - low) / 254;
  }
}

std::int8_t stored(float value, float middle, float step) {
  if (step <= 0) return 0;
  return static_cast<std::int8_t>(std::lround(std::clamp((value - middle) / step, -127.0F, 127.0F)));
}

struct Nearest {
  std::size_t row = 0;
  double distance = std::numeric_limits<double>::infinity();
};

Nearest nearest_to(const NearFeature& feature, std::span<const NearFeature> rows, std::size_t left_out) {
  Nearest nearest;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (row == left_out) continue;
    if (const double distance = near_distance(feature, rows[row]); distance < nearest.distance)
      nearest = {row, distance};
  }
  return nearest;
}

// Pictures are held against rows as they are stored, just as a drawn one will be.
std::array<float, 101> percentiles_apart(const Neighbours& neighbours, std::span<const NearFeature> features) {
  std::vector<NearFeature> rows;
  rows.reserve(features.size());
  for (std::size_t row = 0; row < features.size(); ++row) rows.push_back(feature_of_row(neighbours, row));
  std::vector<double> apart;
  apart.reserve(features.size());
  for (std::size_t row = 0; row < features.size(); ++row)
    apart.push_back(nearest_to(features[row], rows, row).distance);
  std::sort(apart.begin(), apart.end());
  std::array<float, 101> percentiles{};
  for (std::size_t i = 0; i <= 100; ++i) percentiles[i] = static_cast<float>(apart[(apart.size() - 1) * i / 100]);
  return percentiles;
}

// Between two percentiles the share rises evenly.
double share_below(const std::array<float, 101>& apart, double distance) {
  if (distance <= apart.front()) return 0;
  if (distance >= apart.back()) return 1;
  const auto above = std::upper_bound(apart.begin(), apart.end(), distance);
  const auto at = static_cast<double>(above - apart.begin());  // 1…100
  const double low = *(above - 1), high = *above;
  return (at - 1 + (distance - low) / (high - low)) / 100;
}

// Where one word ends and the next begins, as shares of the training pictures; "unlike" begins half as far again as the
// loneliest of them. Whether a picture is nearly another is no matter of shares alone, for a chance sample of stacks
// may lie wide apart: the two must hardly be told apart as well, by a difference of 0.02 in the mean of their 16 × 16
// fields, the just noticeable one of OKLab (CSS Color 4, section 13.2).
constexpr double hardly_told_apart = 0.02 * 16;

NearWord word_for(const Neighbours& neighbours, double share, double distance) {
  if (distance > 1.5 * neighbours.apart.back() && distance > 0) return NearWord::unlike;
  if (share <= 0.05 && distance <= hardly_told_apart) return NearWord::nearly_one;
  if (share <= 0.3) return NearWord::close_to_one;
  return share < 0.9 ? NearWord::among : NearWord::farther;
}

}  // namespace

Result<Neighbours> neighbours_from_features(std::span<const NearFeature> features, double of, bool layered) {
  if (features.size() < 2 || features.size() > max_neighbours)
    return Error{"Neighbours are made of 2 to " + std::to_string(max_neighbours) + " training pictures; " +
                 std::to_string(features.size()) + " were given, so none were written."};
  Neighbours neighbours;
  neighbours.layered = layered;
  neighbours.of = of;
  fit_scales(neighbours, features);
  for (const NearFeature& feature : features)
    for (std::size_t i = 0; i < near_numbers; ++i)
      neighbours.rows.push_back(stored(feature[i], neighbours.middles[i], neighbours.steps[i]));
  neighbours.apart = percentiles_apart(neighbours, features);
  return neighbours;
}

Nearness nearness_of(const Neighbours& neighbours, const NearFeature& feature) {
  Nearness found;
  found.distance = std::numeric_limits<double>::infinity();
  for (std::size_t row = 0; row < neighbours.count(); ++row) {
    const double distance = near_distance(feature, feature_of_row(neighbours, row));
    if (distance < found.distance) found.nearest = row, found.distance = distance;
  }
  found.share = share_below(neighbours.apart, found.distance);
  found.word = word_for(neighbours, found.share, found.distance);
  return found;
}

}  // namespace reverie
