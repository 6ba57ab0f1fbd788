// Take: a piece drawn for keeping, a band of rows at a time, so that whoever asks can show how far it got, answer a
// person in between, and hold a print that no memory would. Stills come from a display list, loops from a player of
// their own on the offline clock.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "shared/keep/order.h"
#include "shared/piece/player.h"

namespace reverie {

// How a loop's ticks become frames: frame i is the picture after round(i · ticks / frames) ticks; the first is not
// repeated at the end.
struct LoopPlan {
  std::int64_t ticks = 0;
  int frames = 0, frames_per_second = 0;
  std::int64_t tick_of(int frame) const { return (2 * frame * ticks + frames) / (2 * frames); }
};

inline constexpr std::int64_t longest_loop = 6 * 60 * ticks_per_second;

// GIF: 20 frames a second (players take 1/20 s at its word), 10 where the loop would be too large; WebM: 30. Fails when
// the piece has no loop (ticks 0), or one that is too long or too large for the format.
Result<LoopPlan> plan_loop(KeepFormat format, std::int64_t ticks, int width, int height);

class Take {
 public:
  enum class Step { rows, waiting, done };

  // Sizes in points, density in pixels per point; the picture has round(width·density) × round(height·density) pixels.
  // Fails outside what a PNG may have.
  static Result<std::unique_ptr<Take>> still(DisplayList list, double width, double height, double density);
  // The player is at its start, its slots filled; it is stepped from there. What the piece leaves transparent becomes
  // paper, for neither format can be seen through. `hand`, if any, is asked before each tick, with how many went
  // before.
  using Hand = std::function<void(Player&, std::int64_t tick)>;
  static Result<std::unique_ptr<Take>> loop(std::unique_ptr<Player> player, LoopPlan plan, double density,
                                            Hand hand = nullptr);

  int width() const { return wide_; }  // pixels
  int height() const { return high_; }
  int frames() const { return plan_.frames; }
  // At most one band. `waiting`: a network is not ready, call again later.
  Result<Step> step();
  // RGBA, good until the next step.
  std::span<const std::uint8_t> rows() const { return rows_; }
  double progress() const;  // 0…1

 private:
  Take(double width, double height, double density);
  Result<bool> next_frame();
  Result<void> draw_band();

  std::unique_ptr<Player> player_;
  Hand hand_;
  bool handled_ = false;  // the coming tick's hand was played
  LoopPlan plan_{0, 1, 0};
  DisplayList list_;
  double width_, height_, density_;
  int wide_, high_;
  int frame_ = 0, row_ = 0;  // what comes next
  std::int64_t tick_ = -1;   // of the player, 0 being the first picture
  bool drawn_ = false;       // list_ is that of frame_
  std::vector<std::uint8_t> rows_;
};

}  // namespace reverie
