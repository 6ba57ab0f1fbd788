#include "shared/studio/flash_guard.h"

#include <algorithm>
#include <cmath>

namespace reverie {

namespace {

constexpr float least_luminance = 0.1f, darker_below = 0.8f;
constexpr float least_red = 20.0f / 320, saturated = 0.8f;
constexpr double follow_seconds = 0.9, calm_seconds = 1.0;

// Only what is shown live hangs on these, so the C library's own functions may be used.
const std::array<float, 256>& linear_table() {
  static const std::array<float, 256> table = [] {
    std::array<float, 256> made{};
    for (std::size_t i = 0; i < made.size(); ++i) {
      const double v = static_cast<double>(i) / 255;
      made[i] = static_cast<float>(v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4));
    }
    return made;
  }();
  return table;
}

struct Light {
  float luminance, red;
  bool saturated_red;
};

Light light_of(std::uint8_t r8, std::uint8_t g8, std::uint8_t b8) {
  const auto& linear = linear_table();
  const float r = linear[r8], g = linear[g8], b = linear[b8];
  const float sum = r + g + b;
  return {0.2126f * r + 0.7152f * g + 0.0722f * b, std::max(0.0f, r - g - b), sum > 0 && r / sum >= saturated};
}

}  // namespace

double relative_luminance(std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
  return static_cast<double>(light_of(red, green, blue).luminance);
}

// A change is a way of at least `least` back from the extreme since the last one.
void FlashMeter::change(Track& track, float value, float least, float darker_than, bool counts) {
  track.low = std::min(track.low, value);
  track.high = std::max(track.high, value);
  int direction = 0;
  if (track.direction >= 0 && track.high - value >= least && value < darker_than) direction = -1;
  if (track.direction <= 0 && value - track.low >= least && track.low < darker_than) direction = 1;
  if (direction == 0) return;
  track.direction = direction;
  track.low = track.high = value;
  if (!counts) return;
  track.at[static_cast<std::size_t>(track.next)] = now_ - start_;
  track.next = (track.next + 1) % kept;
  track.count = std::min(track.count + 1, kept);
}

void FlashMeter::look(std::span<const std::uint8_t> pixels, int channels, double now) {
  const auto step = static_cast<std::size_t>(channels);
  if (pixels.size() < static_cast<std::size_t>(flash_cells) * step) return;
  const bool first = cells_.empty();
  if (first) {
    cells_.resize(flash_cells);
    start_ = now;
  }
  now_ = now;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    Cell& cell = cells_[i];
    const Light light = light_of(pixels[i * step], pixels[i * step + 1], pixels[i * step + 2]);
    if (first) {
      cell.luminance.low = cell.luminance.high = light.luminance;
      cell.red.low = cell.red.high = light.red;
    }
    change(cell.luminance, light.luminance, least_luminance, darker_below, true);
    change(cell.red, light.red, least_red, 1e9f, light.saturated_red || cell.was_red);
    cell.was_red = light.saturated_red;
  }
}

int FlashMeter::changes_of(const Track& track, double since) const {
  int count = 0;
  for (int i = 1; i <= track.count; ++i) {
    if (track.at[static_cast<std::size_t>((track.next - i + kept) % kept)] <= since) break;
    ++count;
  }
  return count;
}

int FlashMeter::changes(double seconds) const {
  if (cells_.empty()) return 0;
  const double since = now_ - start_ - std::min(seconds, 1.0) + 1e-6;  // a second ago is no longer within it
  std::array<std::uint8_t, flash_cells> counts{};
  std::size_t changed = 0;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    counts[i] =
        static_cast<std::uint8_t>(std::max(changes_of(cells_[i].luminance, since), changes_of(cells_[i].red, since)));
    changed += counts[i] > 0 ? 1 : 0;
  }
  // More than a quarter of a field has at least n changes where the n-th largest of its counts says so.
  constexpr std::size_t quarter = field_columns * field_rows / 4;
  if (changed <= quarter) return 0;  // as nearly always
  int most = 0;
  for (int top = 0; top + field_rows <= flash_rows; ++top) {
    for (int left = 0; left + field_columns <= flash_columns; ++left) {
      std::array<int, kept + 2> cells_with{};
      for (int y = top; y < top + field_rows; ++y) {
        for (int x = left; x < left + field_columns; ++x) {
          ++cells_with[counts[static_cast<std::size_t>(y) * flash_columns + static_cast<std::size_t>(x)]];
        }
      }
      std::size_t above = 0;
      int here = kept;
      for (; here > most; --here) {
        above += static_cast<std::size_t>(cells_with[static_cast<std::size_t>(here)]);
        if (above > quarter) break;
      }
      most = std::max(most, here);
    }
  }
  return most;
}

// Three flashes a second are six changes. What is faster is known after three fifths of one, before it has flashed
// thrice.
void FlashGuard::look(std::span<const std::uint8_t> pixels, int channels, double now) {
  meter_.look(pixels, channels, now);
  const bool too_many = meter_.changes(1) > 6 || meter_.changes(0.6) > 4;
  if (too_many || meter_.changes(1) > 4) calm_since_ = now;
  if (too_many) easing_ = true;
  if (easing_ && now - calm_since_ > calm_seconds) easing_ = false;
}

double FlashGuard::part(double elapsed) const {
  return easing_ ? 1 - std::exp(-std::clamp(elapsed, 0.0, 0.25) / follow_seconds) : 1;
}

}  // namespace reverie
