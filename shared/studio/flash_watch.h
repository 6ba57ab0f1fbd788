// FlashWatch: a small look at each live frame for the FlashGuard, and the picture that stood there, to ease from. The
// GPU makes the frame small and hands it over when it has it, a frame or two later, so nothing waits for it; a strobe
// is known long before its fourth flash.
#pragma once

#include <imgui.h>

#include <array>
#include <cstdint>

#include "shared/canvas_gl/gl_objects.h"
#include "shared/studio/box.h"
#include "shared/studio/flash_guard.h"

namespace reverie {

class FlashWatch {
 public:
  FlashWatch() = default;
  ~FlashWatch() { forget(); }
  FlashWatch(const FlashWatch&) = delete;
  FlashWatch& operator=(const FlashWatch&) = delete;

  // Adds `texture` (premultiplied, width × height pixels, its first row on top) to `out` at `box`: as it is, or eased
  // over what stood there. `elapsed`: seconds since the last call.
  void show(GLuint texture, int width, int height, const Box& box, double elapsed, ImDrawList& out);
  bool easing() const { return guard_.easing(); }
  // The context is gone, and all names with it.
  void lost();

 private:
  struct Look {
    GLuint buffer = 0;
    GLsync fence = nullptr;
    double at = 0;
  };
  void take_looks();
  void look(GLuint texture, int width, int height);
  void hold();
  static void hold_now(const ImDrawList* list, const ImDrawCmd* command);
  void forget();

  FlashGuard guard_;
  double now_ = 0;
  std::array<Surface, 4> steps_;  // each half as wide as the one before; the last is the look
  std::array<Look, 3> looks_;
  GLuint source_ = 0, held_ = 0;
  Box box_;
  bool holds_ = false;
};

}  // namespace reverie
