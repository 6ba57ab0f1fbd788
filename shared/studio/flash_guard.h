// FlashGuard: no more than three flashes a second, whatever a piece, a model or a hand on "surprise me" does. Measured
// as WCAG 2.3.1 says: a flash is a pair of opposing changes of relative luminance by a tenth of its range or more, the
// darker below 0.80, or such a pair with a saturated red, on more than a quarter of any field of ten degrees.
// Source: W3C, Understanding WCAG 2.2, success criterion 2.3.1; the red threshold after the same text.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace reverie {

// The picture, small: each cell is the mean of what lies under it. So what twinkles finer than a cell counts as little
// as it is seen, and a look costs a few thousand operations.
inline constexpr int flash_columns = 32, flash_rows = 18;
inline constexpr int flash_cells = flash_columns * flash_rows;
// A third of the picture each way is about ten degrees of a screen that is all picture; of a smaller one it is less,
// and the measure stricter.
inline constexpr int field_columns = 11, field_rows = 6;

// Relative luminance 0…1 of an sRGB colour.
double relative_luminance(std::uint8_t red, std::uint8_t green, std::uint8_t blue);

class FlashMeter {
 public:
  // flash_cells pixels, RGB or RGBA as `channels` says (3 or 4), rows from any side; `now` in seconds, rising.
  void look(std::span<const std::uint8_t> pixels, int channels, double now);
  void forget() { *this = {}; }

  // The most opposing changes that more than a quarter of a field went through within the last `seconds` (at most 1).
  int changes(double seconds = 1) const;
  int flashes() const { return changes() / 2; }  // in the last second

 private:
  static constexpr int kept = 12;  // changes remembered a cell: what is beyond is a flood in any case
  struct Track {
    float low = 0, high = 0;      // since the last change
    int direction = 0;            // of the last change: −1 darker, 1 lighter
    std::array<double, kept> at;  // seconds after start_, newest at `next` − 1
    int count = 0, next = 0;
  };
  struct Cell {
    Track luminance, red;
    bool was_red = false;
  };
  void change(Track& track, float value, float least, float darker_below, bool counts);
  int changes_of(const Track& track, double since) const;
  std::vector<Cell> cells_;
  double start_ = 0, now_ = 0;
};

class FlashGuard {
 public:
  // A small look at what the piece draws, before anything is eased.
  void look(std::span<const std::uint8_t> pixels, int channels, double now);

  // How much of the new picture to show over what stood there, 0…1, after `elapsed` seconds. 1: nothing is eased. Less
  // while more would flash: then what is seen follows so slowly (0.9 s to go two thirds of a step) that a strobe above
  // three a second moves it by less than a tenth.
  double part(double elapsed) const;
  bool easing() const { return easing_; }

 private:
  FlashMeter meter_;
  bool easing_ = false;
  double calm_since_ = 0;
};

}  // namespace reverie
