// SdlWindow: SDL2 window + GL context + Dear ImGui, set up once for both entries. Desktop: OpenGL 3; page: WebGL 2
// through the same calls (REVERIE_GLES, set by CMake).
#pragma once

#include <memory>
#include <string>

#include "shared/image/image.h"
#include "shared/studio/studio.h"

namespace reverie {

struct SdlWindowOptions {
  std::string title = "Reverie";
  int width = 1280, height = 800;  // points
  float density = 0;               // pixels a point; 0: what the screen says
  bool vertical_sync = true;
};

class SdlWindow {
 public:
  // Fails when there is no screen or no OpenGL 3 / WebGL 2; the sentence says which. Hints that must come before
  // SDL_Init (SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT) are the caller's.
  static Result<std::unique_ptr<SdlWindow>> create(const SdlWindowOptions& options);
  ~SdlWindow();
  SdlWindow(const SdlWindow&) = delete;
  SdlWindow& operator=(const SdlWindow&) = delete;

  // Events, one frame of the studio, and what it looks like on the screen. False when the window was closed.
  bool run_frame(Studio& studio);
  // The path of a file that was dropped on the window since the last call; empty when there was none.
  std::string take_dropped_file();
  // Sleeps until something happens, at most so many seconds: for a studio that rests.
  void wait_for_event(double seconds);
  // What run_frame drew last, at the size in pixels; empty when reading back failed.
  Image picture() const;

  // Size in points, when the surroundings decide it (the page's canvas).
  void resize(int width, int height);
  CanvasView& view();
  // The GL context went away (drop all of it, draw nothing) and came back (make all anew).
  void context_lost();
  void context_restored();
  // Text on the clipboard of the system.
  void copy_text(const std::string& text);

 private:
  struct Parts;
  explicit SdlWindow(std::unique_ptr<Parts> parts);
  void begin_frame(bool dark);
  void paint() const;
  void end_frame();
  std::unique_ptr<Parts> parts_;
};

}  // namespace reverie
