// Pen: a stroke under way. It follows the hand on a short string, which leaves trembling out, and makes up the pressure
// that a mouse and a finger do not tell from how calmly they move.
#pragma once

#include "shared/piece/input.h"
#include "shared/pieces/sketchpad/stroke.h"

namespace reverie::pieces {

class Pen {
 public:
  // `smoothing` 0…1. `id`: whose pen this is.
  Pen(int id, const StrokeStyle& style, double smoothing, Vec2 at, double pressure, bool measured);

  int id() const { return id_; }
  const StrokeStyle& style() const { return style_; }
  Vec2 at() const { return hand_; }

  // One sample of the hand, in points of the sheet.
  void move(Vec2 at, double pressure, bool measured);
  // Once a tick: how fast was it?
  void tick();
  // No more fits into one stroke.
  bool full() const { return points_.size() + 2 >= max_stroke_points; }

  // What is to be seen now: all of it, the string's end too.
  std::vector<StrokePoint> points() const;
  // The same without what the curve shows anyway.
  std::vector<StrokePoint> finished() const { return simplified(points(), tolerance); }

 private:
  static constexpr double tolerance = 0.2;  // points
  void add(Vec2 at);
  int id_;
  StrokeStyle style_;
  double string_;  // points
  Vec2 hand_, tip_;
  double pressure_, shown_pressure_, speed_ = 0, way_ = 0;
  std::vector<StrokePoint> points_;
  std::size_t thinned_ = 0;  // points before it were simplified already
};

}  // namespace reverie::pieces
