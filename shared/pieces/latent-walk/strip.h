// The strip of keyframes below the pictures: what a hand needs and no kept file shows. A small print of each keyframe
// in the order of the loop, before them (where there are two) a button that plays it, behind them one that keeps the
// picture of the moment.
#pragma once

#include <optional>
#include <vector>

#include "shared/canvas/canvas.h"
#include "shared/pieces/latent-walk/places.h"
#include "shared/pieces/latent-walk/prints.h"

namespace reverie::pieces {

enum class StripPart { none, play, key, remove, add };

struct StripSpot {
  StripPart part = StripPart::none;
  std::size_t index = 0;  // of the keyframe
};

// What the strip shows; `prints` has one entry a keyframe.
struct StripView {
  std::vector<Print> prints;
  Scaling scaling = Scaling::smooth;
  std::optional<std::size_t> here;  // the keyframe that one stands at
  bool playing = false, can_add = true;
  bool dark = false;   // the wall behind it
  bool waits = false;  // a walk through keyframes is wished for, but there are too few
  double along = 0;    // where on the loop, while it plays
};

// Geometry of a strip with `keys` keyframes; buttons and prints are at least 44 points where the canvas has room.
class StripLayout {
 public:
  StripLayout(float width, float height, std::size_t keys);
  Place play() const { return tile(0); }
  Place key(std::size_t index) const { return tile(index + (shows_play() ? 1 : 0)); }
  Place add() const { return key(keys_); }
  Place remove(std::size_t index) const;  // a mark on the print's upper right corner
  Place all() const;
  bool shows_play() const { return keys_ > 1; }

  // What lies under a point. The mark for removing is there only on the keyframe `marked`.
  StripSpot at(Vec2 point, std::optional<std::size_t> marked) const;
  // Where among the keyframes one that is dropped at this point would stand.
  std::size_t slot_at(Vec2 point) const;
  // Far enough off the strip to be torn out of it.
  bool outside(Vec2 point) const;

 private:
  Place tile(std::size_t number) const;
  std::size_t keys_, columns_, lines_;
  float side_, gap_, left_, top_;
};

// A print that is being dragged hangs at the pointer; the others make room where it would be dropped.
struct StripDrag {
  std::size_t from = 0;
  Vec2 at;
};

void draw_strip(Canvas& canvas, const StripLayout& layout, const StripView& view, const StripDrag* drag);

}  // namespace reverie::pieces
