#include "shared/studio/sdl_input.h"

#include <imgui.h>

#include <array>
#include <string>

namespace reverie {

namespace {

ImGuiKey special_key(SDL_Keycode code) {
  switch (code) {
    case SDLK_TAB:
      return ImGuiKey_Tab;
    case SDLK_LEFT:
      return ImGuiKey_LeftArrow;
    case SDLK_RIGHT:
      return ImGuiKey_RightArrow;
    case SDLK_UP:
      return ImGuiKey_UpArrow;
    case SDLK_DOWN:
      return ImGuiKey_DownArrow;
    case SDLK_PAGEUP:
      return ImGuiKey_PageUp;
    case SDLK_PAGEDOWN:
      return ImGuiKey_PageDown;
    case SDLK_HOME:
      return ImGuiKey_Home;
    case SDLK_END:
      return ImGuiKey_End;
    case SDLK_INSERT:
      return ImGuiKey_Insert;
    case SDLK_DELETE:
      return ImGuiKey_Delete;
    case SDLK_BACKSPACE:
      return ImGuiKey_Backspace;
    case SDLK_SPACE:
      return ImGuiKey_Space;
    case SDLK_RETURN:
      return ImGuiKey_Enter;
    case SDLK_KP_ENTER:
      return ImGuiKey_KeypadEnter;
    case SDLK_ESCAPE:
      return ImGuiKey_Escape;
    case SDLK_LCTRL:
      return ImGuiKey_LeftCtrl;
    case SDLK_RCTRL:
      return ImGuiKey_RightCtrl;
    case SDLK_LSHIFT:
      return ImGuiKey_LeftShift;
    case SDLK_RSHIFT:
      return ImGuiKey_RightShift;
    case SDLK_LALT:
      return ImGuiKey_LeftAlt;
    case SDLK_RALT:
      return ImGuiKey_RightAlt;
    case SDLK_LGUI:
      return ImGuiKey_LeftSuper;
    case SDLK_RGUI:
      return ImGuiKey_RightSuper;
    default:
      return ImGuiKey_None;
  }
}

ImGuiKey key_of(SDL_Keycode code) {
  if (code >= SDLK_a && code <= SDLK_z) return static_cast<ImGuiKey>(ImGuiKey_A + (code - SDLK_a));
  if (code >= SDLK_0 && code <= SDLK_9) return static_cast<ImGuiKey>(ImGuiKey_0 + (code - SDLK_0));
  return special_key(code);
}

void give_key(const SDL_KeyboardEvent& event, ImGuiIO& io) {
  const int modifiers = event.keysym.mod;
  io.AddKeyEvent(ImGuiMod_Ctrl, (modifiers & KMOD_CTRL) != 0);
  io.AddKeyEvent(ImGuiMod_Shift, (modifiers & KMOD_SHIFT) != 0);
  io.AddKeyEvent(ImGuiMod_Alt, (modifiers & KMOD_ALT) != 0);
  io.AddKeyEvent(ImGuiMod_Super, (modifiers & KMOD_GUI) != 0);
  if (const ImGuiKey key = key_of(event.keysym.sym); key != ImGuiKey_None)
    io.AddKeyEvent(key, event.type == SDL_KEYDOWN);
}

// The left button is a pointer's and goes another way (sdl_pointers.h).
bool give_button(const SDL_MouseButtonEvent& event, ImGuiIO& io) {
  if (event.which == SDL_TOUCH_MOUSEID) return false;
  if (event.button != SDL_BUTTON_RIGHT && event.button != SDL_BUTTON_MIDDLE) return false;
  io.AddMouseButtonEvent(event.button == SDL_BUTTON_RIGHT ? 1 : 2, event.type == SDL_MOUSEBUTTONDOWN);
  return true;
}

std::string clipboard;
const char* clipboard_text(void*) {
  if (char* text = SDL_GetClipboardText()) {
    clipboard = text;
    SDL_free(text);
  }
  return clipboard.c_str();
}
void set_clipboard_text(void*, const char* text) { SDL_SetClipboardText(text); }

}  // namespace

bool give_event_to_imgui(const SDL_Event& event) {
  ImGuiIO& io = ImGui::GetIO();
  switch (event.type) {
    case SDL_MOUSEWHEEL:
      io.AddMouseWheelEvent(-event.wheel.preciseX, event.wheel.preciseY);
      return true;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
      return give_button(event.button, io);
    case SDL_TEXTINPUT:
      return io.AddInputCharactersUTF8(event.text.text), true;
    case SDL_KEYDOWN:
    case SDL_KEYUP:
      return give_key(event.key, io), true;
    case SDL_WINDOWEVENT:
      if (event.window.event == SDL_WINDOWEVENT_LEAVE) io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
      if (event.window.event == SDL_WINDOWEVENT_FOCUS_GAINED) io.AddFocusEvent(true);
      if (event.window.event == SDL_WINDOWEVENT_FOCUS_LOST) io.AddFocusEvent(false);
      return true;
    default:
      return false;
  }
}

void connect_sdl_to_imgui() {
  ImGuiIO& io = ImGui::GetIO();
  io.BackendPlatformName = "reverie";
  io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
  io.GetClipboardTextFn = clipboard_text;
  io.SetClipboardTextFn = set_clipboard_text;
}

void show_wished_cursor() {
  static std::array<SDL_Cursor*, 2> cursors = {SDL_CreateSystemCursor(SDL_SYSTEM_CURSOR_ARROW),
                                               SDL_CreateSystemCursor(SDL_SYSTEM_CURSOR_IBEAM)};
  static SDL_Cursor* shown = nullptr;
  SDL_Cursor* wished = cursors[ImGui::GetMouseCursor() == ImGuiMouseCursor_TextInput ? 1 : 0];
  if (wished != nullptr && wished != shown) SDL_SetCursor(shown = wished);
}

}  // namespace reverie
