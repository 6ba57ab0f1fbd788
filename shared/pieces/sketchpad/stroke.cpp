#include "shared/pieces/sketchpad/stroke.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace reverie::pieces {

namespace {

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr double units_a_point = 16, units_of_pressure = 63;
constexpr double pressure_weight = 6;  // a difference of pressure counts like so many points of place

// How far `p` lies from the line between the ends, pressure as a third axis.
double strays(const StrokePoint& p, const StrokePoint& a, const StrokePoint& b) {
  const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0;
  const double x = a.x + t * dx - p.x, y = a.y + t * dy - p.y;
  const double z = (a.pressure + t * (b.pressure - a.pressure) - p.pressure) * pressure_weight;
  return x * x + y * y + z * z;
}

// Small numbers are short whatever their sign.
void add_number(std::string& text, std::int64_t value) {
  auto rest = static_cast<std::uint64_t>(value) << 1U;
  if (value < 0) rest = ~rest;
  while (rest >= 32) {
    text += letters[(rest & 31U) | 32U];
    rest >>= 5U;
  }
  text += letters[rest];
}

std::optional<std::int64_t> take_number(std::string_view& text) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 35 && !text.empty(); shift += 5) {
    const std::size_t digit = letters.find(text.front());
    if (digit == std::string_view::npos) return std::nullopt;
    text.remove_prefix(1);
    value |= static_cast<std::uint64_t>(digit & 31U) << shift;
    if (digit >= 32) continue;
    if (digit == 0 && shift > 0) return std::nullopt;  // two texts for one number
    return (value & 1U) != 0 ? static_cast<std::int64_t>(~(value >> 1U)) : static_cast<std::int64_t>(value >> 1U);
  }
  return std::nullopt;
}

std::int64_t whole(double value) { return static_cast<std::int64_t>(std::floor(value + 0.5)); }

}  // namespace

// Douglas and Peucker 1973, without recursion: a stroke may be long.
std::vector<StrokePoint> simplified(const std::vector<StrokePoint>& points, double tolerance) {
  if (points.size() < 3) return points;
  std::vector<char> kept(points.size(), 0);
  kept.front() = kept.back() = 1;
  std::vector<std::pair<std::size_t, std::size_t>> open = {{0, points.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    double most = tolerance * tolerance;
    std::size_t farthest = 0;
    for (std::size_t i = first + 1; i < last; ++i) {
      const double away = strays(points[i], points[first], points[last]);
      if (away > most) most = away, farthest = i;
    }
    if (farthest == 0) continue;
    kept[farthest] = 1;
    open.emplace_back(first, farthest);
    open.emplace_back(farthest, last);
  }
  std::vector<StrokePoint> result;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (kept[i] != 0) result.push_back(points[i]);
  }
  return result;
}

std::string text_from_points(const std::vector<StrokePoint>& points) {
  std::string text;
  std::int64_t x = 0, y = 0, pressure = 0;
  for (const StrokePoint& point : points) {
    const std::int64_t next_x = whole(point.x * units_a_point), next_y = whole(point.y * units_a_point);
    const std::int64_t next_pressure = whole(std::clamp(point.pressure, 0.0, 1.0) * units_of_pressure);
    add_number(text, next_x - std::exchange(x, next_x));
    add_number(text, next_y - std::exchange(y, next_y));
    add_number(text, next_pressure - std::exchange(pressure, next_pressure));
  }
  return text;
}

std::optional<std::vector<StrokePoint>> points_from_text(std::string_view text) {
  constexpr auto reach = static_cast<std::int64_t>(max_stroke_reach * units_a_point);
  std::vector<StrokePoint> points;
  std::int64_t x = 0, y = 0, pressure = 0;
  while (!text.empty()) {
    const auto dx = take_number(text), dy = take_number(text), dp = take_number(text);
    if (!dx || !dy || !dp || points.size() == max_stroke_points) return std::nullopt;
    x += *dx;
    y += *dy;
    pressure += *dp;
    if (std::max(std::abs(x), std::abs(y)) > reach || pressure < 0 || pressure > 63) return std::nullopt;
    points.push_back({static_cast<double>(x) / units_a_point, static_cast<double>(y) / units_a_point,
                      static_cast<double>(pressure) / units_of_pressure});
  }
  if (points.empty()) return std::nullopt;
  return points;
}

}  // namespace reverie::pieces
