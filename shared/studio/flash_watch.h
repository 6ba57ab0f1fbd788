// FlashWatch: a small look at each live frame for the FlashGuard, and the picture that stood there, to ease from. The
// GPU makes the frame small, and it is fetched a frame or two later, when the GPU has nothing else to do. A slow GPU
// never rests, and to fetch anything from it is to wait for all that it was given: there the looks of a third of a
// second are fetched at once, and of longer where one wait takes longer, for what draws so slowly cannot strobe.
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
  void take_looks();
  void look(GLuint texture, int width, int height);
  void hold();
  static void hold_now(const ImDrawList* list, const ImDrawCmd* command);
  void forget();

  FlashGuard guard_;
  double now_ = 0;
  std::array<Surface, 4> steps_;  // each half as wide as the one before; the last is the look
  static constexpr std::size_t most_looks = 8;
  std::array<GLuint, most_looks> looks_ = {};  // a buffer each, read once: of one written again browsers complain
  std::array<double, most_looks> at_ = {};     // when each was taken
  std::size_t waiting_ = 0;                    // how many of them are to be fetched
  GLsync newest_ = nullptr;
  static constexpr double shortest_patience = 0.3;  // seconds; a strobe of 10 Hz has flashed thrice
  double patience_ = shortest_patience;             // until a look is fetched, whatever the GPU does
  GLuint source_ = 0, held_ = 0;
  Box box_;
  bool holds_ = false;
};

}  // namespace reverie
