#include "shared/studio/widgets.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "shared/studio/wrap.h"

namespace reverie {

namespace {

const char* begin_of(std::string_view words) { return words.data(); }
const char* end_of(std::string_view words) { return words.data() + words.size(); }

// The popup alpha of messages and slides applies to what we draw ourselves too.
ImU32 tint(ImU32 color) { return with_alpha(color, ImGui::GetStyle().Alpha); }

// Dear ImGui begins words at whole points, which lie between two pixels at densities like 1.5. Moved to whole pixels
// the letters are as sharp as they were drawn.
void add_words(ImDrawList& out, ImVec2 at, ImU32 color, const char* begin, const char* end) {
  const ImVec2 density = ImGui::GetIO().DisplayFramebufferScale;
  const auto lost = [](float at_point, float pixels) {
    return pixels > 0 ? std::floor(at_point * pixels) / pixels - std::trunc(at_point) : 0;
  };
  const float right = lost(at.x, density.x), down = lost(at.y, density.y);
  const int first = out.VtxBuffer.Size;
  out.AddText(at, color, begin, end);
  for (int i = first; i < out.VtxBuffer.Size; ++i) {
    out.VtxBuffer[i].pos.x += right;
    out.VtxBuffer[i].pos.y += down;
  }
}

}  // namespace

Box item_box() {
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  return {low.x, low.y, high.x - low.x, high.y - low.y};
}

void text(Face face, ImU32 color, std::string_view words) {
  ImGui::PushFont(font_of(face));
  const ImVec2 size = ImGui::CalcTextSize(begin_of(words), end_of(words));
  add_words(*ImGui::GetWindowDrawList(), ImGui::GetCursorScreenPos(), tint(color), begin_of(words), end_of(words));
  ImGui::PopFont();
  ImGui::Dummy(size);
}

// Dear ImGui sets lines solid, one font's height below the other; that is hard to read.
void wrapped_to(float width, Face face, ImU32 color, std::string_view words) {
  ImGui::PushFont(font_of(face));
  const float size = ImGui::GetFontSize(), leading = std::round(size * 1.4f);
  const ImVec2 from = ImGui::GetCursorScreenPos();
  ImDrawList& out = *ImGui::GetWindowDrawList();
  const std::vector<std::string_view> lines = lines_of(words, width);
  float y = from.y + std::floor((leading - size) / 2);
  for (const std::string_view line : lines) {
    add_words(out, {from.x, y}, tint(color), begin_of(line), end_of(line));
    y += leading;
  }
  ImGui::PopFont();
  ImGui::Dummy({width, leading * static_cast<float>(lines.size())});
}

void wrapped(Face face, ImU32 color, std::string_view words) {
  wrapped_to(std::max(1.0f, ImGui::GetContentRegionAvail().x), face, color, words);
}

float text_width(Face face, std::string_view words) {
  ImGui::PushFont(font_of(face));
  const float width = ImGui::CalcTextSize(begin_of(words), end_of(words)).x;
  ImGui::PopFont();
  return width;
}

void text_at(Face face, ImU32 color, float x, float y, float width, std::string_view words) {
  ImGui::PushFont(font_of(face));
  std::string shown(words);
  const auto measure = [&] { return ImGui::CalcTextSize(shown.c_str()).x; };
  if (measure() > width) {
    while (!shown.empty() && (measure() + ImGui::CalcTextSize("…").x > width || (shown.back() & 0xC0) == 0x80)) {
      shown.pop_back();
    }
    if (!shown.empty() && static_cast<unsigned char>(shown.back()) >= 0xC0) shown.pop_back();
    shown += "…";
  }
  const float height = ImGui::GetFontSize();
  add_words(*ImGui::GetWindowDrawList(), {x, y - height / 2}, tint(color), shown.data(), shown.data() + shown.size());
  ImGui::PopFont();
}

void hint(std::string_view words) {
  // A finger leaves the pointer where it was lifted: a hint would never go away.
  if (words.empty() || ImGui::GetIO().MouseSource == ImGuiMouseSource_TouchScreen) return;
  if (!ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal | ImGuiHoveredFlags_NoSharedDelay)) return;
  // Who just pressed it knows what it does, and reads what it opened.
  const ImGuiIO& io = ImGui::GetIO();
  const Box box = item_box();
  const ImVec2 pressed = io.MouseClickedPos[0];
  if (io.MouseClickedTime[0] > 0 && pressed.x >= box.x && pressed.x < box.right() && pressed.y >= box.y &&
      pressed.y < box.bottom()) {
    return;
  }
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {11, 8});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, rounding);
  if (ImGui::BeginTooltip()) {
    sharpen_window();
    wrapped_to(std::min(260.0f, text_width(Face::small, words) + 1), Face::small, palette().ink, words);
    ImGui::EndTooltip();
  }
  ImGui::PopStyleVar(2);
}

bool mark_button(const char* id, Mark mark, float side, float mark_size, bool lit, bool enabled) {
  const bool pressed = ImGui::InvisibleButton(id, {side, side}) && enabled;
  const Box box = item_box();
  const bool hovered = enabled && ImGui::IsItemHovered();
  ImDrawList& out = *ImGui::GetWindowDrawList();
  if (hovered) {
    out.AddRectFilled({box.x, box.y}, {box.right(), box.bottom()}, tint(palette().field), rounding);
  }
  ImU32 color = hovered ? palette().ink : lit ? palette().muted : palette().faint;
  if (!enabled) color = with_alpha(palette().faint, 0.45f);
  draw_mark(out, mark, {box.center_x(), box.center_y()}, mark_size, tint(color));
  return pressed;
}

bool text_button(const char* id, std::string_view words, const Mark* mark, float width, float height, Weight weight) {
  const bool pressed = ImGui::InvisibleButton(id, {width, height});
  const Box box = item_box();
  const bool hovered = ImGui::IsItemHovered(), held = ImGui::IsItemActive();
  ImDrawList& out = *ImGui::GetWindowDrawList();
  const ImVec2 low = {box.x, box.y}, high = {box.right(), box.bottom()};
  ImU32 color = palette().ink;
  if (weight == Weight::loud) {
    const ImU32 pressed_tone = mix(palette().accent, IM_COL32(0, 0, 0, 255), held ? 0.16f : hovered ? 0.08f : 0.0f);
    out.AddRectFilled(low, high, tint(pressed_tone), rounding);
    color = palette().on_accent;
  } else {
    out.AddRectFilled(low, high, tint(held ? palette().line : hovered ? palette().hover : palette().field), rounding);
  }
  const float mark_side = 13, space = 7;
  const float words_width = text_width(Face::strong, words);
  const float total = words_width + (mark == nullptr ? 0 : mark_side + space);
  float x = box.center_x() - total / 2;
  if (mark != nullptr) {
    draw_mark(out, *mark, {x + mark_side / 2, box.center_y()}, mark_side, tint(color));
    x += mark_side + space;
  }
  text_at(Face::strong, color, x, box.center_y(), words_width + 2, words);
  return pressed;
}

void heading(std::string_view words) { text(Face::strong, palette().ink, words); }

void gap(float points) { ImGui::Dummy({0, points - ImGui::GetStyle().ItemSpacing.y}); }

void hairline() {
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::GetWindowDrawList()->AddRectFilled(from, {from.x + width, from.y + 1}, tint(palette().line));
  ImGui::Dummy({width, 1});
}

void scroll_by_dragging() {
  const bool on_ground = ImGui::IsWindowHovered() && !ImGui::IsAnyItemActive();
  if (on_ground && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 3)) {
    ImGui::SetScrollY(ImGui::GetScrollY() - ImGui::GetIO().MouseDelta.y);
  }
  const float most = ImGui::GetScrollMaxY();
  if (most <= 0) return;
  const ImVec2 low = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  const float length = std::max(24.0f, size.y * size.y / (size.y + most));
  const float y = low.y + (size.y - length) * ImGui::GetScrollY() / most, x = low.x + size.x - 6;
  clip_to_whole_window();
  ImGui::GetWindowDrawList()->AddRectFilled({x, y + 2}, {x + 3, y + length - 2}, tint(palette().line), 1.5f);
  ImGui::GetWindowDrawList()->PopClipRect();
}

void fade_edges(ImU32 ground) {
  constexpr float fade = 18;
  const ImVec2 low = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  const float above = ImGui::GetScrollY(), below = ImGui::GetScrollMaxY() - above, right = low.x + size.x - 8;
  const ImU32 none = ground & ~IM_COL32_A_MASK;
  ImDrawList& out = *ImGui::GetWindowDrawList();
  clip_to_whole_window();
  const auto paint = [&](float y, float end, bool down) {
    out.AddRectFilledMultiColor({low.x, y}, {right, end}, down ? ground : none, down ? ground : none,
                                down ? none : ground, down ? none : ground);
  };
  if (above > 0) paint(low.y, low.y + std::min(fade, above), true);
  if (below > 0) paint(low.y + size.y - std::min(fade, below), low.y + size.y, false);
  out.PopClipRect();
}

void clip_to_whole_window() {
  const ImVec2 low = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  ImGui::GetWindowDrawList()->PushClipRect(low, {low.x + size.x, low.y + size.y});
}

}  // namespace reverie
