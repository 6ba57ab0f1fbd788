// SdlPointers: SDL's mouse and fingers → PointerEvent, in points of the window. SDL 2 knows no pens: a tablet's pen
// comes as its mouse. In the page nothing arrives here, since the page has pointers of its own (web/shell).
#pragma once

#include <SDL.h>

#include <map>
#include <optional>

#include "shared/piece/input.h"

namespace reverie {

class SdlPointers {
 public:
  // nullopt when the event is none of a pointer, or doubles a finger as a mouse. Width and height of the window in
  // points; `units_a_point`: how many of SDL's mouse units one point has.
  std::optional<PointerEvent> sample_of(const SDL_Event& event, double width, double height, double units_a_point);

 private:
  PointerEvent mouse(PointerPhase phase, double x, double y) const;
  int number_of(SDL_FingerID finger, bool forget);
  bool pressed_ = false;
  std::map<SDL_FingerID, int> fingers_;
};

}  // namespace reverie
