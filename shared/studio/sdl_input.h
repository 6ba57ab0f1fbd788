// SdlInput: SDL events → Dear ImGui's, in points. Our own translation instead of Dear ImGui's backend, because that one
// knows no density other than the screen's and asks the desktop for the pointer behind the events' back.
#pragma once

#include <SDL.h>

namespace reverie {

// All but the pointers themselves, which the studio gives to Dear ImGui where they are the dock's (pointer_routes.h).
// True if the event was used.
bool give_event_to_imgui(const SDL_Event& event);

// Clipboard, cursors' flags and the names of the backend; once after ImGui::CreateContext.
void connect_sdl_to_imgui();

// The cursor that Dear ImGui wishes for; once a frame.
void show_wished_cursor();

}  // namespace reverie
