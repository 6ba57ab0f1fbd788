#include "shared/studio/control_row.h"

#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "shared/studio/nudge.h"
#include "shared/studio/widgets.h"
#include "shared/words/words.h"

namespace reverie {

namespace {

// As many decimals as a hand can set.
int decimals_of(const ParamSpec& spec) {
  if (spec.kind == ParamKind::integer) return 0;
  if (spec.step > 0)
    return std::floor(spec.step) == spec.step ? 0 : std::floor(10 * spec.step) == 10 * spec.step ? 1 : 2;
  return spec.max - spec.min >= 20 ? 1 : 2;
}

std::string number_text(double value, int decimals) {
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value == 0 ? 0.0 : value);
  return buffer[0] == '-' ? "−" + std::string(buffer + 1) : std::string(buffer);
}

bool typable(const ParamSpec& spec) {
  return spec.kind == ParamKind::number || spec.kind == ParamKind::integer || spec.kind == ParamKind::pad;
}

// A minus as typographers set it, a decimal comma, or a stray unit or space, is no reason to refuse a number.
std::string plain_number(std::string text, bool two_numbers) {
  if (!two_numbers) std::replace(text.begin(), text.end(), ',', '.');
  for (std::size_t at = text.find("−"); at != std::string::npos; at = text.find("−")) text.replace(at, 3, "-");
  std::erase(text, ' ');
  while (!text.empty() && !std::isdigit(static_cast<unsigned char>(text.back())) && text.back() != '.') text.pop_back();
  return text;
}

struct Typing {
  const ParamSpec& spec;
};

// Up and down in a field that holds one number.
int nudge_typed(ImGuiInputTextCallbackData* data) {
  const ParamSpec& spec = static_cast<const Typing*>(data->UserData)->spec;
  if (spec.kind == ParamKind::pad) return 0;
  const std::string plain = plain_number(std::string(data->Buf, static_cast<std::size_t>(data->BufTextLen)), false);
  const double value = std::strtod(plain.c_str(), nullptr);
  const Nudge nudge{0, data->EventKey == ImGuiKey_DownArrow ? 1 : -1, ImGui::GetIO().KeyShift};
  const auto next = nudged(spec, value, nudge);
  if (!next) return 0;
  const std::string text = text_from_param_value(*next);
  data->DeleteChars(0, data->BufTextLen);
  data->InsertChars(0, text.c_str(), text.c_str() + text.size());
  data->SelectAll();
  return 0;
}

void draw_typed_value(ControlContext& context, const ParamSpec& spec, float right, float top) {
  const float width = spec.kind == ParamKind::pad ? 132 : 86;
  ImGui::SetCursorScreenPos({right - width, top - 2});
  ImGui::SetNextItemWidth(width);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {8, context.touch ? 12.0f : 4.0f});
  Typing typing{spec};
  if (!context.dock.editing_started) ImGui::SetKeyboardFocusHere();
  const bool entered = ImGui::InputText(
      "##typed", &context.dock.typed,
      ImGuiInputTextFlags_AutoSelectAll | ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackHistory,
      nudge_typed, &typing);
  ImGui::PopStyleVar();
  context.dock.boxes["type." + spec.name] = item_box();
  if (entered || (context.dock.editing_started && ImGui::IsItemDeactivated())) {
    if (!ImGui::IsKeyPressed(ImGuiKey_Escape)) {
      const std::string plain = plain_number(context.dock.typed, spec.kind == ParamKind::pad);
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
  const float height = context.reach(22), wide = context.touch ? std::max(44.0f, width + 6) : width + 6;
  ImGui::SetCursorScreenPos({right - wide, center - height / 2});
  if (ImGui::InvisibleButton("value", {wide, height})) start_typing(context, spec);
  context.dock.boxes["value." + spec.name] = item_box();
  const bool hovered = ImGui::IsItemHovered();
  hint(said("Click to type a value."));
  text_at(Face::text, hovered ? palette().ink : palette().muted, right - width, center, width + 1, shown);
  if (hovered) {
    ImGui::GetWindowDrawList()->AddRectFilled({right - width, center + 9}, {right, center + 10}, palette().faint);
  }
}

}  // namespace

bool pointed_at(const Box& box) {
  return ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
         ImGui::IsMouseHoveringRect({box.x, box.y}, {box.right() + 6, box.bottom()});
}

// A model's axis names itself in small letters; in the dock each line begins with a capital.
std::string shown_label(const ParamSpec& spec) {
  std::string label(said(spec.label));
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
  const float side = context.reach(22), top = center - side / 2;
  const bool lockable = spec.surprise, locked = context.params.locked(spec.name);
  float x = right;
  if (lockable) {
    x -= side;
    ImGui::SetCursorScreenPos({x, top});
    if (row_hovered || locked || context.touch) {
      if (mark_button("lock", locked ? Mark::lock : Mark::unlock, side, 13, locked)) {
        context.params.set_locked(spec.name, !locked);
      }
      hint(said(locked ? "Locked: surprise me leaves it as it is." : "Lock it against surprise me."));
      context.dock.boxes["lock." + spec.name] = item_box();
    }
  }
  x -= side;
  if (!context.params.is_initial(spec.name)) {
    ImGui::SetCursorScreenPos({x, top});
    if (mark_button("reset", Mark::reset, side, 13, false)) context.params.reset(spec.name);
    hint(said("Back to where it began."));
    context.dock.boxes["reset." + spec.name] = item_box();
  }
  return right - x;
}

// The line above a control. A toggle has its switch there and nothing below.
void draw_label_row(ControlContext& context, const ParamSpec& spec) {
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const Box row = {from.x, from.y, ImGui::GetContentRegionAvail().x, context.touch ? 40.0f : 24.0f};
  const bool hovered = pointed_at(row) || context.dock.pointed_before == spec.name;
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
  hint(said(spec.help));
  text_at(Face::text, palette().ink, row.x, row.center_y(), label_right - row.x, shown_label(spec));
  ImGui::SetCursorScreenPos({from.x, row.bottom()});
}

std::string shown_value(const ParamSpec& spec, const ParamValue& value) {
  if (const Vec2* pad = std::get_if<Vec2>(&value)) {
    return number_text(pad->x, decimals_of(spec)) + ", " + number_text(pad->y, decimals_of(spec));
  }
  const double* number = std::get_if<double>(&value);
  if (number == nullptr) return "";
  const std::string text = number_text(*number, decimals_of(spec));
  if (spec.unit.empty()) return text;
  return text + (spec.unit == "°" ? "" : " ") + spec.unit;
}

}  // namespace reverie
