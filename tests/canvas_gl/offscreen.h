// A GL context that nobody sees, as far as this machine can make one.
#pragma once

#include <SDL.h>

namespace reverie {

class Offscreen {
 public:
  Offscreen();
  ~Offscreen();
  Offscreen(const Offscreen&) = delete;
  Offscreen& operator=(const Offscreen&) = delete;
  // False without a display.
  bool ready() const { return context_ != nullptr; }

 private:
  SDL_Window* window_ = nullptr;
  SDL_GLContext context_ = nullptr;
};

}  // namespace reverie
