#include "shared/studio/control_row.h"

#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>

#include "shared/studio/widgets.h"

namespace reverie {

namespace {

// A finger needs more room than a pointer.
float mark_side(const ControlContext& context) { return context.touch ? 34 : 22; }

std::string number_text(double value, double step) {
  char buffer[48];
  const bool whole = step >= 1 && std::floor(step) == step;
  std::snprintf(buffer, sizeof buffer, whole ? "%.0f" : "%.2f", value == 0 ? 0.0 : value);
  return buffer[0] == '-' ? "−" + std::string(buffer + 1) : std::string(buffer);
}

bool typable(const ParamSpec& spec) {
  return spec.kind == ParamKind::number || spec.kind == ParamKind::integer || spec.kind == ParamKind::pad;
}

// A minus as typographers set it, or a stray unit or space, is no reason to refuse a number.
std::string plain_number(std::string text) {
  for (std::size_t at = text.find("−"); at != std::string::npos; at = text.find("−")) text.replace(at, 3, "-");
  std::erase(text, ' ');
  while (!text.empty() && !std::isdigit(static_cast<unsigned char>(text.back())) && text.back() != '.') text.pop_back();
  return text;
}

void draw_typed_value(ControlContext& context, const ParamSpec& spec, float right, float top) {
  const float width = spec.kind == ParamKind::pad ? 132 : 86;
  ImGui::SetCursorScreenPos({right - width, top - 2});
  ImGui::SetNextItemWidth(width);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {8, 4});
  if (!context.dock.editing_started) ImGui::SetKeyboardFocusHere();
  const bool entered = ImGui::InputText("##typed", &context.dock.typed,
                                        ImGuiInputTextFlags_AutoSelectAll | ImGuiInputTextFlags_EnterReturnsTrue);
  ImGui::PopStyleVar();
  context.dock.boxes["type." + spec.name] = item_box();
  if (entered || (context.dock.editing_started && ImGui::IsItemDeactivated())) {
    if (!ImGui::IsKeyPressed(ImGuiKey_Escape)) {
      const std::string plain = plain_number(context.dock.typed);
      const Result<void> done = context.params.set_from_text(spec.name, plain.empty() ? context.dock.typed : plain);
      if (!done) context.wishes.problem = done.error().message;
    }
    context.dock.editing.clear();
  }
  // The field takes the keyboard one frame after it was asked to.
  context.dock.editing_started |= ImGui::IsItemActive();
}

void draw_value(ControlContext& context, const ParamSpec& spec, float right, float center) {
  const std::string shown = shown_value(spec, context.params.value(spec.name));
  const float width = text_width(Face::text, shown);
  ImGui::SetCursorScreenPos({right - width - 6, center - 11});
  if (ImGui::InvisibleButton("value", {width + 6, 22})) start_typing(context, spec);
  context.dock.boxes["value." + spec.name] = item_box();
  const bool hovered = ImGui::IsItemHovered();
  hint("Click to type a value.");
  text_at(Face::text, hovered ? palette().ink : palette().muted, right - width, center, width + 1, shown);
  if (hovered) {
    ImGui::GetWindowDrawList()->AddRectFilled({right - width, center + 9}, {right, center + 10}, palette().faint);
  }
}

}  // namespace

// A model's axis names itself in small letters; in the dock each line begins with a capital.
std::string shown_label(const ParamSpec& spec) {
  std::string label = spec.label;
  if (!label.empty() && label[0] >= 'a' && label[0] <= 'z') label[0] = static_cast<char>(label[0] - 'a' + 'A');
  return label;
}

void start_typing(ControlContext& context, const ParamSpec& spec) {
  context.dock.editing = spec.name;
  context.dock.editing_started = false;
  context.dock.typed = context.params.text_of(spec.name);
}

// Reset and lock, ending at `right`; returns the width they take.
float draw_marks(ControlContext& context, const ParamSpec& spec, float right, float center, bool row_hovered) {
  const float side = mark_side(context), top = center - side / 2;
  const bool lockable = spec.surprise, locked = context.params.locked(spec.name);
  float x = right;
  if (lockable) {
    x -= side;
    ImGui::SetCursorScreenPos({x, top});
    if (row_hovered || locked || context.touch) {
      if (mark_button("lock", locked ? Mark::lock : Mark::unlock, side, 13, locked)) {
        context.params.set_locked(spec.name, !locked);
      }
      hint(locked ? "Locked: surprise me leaves it as it is." : "Lock it against surprise me.");
      context.dock.boxes["lock." + spec.name] = item_box();
    }
  }
  x -= side;
  if (!context.params.is_initial(spec.name)) {
    ImGui::SetCursorScreenPos({x, top});
    if (mark_button("reset", Mark::reset, side, 13, false)) context.params.reset(spec.name);
    hint("Back to where it began.");
    context.dock.boxes["reset." + spec.name] = item_box();
  }
  return right - x;
}

// The line above a control. A toggle has its switch there and nothing below.
void draw_label_row(ControlContext& context, const ParamSpec& spec) {
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const Box row = {from.x, from.y, ImGui::GetContentRegionAvail().x, 24};
  const bool hovered = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
                       ImGui::IsMouseHoveringRect({row.x, row.y - 2}, {row.right() + 6, row.bottom() + 30});
  float label_right = row.right();
  if (typable(spec)) {
    if (context.dock.editing == spec.name) {
      draw_typed_value(context, spec, row.right(), row.y);
    } else {
      draw_value(context, spec, row.right(), row.center_y());
    }
    // A column of its own, so that the marks stand still while the figure changes.
    label_right -= spec.kind == ParamKind::pad ? 112 : 64;
    if (context.dock.editing == spec.name) label_right = row.right() - (spec.kind == ParamKind::pad ? 140 : 94);
  } else {
    label_right += 4;
  }
  label_right -= draw_marks(context, spec, label_right, row.center_y(), hovered) + 4;
  ImGui::SetCursorScreenPos(from);
  ImGui::SetNextItemAllowOverlap();
  ImGui::InvisibleButton(
      "label", {std::max(10.0f, std::min(text_width(Face::text, shown_label(spec)), label_right - row.x)), row.height});
  hint(spec.help);
  text_at(Face::text, palette().ink, row.x, row.center_y(), label_right - row.x, shown_label(spec));
  ImGui::SetCursorScreenPos({from.x, row.bottom()});
}

std::string shown_value(const ParamSpec& spec, const ParamValue& value) {
  if (const Vec2* pad = std::get_if<Vec2>(&value)) {
    return number_text(pad->x, spec.step) + ", " + number_text(pad->y, spec.step);
  }
  const double* number = std::get_if<double>(&value);
  if (number == nullptr) return "";
  const std::string text = number_text(*number, spec.kind == ParamKind::integer ? 1 : spec.step);
  if (spec.unit.empty()) return text;
  return text + (spec.unit == "°" ? "" : " ") + spec.unit;
}

}  // namespace reverie
