// Drawing: a picture that grows stroke by stroke and is never copied. Each is the one below plus one display list on
// top; undo is to go back to `below()`. Equal pointers mean equal pictures, so a replay may keep what it made of one
// and paint only what came on top: ten thousand strokes cost a frame no more than ten.
#pragma once

#include <cstddef>
#include <memory>

#include "shared/canvas/display_list.h"

namespace reverie {

// Drawings may lie within drawings this deep; what lies deeper is not drawn.
inline constexpr int max_drawing_nesting = 8;

class Drawing {
 public:
  // `below` may be nullptr: the empty drawing.
  static std::shared_ptr<const Drawing> on(std::shared_ptr<const Drawing> below, DisplayList top);
  ~Drawing();
  Drawing(const Drawing&) = delete;
  Drawing& operator=(const Drawing&) = delete;

  const std::shared_ptr<const Drawing>& below() const { return below_; }
  const DisplayList& top() const { return top_; }
  std::size_t depth() const { return depth_; }        // display lists in all, ≥ 1
  std::size_t commands() const { return commands_; }  // of all of them

 private:
  Drawing(std::shared_ptr<const Drawing> below, DisplayList top);
  // Mutable, since a chain of many thousands is taken apart link by link and not by recursion.
  mutable std::shared_ptr<const Drawing> below_;
  DisplayList top_;
  std::size_t depth_, commands_;
};

// From the lowest to the topmost.
std::vector<const Drawing*> layers_of(const Drawing* drawing);

}  // namespace reverie
