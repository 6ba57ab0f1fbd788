// SdlInput: SDL events → Dear ImGui's, in points. Our own translation instead of Dear ImGui's backend, because that one
// knows no density other than the screen's and asks the desktop for the pointer behind the events' back.
#pragma once

#include <SDL.h>

namespace reverie {

// True if the event was used. `units_a_point`: how many of SDL's mouse units one point has (1 except where we scale
// ourselves).
bool give_event_to_imgui(const SDL_Event& event, float units_a_point);

// Clipboard, cursors' flags and the names of the backend; once after ImGui::CreateContext.
void connect_sdl_to_imgui();

// The cursor that Dear ImGui wishes for; once a frame.
void show_wished_cursor();

}  // namespace reverie
