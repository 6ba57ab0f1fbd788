#include "shared/studio/sdl_window.h"

#include <SDL.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "shared/canvas_gl/gl.h"
#include "shared/studio/gl_canvas_view.h"
#include "shared/studio/sdl_input.h"
#include "shared/studio/sdl_pointers.h"
#include "shared/studio/theme.h"

namespace reverie {

struct SdlWindow::Parts {
  SDL_Window* window = nullptr;
  SDL_GLContext context = nullptr;
  std::unique_ptr<GlCanvasView> view;
  float wished_density = 0;
  float width = 1, height = 1, density = 1;
  std::uint64_t last_count = 0;
  bool lost = false, gui_ready = false;
  SdlPointers pointers;
  std::string dropped_file;

  // Points and density of this moment. Where a density is wished for, the window's own units are the pixels.
  void measure() {
    int units_wide = 1, units_high = 1, pixels_wide = 1, pixels_high = 1;
    SDL_GetWindowSize(window, &units_wide, &units_high);
    SDL_GL_GetDrawableSize(window, &pixels_wide, &pixels_high);
    density = wished_density > 0 ? wished_density
                                 : static_cast<float>(pixels_wide) / static_cast<float>(std::max(1, units_wide));
    width = static_cast<float>(std::max(1, pixels_wide)) / density;
    height = static_cast<float>(std::max(1, pixels_high)) / density;
  }
  float units_a_point() const {
    int units_wide = 1;
    SDL_GetWindowSize(window, &units_wide, nullptr);
    return static_cast<float>(units_wide) / width;
  }

  ~Parts() {
    if (gui_ready) {
      ImGui_ImplOpenGL3_Shutdown();
      ImGui::DestroyContext();
    }
    view.reset();
    if (context != nullptr) SDL_GL_DeleteContext(context);
    if (window != nullptr) SDL_DestroyWindow(window);
    SDL_Quit();
  }
};

namespace {

#ifdef REVERIE_GLES
constexpr int profile = SDL_GL_CONTEXT_PROFILE_ES, minor_version = 0;
constexpr const char* shader_version = "#version 300 es";
constexpr const char* wanted = "WebGL 2";
#else
constexpr int profile = SDL_GL_CONTEXT_PROFILE_CORE, minor_version = 3;
constexpr const char* shader_version = "#version 330";
constexpr const char* wanted = "OpenGL 3.3";
#endif

Error no_window(const char* what) {
  return Error{std::string("The window cannot open: ") + what + " said “" + SDL_GetError() +
               "”; it needs a screen with " + wanted +
               "; nothing is played, and “reverie render” draws without a screen."};
}

// SDL falls back to drivers that draw for nobody; a window that cannot be seen cannot be closed either.
bool nobody_sees() {
  const std::string driver = SDL_GetCurrentVideoDriver() == nullptr ? "" : SDL_GetCurrentVideoDriver();
  if (driver != "dummy" && driver != "offscreen" && driver != "evdev") return false;
  SDL_SetError("there is no display, only the driver %s", driver.c_str());
  return true;
}

void wish_attributes() {
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, profile);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, minor_version);
  SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 0);
}

}  // namespace

SdlWindow::SdlWindow(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SdlWindow::~SdlWindow() = default;

Result<std::unique_ptr<SdlWindow>> SdlWindow::create(const SdlWindowOptions& options) {
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return no_window("SDL");
  auto parts = std::make_unique<Parts>();
  if (nobody_sees()) return no_window("SDL");
  wish_attributes();
  parts->wished_density = options.density;
  const float scale = options.density > 0 ? options.density : 1;
  const auto units = [&](int points) { return static_cast<int>(std::lround(static_cast<float>(points) * scale)); };
  parts->window =
      SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, units(options.width),
                       units(options.height), SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
  if (parts->window == nullptr) return no_window("SDL");
  parts->context = SDL_GL_CreateContext(parts->window);
  if (parts->context == nullptr) return no_window(wanted);
  SDL_GL_SetSwapInterval(options.vertical_sync ? 1 : 0);
  parts->view = std::make_unique<GlCanvasView>();

  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;  // nothing is remembered beside what the link says
  ImGui::GetIO().LogFilename = nullptr;
  connect_sdl_to_imgui();
  parts->gui_ready = ImGui_ImplOpenGL3_Init(shader_version);
  if (!parts->gui_ready) {
    ImGui::DestroyContext();
    return no_window(wanted);
  }
  parts->last_count = SDL_GetPerformanceCounter();
  return std::unique_ptr<SdlWindow>(new SdlWindow(std::move(parts)));
}

CanvasView& SdlWindow::view() { return *parts_->view; }

void SdlWindow::resize(int width, int height) {
  const float scale = parts_->wished_density > 0 ? parts_->wished_density : 1;
  SDL_SetWindowSize(parts_->window, static_cast<int>(std::lround(static_cast<float>(width) * scale)),
                    static_cast<int>(std::lround(static_cast<float>(height) * scale)));
}

void SdlWindow::copy_text(const std::string& text) { SDL_SetClipboardText(text.c_str()); }

std::string SdlWindow::take_dropped_file() { return std::exchange(parts_->dropped_file, {}); }

void SdlWindow::wait_for_event(double seconds) { SDL_WaitEventTimeout(nullptr, static_cast<int>(seconds * 1000)); }

bool SdlWindow::run_frame(Studio& studio) {
  SDL_Event event;
  bool open = true;
  const float units_a_point = parts_->units_a_point();
  while (SDL_PollEvent(&event) != 0) {
    if (event.type == SDL_QUIT) open = false;
    if (event.type == SDL_DROPFILE) {
      parts_->dropped_file = event.drop.file;
      SDL_free(event.drop.file);
    }
    give_event_to_imgui(event);
    const auto sample = parts_->pointers.sample_of(event, parts_->width, parts_->height, units_a_point);
    if (sample) studio.pointer(*sample);
    if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_FOCUS_LOST) studio.let_go();
  }
  const std::uint64_t now = SDL_GetPerformanceCounter();
  const double elapsed =
      static_cast<double>(now - parts_->last_count) / static_cast<double>(SDL_GetPerformanceFrequency());
  parts_->last_count = now;
  ImGui::GetIO().DeltaTime = static_cast<float>(std::clamp(elapsed, 1e-4, 0.25));
  if (parts_->lost) return open;
  begin_frame(studio.prefers_dark());
  studio.frame({elapsed});
  end_frame();
  return open;
}

void SdlWindow::begin_frame(bool dark) {
  parts_->measure();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {parts_->width, parts_->height};
  io.DisplayFramebufferScale = {parts_->density, parts_->density};
  if (apply_theme(dark, parts_->density)) ImGui_ImplOpenGL3_DestroyFontsTexture();
  if (io.Fonts->TexID == nullptr) ImGui_ImplOpenGL3_CreateFontsTexture();
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
}

void SdlWindow::paint() const {
  const int wide = static_cast<int>(std::lround(parts_->width * parts_->density));
  const int high = static_cast<int>(std::lround(parts_->height * parts_->density));
  glViewport(0, 0, wide, high);
  const ImVec4 ground = ImGui::ColorConvertU32ToFloat4(palette().paper);
  glClearColor(ground.x, ground.y, ground.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void SdlWindow::end_frame() {
  ImGui::Render();
  show_wished_cursor();
  paint();
  SDL_GL_SwapWindow(parts_->window);
}

// Painted once more and read before a swap: after it the buffers hold nothing one can count on.
Image SdlWindow::picture() const {
  const int wide = static_cast<int>(std::lround(parts_->width * parts_->density));
  const int high = static_cast<int>(std::lround(parts_->height * parts_->density));
  Result<Image> image = Image::create(wide, high);
  if (!image) return {};
  paint();
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  std::vector<std::uint8_t> rows(image->rgba().size());
  glReadPixels(0, 0, wide, high, GL_RGBA, GL_UNSIGNED_BYTE, rows.data());
  const std::size_t stride = static_cast<std::size_t>(wide) * 4;
  for (int y = 0; y < high; ++y) {
    const std::uint8_t* from = rows.data() + static_cast<std::size_t>(high - 1 - y) * stride;
    std::copy(from, from + stride, image->rgba().data() + static_cast<std::size_t>(y) * stride);
  }
  for (std::size_t i = 3; i < image->rgba().size(); i += 4) image->rgba()[i] = 255;
  return std::move(*image);
}

void SdlWindow::context_lost() {
  parts_->lost = true;
  parts_->view->lost();
}

void SdlWindow::context_restored() {
  // The names of what is lost mean nothing any more: the backend forgets them without asking GL.
  ImGui_ImplOpenGL3_Shutdown();
  ImGui::GetIO().Fonts->SetTexID(nullptr);
  parts_->gui_ready = ImGui_ImplOpenGL3_Init(shader_version);
  parts_->lost = !parts_->gui_ready;
}

}  // namespace reverie
