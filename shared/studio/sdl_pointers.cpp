#include "shared/studio/sdl_pointers.h"

namespace reverie {

std::optional<PointerEvent> SdlPointers::sample_of(const SDL_Event& event, double width, double height,
                                                   double units_a_point) {
  switch (event.type) {
    case SDL_MOUSEMOTION:
      if (event.motion.which == SDL_TOUCH_MOUSEID) return std::nullopt;
      return mouse(pressed_ ? PointerPhase::move : PointerPhase::hover, event.motion.x / units_a_point,
                   event.motion.y / units_a_point);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
      if (event.button.which == SDL_TOUCH_MOUSEID || event.button.button != SDL_BUTTON_LEFT) return std::nullopt;
      pressed_ = event.type == SDL_MOUSEBUTTONDOWN;
      return mouse(pressed_ ? PointerPhase::down : PointerPhase::up, event.button.x / units_a_point,
                   event.button.y / units_a_point);
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP: {
      PointerEvent sample;
      sample.phase = event.type == SDL_FINGERDOWN ? PointerPhase::down
                     : event.type == SDL_FINGERUP ? PointerPhase::up
                                                  : PointerPhase::move;
      sample.position = {static_cast<double>(event.tfinger.x) * width, static_cast<double>(event.tfinger.y) * height};
      sample.pressure = sample.phase == PointerPhase::up ? 0 : event.tfinger.pressure;
      sample.id = number_of(event.tfinger.fingerId, sample.phase == PointerPhase::up);
      sample.kind = PointerKind::touch;
      return sample;
    }
    default:
      return std::nullopt;
  }
}

PointerEvent SdlPointers::mouse(PointerPhase phase, double x, double y) const {
  PointerEvent sample;
  sample.phase = phase;
  sample.position = {x, y};
  sample.pressure = pressed_ ? 0.5F : 0;
  return sample;
}

// SDL numbers fingers with 64 bits; 0 is the mouse's.
int SdlPointers::number_of(SDL_FingerID finger, bool forget) {
  const auto [found, fresh] = fingers_.try_emplace(finger, 0);
  if (fresh) {
    int number = 1;
    for (const auto& [other, taken] : fingers_) number = taken >= number ? taken + 1 : number;
    found->second = number;
  }
  const int number = found->second;
  if (forget) fingers_.erase(found);
  return number;
}

}  // namespace reverie
