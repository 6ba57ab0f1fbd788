// Widgets: the few elements that all of the dock is made of, in our own look.
#pragma once

#include <imgui.h>

#include <string_view>

#include "shared/studio/box.h"
#include "shared/studio/marks.h"
#include "shared/studio/theme.h"

namespace reverie {

// The last item's rectangle.
Box item_box();

void text(Face face, ImU32 color, std::string_view words);
// In lines as wide as the window, set with air between them.
void wrapped(Face face, ImU32 color, std::string_view words);
void wrapped_to(float width, Face face, ImU32 color, std::string_view words);
float text_width(Face face, std::string_view words);
// Draws on the window's list with its left middle at (x, y), cut with an ellipsis to `width` points.
void text_at(Face face, ImU32 color, float x, float y, float width, std::string_view words);

// A hint that appears when the pointer rests on the last item.
void hint(std::string_view words);

// A mark that can be pressed; quiet until the pointer is there. `lit`: drawn in ink at rest too.
bool mark_button(const char* id, Mark mark, float side, float mark_size, bool lit, bool enabled = true);

enum class Weight { loud, quiet };  // filled with the accent, or an outline
bool text_button(const char* id, std::string_view words, const Mark* mark, float width, float height, Weight weight);

void heading(std::string_view words);
void gap(float points);
void hairline();

// In a window that scrolls without a bar: a finger or the pointer on empty ground drags the contents, and a thin mark
// at the edge tells where one is.
void scroll_by_dragging();

// Where contents go on past the upper or lower edge of the window, they fade into `ground`.
void fade_edges(ImU32 ground);

// The whole window may be painted, its padding too, until the clip is popped.
void clip_to_whole_window();

}  // namespace reverie
