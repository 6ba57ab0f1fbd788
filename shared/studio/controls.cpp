#include "shared/studio/controls.h"

#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>

#include "shared/studio/control_row.h"
#include "shared/studio/nudge.h"
#include "shared/studio/widgets.h"
#include "shared/words/words.h"

namespace reverie {

namespace {

constexpr float control_height = 34;  // points, for a pointer

void set(ControlContext& context, const ParamSpec& spec, ParamValue value) {
  const Result<void> done = context.params.set(spec.name, std::move(value));
  if (!done) context.wishes.problem = done.error().message;
}

void draw_slider(ControlContext& context, const ParamSpec& spec) {
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::InvisibleButton("slider", {width, context.reach(22)});
  const Box box = item_box();
  context.dock.boxes[spec.name] = box;
  const bool held = ImGui::IsItemActive(), hovered = ImGui::IsItemHovered();
  const float knob = context.touch ? 9 : 7;
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
      const ImVec2 dot = {box.x + box.width * static_cast<float>(column) / 16,
                          box.y + box.height * static_cast<float>(row) / 10};
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
  const Box row = {from.x, from.y, width, context.reach(26)};
  const float knob = context.reach(42);
  const bool hovered = pointed_at(row);
  const float marks = draw_marks(context, spec, row.right() - knob, row.center_y(), hovered) + 8;
  ImGui::SetCursorScreenPos({row.right() - knob, row.y});
  const bool thrown = ImGui::InvisibleButton("knob", {knob, row.height});
  context.dock.boxes["switch." + spec.name] = item_box();
  ImGui::SetCursorScreenPos(from);
  const bool on = context.params.toggle(spec.name);
  if (ImGui::InvisibleButton("switch", {width - knob - marks, row.height}) || thrown) set(context, spec, !on);
  context.dock.boxes[spec.name] = item_box();
  hint(said(spec.help));
  text_at(Face::text, palette().ink, row.x, row.center_y(), width - marks - knob, shown_label(spec));
  ImDrawList& out = *ImGui::GetWindowDrawList();
  const float right = row.right(), y = row.center_y();
  out.AddRectFilled({right - 34, y - 10}, {right, y + 10}, on ? palette().data : palette().line, 10);
  out.AddCircleFilled({on ? right - 10 : right - 24, y}, 7.5f, on ? palette().on_accent : palette().raised, 32);
  ImGui::SetCursorScreenPos({from.x, row.bottom()});
  ImGui::Dummy({0, 0});
}

// What surprise may draw can be drawn here alone, too.
void draw_text_field(ControlContext& context, const ParamSpec& spec) {
  std::string words = context.params.text(spec.name);
  const float height = context.reach(control_height), width = ImGui::GetContentRegionAvail().x;
  ImGui::SetNextItemWidth(spec.surprise ? width - height - 4 : width);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {11, (height - ImGui::GetFontSize()) / 2});
  if (ImGui::InputText("##text", &words, ImGuiInputTextFlags_AutoSelectAll)) set(context, spec, words);
  ImGui::PopStyleVar();
  context.dock.boxes[spec.name] = item_box();
  if (!spec.surprise) return;
  ImGui::SameLine(0, 4);
  if (mark_button("draw", Mark::sparkle, height, 14, true)) context.wishes.surprise_one = spec.name;
  hint(said("Another one, and nothing else changes."));
  context.dock.boxes["draw." + spec.name] = item_box();
}

bool fits_in_a_row(const ParamSpec& spec, float width) {
  if (spec.choices.size() > 4) return false;
  float widest = 0;
  for (const std::string& choice : spec.choices) widest = std::max(widest, text_width(Face::text, said(choice)));
  return (widest + 16) * static_cast<float>(spec.choices.size()) <= width;
}

void draw_segments(ControlContext& context, const ParamSpec& spec, float width) {
  const float height = context.reach(control_height);
  const ImVec2 from = ImGui::GetCursorScreenPos();
  ImDrawList& out = *ImGui::GetWindowDrawList();
  out.AddRectFilled(from, {from.x + width, from.y + height}, palette().field, rounding);
  const float each = width / static_cast<float>(spec.choices.size());
  const std::string chosen = context.params.text(spec.name);
  for (std::size_t i = 0; i < spec.choices.size(); ++i) {
    const std::string& choice = spec.choices[i];
    const float x = from.x + each * static_cast<float>(i);
    ImGui::SetCursorScreenPos({x, from.y});
    if (ImGui::InvisibleButton(choice.c_str(), {each, height})) set(context, spec, choice);
    context.dock.boxes[spec.name + "." + choice] = item_box();
    const bool here = choice == chosen;
    if (here) {
      out.AddRectFilled({x + 3, from.y + 3}, {x + each - 3, from.y + height - 3}, palette().raised, rounding - 2);
      out.AddRect({x + 3, from.y + 3}, {x + each - 3, from.y + height - 3}, palette().line, rounding - 2);
    }
    const float words = text_width(Face::text, said(choice));
    text_at(Face::text, here || ImGui::IsItemHovered() ? palette().ink : palette().muted, x + (each - words) / 2,
            from.y + height / 2, words + 1, said(choice));
  }
}

void draw_choice(ControlContext& context, const ParamSpec& spec) {
  const float width = ImGui::GetContentRegionAvail().x;
  if (fits_in_a_row(spec, width)) return draw_segments(context, spec, width);
  const auto at = std::find(spec.choices.begin(), spec.choices.end(), context.params.text(spec.name));
  const int chosen = static_cast<int>(at - spec.choices.begin());
  const int count = static_cast<int>(spec.choices.size());
  const float step = context.reach(control_height);
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

void draw_control(ControlContext& context, const ParamSpec& spec) {
  ImGui::PushID(spec.name.c_str());
  const ImVec2 from = ImGui::GetCursorScreenPos();
  if (spec.kind == ParamKind::toggle) {
    draw_toggle(context, spec);
  } else {
    draw_label_row(context, spec);
    switch (spec.kind) {
      case ParamKind::pad:
        draw_pad(context, spec);
        break;
      case ParamKind::choice:
        draw_choice(context, spec);
        break;
      case ParamKind::text:
        draw_text_field(context, spec);
        break;
      default:
        draw_slider(context, spec);
        break;
    }
  }
  const Box all = {from.x, from.y, ImGui::GetContentRegionAvail().x, ImGui::GetCursorScreenPos().y - from.y};
  if (pointed_at(all)) context.dock.pointed = spec.name;
  ImGui::PopID();
}

}  // namespace reverie
