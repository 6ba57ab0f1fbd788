#include "shared/piece/input.h"

#include <algorithm>

namespace reverie {

void Input::take(const PointerEvent& event) {
  if (event.id == 0) mouse_ = event.position;
  const auto touch =
      std::find_if(touches_.begin(), touches_.end(), [&](const Touch& held) { return held.id == event.id; });
  if (event.phase == PointerPhase::up) {
    if (touch != touches_.end()) touches_.erase(touch);
  } else if (touch != touches_.end()) {
    *touch = {event.id, event.position, event.pressure};
  } else if (event.phase == PointerPhase::down) {
    touches_.push_back({event.id, event.position, event.pressure});
  }
}

}  // namespace reverie
