// Theme: ink on paper with one seal-red accent, the same in the dock, the site and the embed. Dark mode is ink first.
#pragma once

#include <imgui.h>

#include <span>

#include "shared/image/image.h"

namespace reverie {

struct Palette {
  ImU32 paper;   // the dock's ground
  ImU32 raised;  // popups, messages
  ImU32 ink;     // words
  ImU32 muted;   // quieter words
  ImU32 faint;   // marks that need not be read
  ImU32 line;    // hairlines, tracks
  ImU32 field;   // the ground of what can be filled in
  ImU32 hover;   // the same under the pointer
  ImU32 accent;  // the seal: one thing at a time
  ImU32 on_accent;
  ImU32 data;  // figures and progress
};

// In points.
inline constexpr float rounding = 6, text_size = 14.5f, small_size = 12.5f, title_size = 21;

const Palette& palette();
bool theme_is_dark();

// Sets palette, style and, where they are not yet there for this density, the fonts. Cheap to call each frame; call it
// before ImGui::NewFrame, for it may rebuild the font atlas (then it returns true and the texture must be made anew).
bool apply_theme(bool dark, float density);

// Letters that Inter has not, for another language; read from the next apply_theme on, and not copied. Empty: none.
void set_other_faces(std::span<const unsigned char> sans, std::span<const unsigned char> bold);

enum class Face { text, strong, small, title };
ImFont* font_of(Face face);

// After each ImGui::Begin: edges are as soft as one pixel, not as one point.
void sharpen_window();

ImU32 with_alpha(ImU32 color, float alpha);  // alpha in 0…1, multiplied
ImU32 mix(ImU32 a, ImU32 b, float t);

}  // namespace reverie
