#include "shared/studio/controls.h"

#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "shared/studio/widgets.h"

namespace reverie {

namespace {

constexpr float mark_side = 22, control_height = 34, slider_height = 22;

std::string number_text(double value, double step) {
  char buffer[48];
  const bool whole = step >= 1 && std::floor(step) == step;
  std::snprintf(buffer, sizeof buffer, whole ? "%.0f" : "%.2f", value == 0 ? 0.0 : value);
  return buffer[0] == '-' ? "−" + std::string(buffer + 1) : std::string(buffer);
}

bool typable(const ParamSpec& spec) {
  return spec.kind == ParamKind::number || spec.kind == ParamKind::integer || spec.kind == ParamKind::pad;
}

void start_typing(ControlContext& context, const ParamSpec& spec) {
  context.dock.editing = spec.name;
  context.dock.editing_started = false;
  context.dock.typed = context.params.text_of(spec.name);
}

void set(ControlContext& context, const ParamSpec& spec, ParamValue value) {
  const Result<void> done = context.params.set(spec.name, std::move(value));
  if (!done) context.wishes.problem = done.error().message;
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
      const Result<void> done = context.params.set_from_text(spec.name, plain_number(context.dock.typed));
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

// Reset and lock at the right end of the row; returns the width they take.
float draw_marks(ControlContext& context, const ParamSpec& spec, const Box& row, bool row_hovered) {
  const float top = row.center_y() - mark_side / 2;
  const bool lockable = spec.surprise, locked = context.params.locked(spec.name);
  float x = row.right() + 4;
  if (lockable) {
    x -= mark_side;
    ImGui::SetCursorScreenPos({x, top});
    if (row_hovered || locked || context.touch) {
      if (mark_button("lock", locked ? Mark::lock : Mark::unlock, mark_side, 13, locked)) {
        context.params.set_locked(spec.name, !locked);
      }
      hint(locked ? "Locked: surprise me leaves it as it is." : "Lock it against surprise me.");
      context.dock.boxes["lock." + spec.name] = item_box();
    }
  }
  x -= mark_side;
  if (!context.params.is_initial(spec.name)) {
    ImGui::SetCursorScreenPos({x, top});
    if (mark_button("reset", Mark::reset, mark_side, 13, false)) context.params.reset(spec.name);
    hint("Back to where it began.");
    context.dock.boxes["reset." + spec.name] = item_box();
  }
  return row.right() - x;
}

// The line above a control. A toggle has its switch there and nothing below.
void draw_label_row(ControlContext& context, const ParamSpec& spec) {
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const Box row = {from.x, from.y, ImGui::GetContentRegionAvail().x, 24};
  const bool hovered = ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect({row.x, row.y - 2}, {row.right() + 6, row.bottom() + 30});
  const float taken = draw_marks(context, spec, row, hovered) + 4;
  float label_right = row.right() - taken;
  if (typable(spec)) {
    if (context.dock.editing == spec.name) {
      draw_typed_value(context, spec, label_right, row.y);
    } else {
      draw_value(context, spec, label_right, row.center_y());
    }
    label_right -= text_width(Face::text, shown_value(spec, context.params.value(spec.name))) + 8;
  }
  ImGui::SetCursorScreenPos(from);
  ImGui::SetNextItemAllowOverlap();
  ImGui::InvisibleButton("label", {std::max(10.0f, std::min(text_width(Face::text, spec.label), label_right - row.x)), row.height});
  hint(spec.help);
  text_at(Face::text, palette().ink, row.x, row.center_y(), label_right - row.x, spec.label);
  ImGui::SetCursorScreenPos({from.x, row.bottom()});
}

double stepped(const ParamSpec& spec, double value) {
  if (spec.kind == ParamKind::integer) value = std::round(value);
  if (spec.step > 0) value = spec.min + std::round((value - spec.min) / spec.step) * spec.step;
  if (spec.step <= 0 && spec.kind == ParamKind::number) {
    const double grain = std::pow(10.0, std::floor(std::log10(std::max(spec.max - spec.min, 1e-9))) - 3);
    value = std::round(value / grain) * grain;
  }
  return std::clamp(value, spec.min, spec.max);
}

void draw_slider(ControlContext& context, const ParamSpec& spec) {
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::InvisibleButton("slider", {width, slider_height});
  const Box box = item_box();
  context.dock.boxes[spec.name] = box;
  const bool held = ImGui::IsItemActive(), hovered = ImGui::IsItemHovered();
  constexpr float knob = 7;
  const float low = box.x + knob, span = std::max(1.0f, box.width - 2 * knob);
  const ImGuiIO& io = ImGui::GetIO();
  const bool wants_typing = hovered && (ImGui::IsMouseDoubleClicked(0) || (ImGui::IsMouseClicked(0) && io.KeyCtrl));
  if (wants_typing) {
    start_typing(context, spec);
  } else if (held && context.dock.editing != spec.name) {
    const double share = std::clamp((io.MousePos.x - low) / span, 0.0f, 1.0f);
    set(context, spec, stepped(spec, spec.min + share * (spec.max - spec.min)));
  }
  const double range = spec.max - spec.min;
  const double share = range > 0 ? (context.params.number(spec.name) - spec.min) / range : 0;
  const float x = low + static_cast<float>(share) * span, y = box.center_y();
  ImDrawList& out = *ImGui::GetWindowDrawList();
  out.AddRectFilled({box.x, y - 1.5f}, {box.right(), y + 1.5f}, palette().line, 1.5f);
  out.AddRectFilled({box.x, y - 1.5f}, {x, y + 1.5f}, palette().ink, 1.5f);
  out.AddCircleFilled({x, y}, held ? knob + 1 : knob, held ? palette().accent : palette().ink, 32);
  out.AddCircleFilled({x, y}, (held ? knob + 1 : knob) - 2, hovered || held ? palette().raised : palette().paper, 32);
}

void draw_pad(ControlContext& context, const ParamSpec& spec) {
  const float width = ImGui::GetContentRegionAvail().x, height = std::clamp(width * 0.62f, 120.0f, 200.0f);
  ImGui::InvisibleButton("pad", {width, height});
  const Box box = item_box();
  context.dock.boxes[spec.name] = box;
  const double range = spec.max - spec.min;
  if (ImGui::IsItemActive() && range > 0) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const double x = std::clamp((mouse.x - box.x) / box.width, 0.0f, 1.0f);
    const double y = std::clamp((mouse.y - box.y) / box.height, 0.0f, 1.0f);
    set(context, spec, Vec2{stepped(spec, spec.min + x * range), stepped(spec, spec.min + y * range)});
  }
  ImDrawList& out = *ImGui::GetWindowDrawList();
  const bool lively = ImGui::IsItemHovered() || ImGui::IsItemActive();
  out.AddRectFilled({box.x, box.y}, {box.right(), box.bottom()}, palette().field, rounding);
  for (int column = 1; column < 16; ++column) {
    for (int row = 1; row < 10; ++row) {
      const ImVec2 dot = {box.x + box.width * static_cast<float>(column) / 16, box.y + box.height * static_cast<float>(row) / 10};
      out.AddRectFilled({dot.x - 0.5f, dot.y - 0.5f}, {dot.x + 0.5f, dot.y + 0.5f}, palette().faint);
    }
  }
  const Vec2 value = context.params.pad(spec.name);
  const float x = box.x + box.width * static_cast<float>(range > 0 ? (value.x - spec.min) / range : 0.5);
  const float y = box.y + box.height * static_cast<float>(range > 0 ? (value.y - spec.min) / range : 0.5);
  out.AddRectFilled({box.x, y - 0.5f}, {box.right(), y + 0.5f}, palette().line);
  out.AddRectFilled({x - 0.5f, box.y}, {x + 0.5f, box.bottom()}, palette().line);
  const ImVec2 knob = {std::clamp(x, box.x + 9, box.right() - 9), std::clamp(y, box.y + 9, box.bottom() - 9)};
  out.AddCircleFilled(knob, lively ? 9.0f : 8.0f, palette().accent, 32);
  out.AddCircleFilled(knob, 3, palette().on_accent, 24);
}

void draw_toggle(ControlContext& context, const ParamSpec& spec) {
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const Box row = {from.x, from.y, width, 26};
  const bool hovered = ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect({row.x, row.y}, {row.right() + 6, row.bottom()});
  const float marks = draw_marks(context, spec, row, hovered) + 4;
  ImGui::SetCursorScreenPos(from);
  const bool on = context.params.toggle(spec.name);
  if (ImGui::InvisibleButton("switch", {width - marks, row.height})) set(context, spec, !on);
  context.dock.boxes[spec.name] = item_box();
  hint(spec.help);
  text_at(Face::text, palette().ink, row.x, row.center_y(), width - marks - 46, spec.label);
  ImDrawList& out = *ImGui::GetWindowDrawList();
  const float right = row.right() - marks, y = row.center_y();
  out.AddRectFilled({right - 34, y - 10}, {right, y + 10}, on ? palette().data : palette().line, 10);
  out.AddCircleFilled({on ? right - 10 : right - 24, y}, 7.5f, on ? palette().on_accent : palette().raised, 32);
  ImGui::SetCursorScreenPos({from.x, row.bottom()});
  ImGui::Dummy({0, 0});
}

void draw_text_field(ControlContext& context, const ParamSpec& spec) {
  std::string words = context.params.text(spec.name);
  ImGui::SetNextItemWidth(-1);
  if (ImGui::InputText("##text", &words, ImGuiInputTextFlags_AutoSelectAll)) set(context, spec, words);
  context.dock.boxes[spec.name] = item_box();
}

bool fits_in_a_row(const ParamSpec& spec, float width) {
  if (spec.choices.size() > 4) return false;
  float widest = 0;
  for (const std::string& choice : spec.choices) widest = std::max(widest, text_width(Face::text, choice));
  return (widest + 16) * static_cast<float>(spec.choices.size()) <= width;
}

void draw_segments(ControlContext& context, const ParamSpec& spec, float width) {
  const ImVec2 from = ImGui::GetCursorScreenPos();
  ImDrawList& out = *ImGui::GetWindowDrawList();
  out.AddRectFilled(from, {from.x + width, from.y + control_height}, palette().field, rounding);
  const float each = width / static_cast<float>(spec.choices.size());
  const std::string chosen = context.params.text(spec.name);
  for (std::size_t i = 0; i < spec.choices.size(); ++i) {
    const std::string& choice = spec.choices[i];
    const float x = from.x + each * static_cast<float>(i);
    ImGui::SetCursorScreenPos({x, from.y});
    if (ImGui::InvisibleButton(choice.c_str(), {each, control_height})) set(context, spec, choice);
    context.dock.boxes[spec.name + "." + choice] = item_box();
    const bool here = choice == chosen;
    if (here) {
      out.AddRectFilled({x + 3, from.y + 3}, {x + each - 3, from.y + control_height - 3}, palette().raised, rounding - 2);
      out.AddRect({x + 3, from.y + 3}, {x + each - 3, from.y + control_height - 3}, palette().line, rounding - 2);
    }
    const float words = text_width(Face::text, choice);
    text_at(Face::text, here || ImGui::IsItemHovered() ? palette().ink : palette().muted, x + (each - words) / 2,
            from.y + control_height / 2, words + 1, choice);
  }
}

void draw_choice(ControlContext& context, const ParamSpec& spec) {
  const float width = ImGui::GetContentRegionAvail().x;
  if (fits_in_a_row(spec, width)) return draw_segments(context, spec, width);
  const auto at = std::find(spec.choices.begin(), spec.choices.end(), context.params.text(spec.name));
  const int chosen = static_cast<int>(at - spec.choices.begin());
  const int count = static_cast<int>(spec.choices.size());
  constexpr float step = 34;
  int picked = draw_picker(context, spec.name, spec.choices, chosen, width - 2 * step - 8, "");
  ImGui::SameLine(0, 4);
  if (mark_button("previous", Mark::chevron_left, step, 11, true)) picked = (chosen + count - 1) % count;
  context.dock.boxes["previous." + spec.name] = item_box();
  ImGui::SameLine(0, 4);
  if (mark_button("next", Mark::chevron_right, step, 11, true)) picked = (chosen + 1) % count;
  context.dock.boxes["next." + spec.name] = item_box();
  if (picked >= 0) set(context, spec, spec.choices[static_cast<std::size_t>(picked)]);
}

}  // namespace

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

void draw_control(ControlContext& context, const ParamSpec& spec) {
  ImGui::PushID(spec.name.c_str());
  if (spec.kind == ParamKind::toggle) {
    draw_toggle(context, spec);
  } else {
    draw_label_row(context, spec);
    switch (spec.kind) {
      case ParamKind::pad: draw_pad(context, spec); break;
      case ParamKind::choice: draw_choice(context, spec); break;
      case ParamKind::text: draw_text_field(context, spec); break;
      default: draw_slider(context, spec); break;
    }
  }
  ImGui::PopID();
}

}  // namespace reverie
