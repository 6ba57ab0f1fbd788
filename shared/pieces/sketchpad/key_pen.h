// KeyPen: the pen that the arrows move, for hands that draw with keys.
#pragma once

#include <string>

#include "shared/canvas/canvas.h"
#include "shared/piece/input.h"
#include "shared/pieces/sketchpad/sketch.h"

namespace reverie::pieces {

class KeyPen {
 public:
  // In points of the sheet; its middle before the first arrow.
  Vec2 at() const { return at_; }
  bool moving() const { return speed_ > 0; }
  void show(const Sheet& sheet);
  void hide() { shown_ = false; }

  // True if the key is an arrow; the first press moves a little at once.
  bool press(const std::string& key, const Sheet& sheet);
  // One tick of the arrows that are held, faster and faster; true if it moved.
  bool tick(const Input& input, const Sheet& sheet);

  void draw(Canvas& canvas, double width, bool down) const;

 private:
  void step(double x, double y, const Sheet& sheet);
  Vec2 at_;
  double speed_ = 0;  // points a tick
  bool placed_ = false, shown_ = false;
};

}  // namespace reverie::pieces
