#include "shared/studio/pages.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "shared/studio/widgets.h"
#include "shared/words/words.h"

namespace reverie {

namespace {

std::string size_text(std::uint64_t bytes, bool megabytes) {
  char buffer[32];
  if (megabytes) {
    std::snprintf(buffer, sizeof buffer, "%.1f", static_cast<double>(bytes) / 1e6);
  } else {
    std::snprintf(buffer, sizeof buffer, "%.0f", std::ceil(static_cast<double>(bytes) / 1e3));
  }
  return buffer;
}

void draw_progress(const SlotView& slot) {
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 from = ImGui::GetCursorScreenPos();
  ImDrawList& out = *ImGui::GetWindowDrawList();
  out.AddRectFilled(from, {from.x + width, from.y + 3}, palette().line, 1.5f);
  if (slot.total > 0) {
    const double share = std::min(1.0, static_cast<double>(slot.received) / static_cast<double>(slot.total));
    out.AddRectFilled(from, {from.x + width * static_cast<float>(share), from.y + 3}, palette().data, 1.5f);
  }
  ImGui::Dummy({width, 3});
}

std::string title_of(const DockView& view, const std::string& id) {
  for (const KnownModel& model : view.models) {
    if (model.id == id) return std::string(said(model.title));
  }
  return id;
}

void draw_slot_state(ControlContext& context, const DockView& view, const SlotSpec& spec, const SlotView& slot) {
  switch (slot.state) {
    case LoadState::loading:
      draw_progress(slot);
      wrapped(Face::small, palette().muted,
              said("Fetching {0}: {1}", {title_of(view, slot.wanted), loading_text(slot.received, slot.total)}));
      break;
    case LoadState::failed:
      wrapped(Face::small, palette().ink, retold(slot.sentence));
      if (text_button("retry", said("Try again"), nullptr, 110, context.reach(32), Weight::quiet)) {
        context.wishes.model_slot = spec.name;
        context.wishes.model_id = slot.wanted;
      }
      context.dock.boxes["retry." + spec.name] = item_box();
      break;
    case LoadState::ready:
    case LoadState::idle: {
      const LoadedModel* loaded = view.player.stage().slot(spec.name);
      if (loaded != nullptr && !loaded->model->credit.empty()) {
        wrapped(Face::small, palette().muted, said(loaded->model->credit));
      }
      break;
    }
  }
}

void draw_slot(ControlContext& context, const DockView& view, const SlotSpec& spec, const SlotView& slot) {
  std::vector<std::string> titles;
  int chosen = -1;
  for (const KnownModel& model : view.models) {
    if (model.id == slot.wanted) chosen = static_cast<int>(titles.size());
    titles.push_back(model.title);
  }
  if (titles.empty() && slot.wanted.empty()) {
    wrapped(Face::small, palette().muted,
            said("No model is here yet. One trained with “reverie train gan” and published appears in this list."));
    return;
  }
  const float width = ImGui::GetContentRegionAvail().x;
  const int picked = draw_picker(context, "model." + spec.name, titles, chosen, width,
                                 slot.wanted.empty() ? std::string(said("choose a model")) : slot.wanted);
  if (picked >= 0 && picked != chosen) {
    context.wishes.model_slot = spec.name;
    context.wishes.model_id = view.models[static_cast<std::size_t>(picked)].id;
  }
  draw_slot_state(context, view, spec, slot);
}

void fact(std::string_view name, std::string_view value) {
  constexpr float column = 96, line = 18;
  if (value.empty()) return;
  const ImVec2 from = ImGui::GetCursorScreenPos();
  text_at(Face::small, palette().muted, from.x, from.y + line / 2, column - 6, name);
  ImGui::SetCursorScreenPos({from.x + column, from.y});
  wrapped(Face::small, palette().ink, value);
}

std::string rate_text(double rate) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.0f", rate);
  return buffer;
}

// The network's own time, without the way to it and back.
std::string cost_text(double milliseconds) {
  if (milliseconds <= 0) return std::string(said("has drawn nothing yet"));
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, milliseconds < 10 ? "%.1f" : "%.0f", milliseconds);
  return said("{0} ms a picture", {buffer});
}

void draw_figures(const DockView& view) {
  heading(said("This moment"));
  fact(said("Frames"), said("{0} a second", {rate_text(view.frames_per_second)}));
  for (const SlotSpec& slot : view.player.manifest().slots) {
    const LoadedModel* loaded = view.player.stage().slot(slot.name);
    if (loaded == nullptr) continue;
    fact(said("Network"), cost_text(loaded->session->milliseconds_a_picture()));
    fact(said("New pictures"), view.pictures_per_second > 0.4
                                   ? said("{0} a second", {rate_text(view.pictures_per_second)})
                                   : std::string(said("none just now")));
  }
  const Stage& stage = view.player.stage();
  char density[32];
  std::snprintf(density, sizeof density, "%.4g", static_cast<double>(view.density));
  fact(said("Canvas"), said("{0} × {1} points at {2}", {rate_text(stage.width()), rate_text(stage.height()), density}));
}

void draw_model_card(const Model& model, const Beside& beside) {
  heading(said(model.title));
  if (!model.description.empty()) wrapped(Face::text, palette().ink, said(model.description));
  for (const auto& [name, value] : facts_of(beside)) fact(said(name), retold(value));
  if (!model.limits.empty()) {
    gap(4);
    heading(said("What it cannot do"));
    wrapped(Face::text, palette().ink, said(model.limits));
  }
}

// As it was last judged; before that from the card alone.
Beside beside_in(const DockView& view, const std::string& slot, const Model& model) {
  for (const Beside& beside : view.besides)
    if (beside.slot == slot && beside.version == model.hash_prefix()) return beside;
  return beside_of(slot, model);
}

void draw_key_line(std::string_view keys, std::string_view meaning) {
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const float width = text_width(Face::small, keys) + 16, column = 116;
  ImDrawList& out = *ImGui::GetWindowDrawList();
  out.AddRectFilled(from, {from.x + width, from.y + 24}, palette().field, 4);
  out.AddRect(from, {from.x + width, from.y + 24}, palette().line, 4);
  text_at(Face::small, palette().ink, from.x + 8, from.y + 12, width, keys);
  ImGui::SetCursorScreenPos({from.x + std::max(column, width + 10), from.y + 2});
  wrapped(Face::text, palette().ink, meaning);
  ImGui::SetCursorScreenPos({from.x, std::max(ImGui::GetCursorScreenPos().y, from.y + 30)});
  ImGui::Dummy({0, 0});
}

void draw_key_line(std::string_view line) {
  const std::size_t colon = line.find(": ");
  if (colon == std::string_view::npos) return wrapped(Face::text, palette().ink, line);
  draw_key_line(line.substr(0, colon), line.substr(colon + 2));
}

// True when pressed; the one that is spoken already cannot be.
bool draw_language(ControlContext& context, const std::string& tag, const Mark* mark, std::string_view name,
                   float width) {
  const bool spoken = language() == tag;
  const float height = context.reach(30), wide = context.touch ? std::max(44.0f, width) : width;
  const bool pressed = ImGui::InvisibleButton(tag.c_str(), {wide, height}) && !spoken;
  const Box box = item_box();
  context.dock.boxes["language." + tag] = box;
  const bool hovered = ImGui::IsItemHovered() && !spoken;
  ImDrawList& out = *ImGui::GetWindowDrawList();
  const ImU32 color = spoken || hovered ? palette().ink : palette().muted;
  if (mark != nullptr) {
    draw_mark(out, *mark, {box.x + 13, box.center_y()}, 11, color);
  } else {
    text_at(Face::text, color, box.x, box.center_y(), width, name);
  }
  if (spoken)
    out.AddRectFilled({box.x, box.center_y() + 11}, {box.x + width - 2, box.center_y() + 12.5f}, palette().accent);
  return pressed;
}

// Each in its own words, whichever is spoken.
void draw_languages(ControlContext& context, const DockView& view) {
  if (!view.can_change_language) return;
  gap(12);
  hairline();
  gap(6);
  const bool letters = language() != "en";  // else the typeface has none
  const Mark chinese = Mark::chinese;
  if (draw_language(context, "en", nullptr, "English", text_width(Face::text, "English") + 2))
    context.wishes.language = "en";
  ImGui::SameLine(0, 18);
  const float width = letters ? text_width(Face::text, "中文") + 2 : 28;
  if (draw_language(context, "zh-Hans", letters ? nullptr : &chinese, "中文", width))
    context.wishes.language = "zh-Hans";
}

}  // namespace

std::string loading_text(std::uint64_t received, std::uint64_t total) {
  const bool megabytes = std::max(received, total) >= 1'000'000;
  const std::string unit = megabytes ? " MB" : " kB";
  if (received == 0 && total == 0) return std::string(said("asking for it"));
  if (total == 0) return size_text(received, megabytes) + unit;
  return said("{0} of {1}", {size_text(received, megabytes), size_text(total, megabytes) + unit});
}

void draw_models(ControlContext& context, const DockView& view) {
  for (const SlotSpec& spec : view.player.manifest().slots) {
    ImGui::PushID(spec.name.c_str());
    heading(said(view.player.manifest().slots.size() == 1 ? "Model" : spec.label));
    const auto slot = view.slots.find(spec.name);
    draw_slot(context, view, spec, slot == view.slots.end() ? SlotView{} : slot->second);
    ImGui::PopID();
    gap(14);
  }
}

void draw_about(ControlContext& context, const DockView& view) {
  const PieceManifest& manifest = view.player.manifest();
  wrapped(Face::text, palette().ink, said(manifest.description));
  gap(12);
  if (!manifest.how.empty()) {
    heading(said("How it works"));
    for (const std::string& sentence : manifest.how) wrapped(Face::text, palette().ink, said(sentence));
    gap(12);
  }
  if (!manifest.credit.empty()) {
    heading(said("Where it comes from"));
    wrapped(Face::text, palette().ink, said(manifest.credit));
    gap(12);
  }
  for (const SlotSpec& slot : manifest.slots) {
    if (const LoadedModel* loaded = view.player.stage().slot(slot.name)) {
      draw_model_card(*loaded->model, beside_in(view, slot.name, *loaded->model));
      gap(12);
    }
  }
  heading(said("The piece"));
  fact(said("By"), manifest.author);
  fact(said("Licence"), manifest.licence);
  gap(12);
  draw_figures(view);
  draw_languages(context, view);
}

void draw_keys(ControlContext& context, const DockView& view) {
  bool space_taken = false;
  for (const std::string& line : view.player.manifest().keys) {
    draw_key_line(said(line));
    space_taken |= line.starts_with("Space");
  }
  gap(6);
  hairline();
  gap(6);
  if (!space_taken) draw_key_line(said("Space"), said("pause"));
  draw_key_line("S", said("surprise me"));
  draw_key_line("K", said("keep the picture, 2×"));
  draw_key_line("L", said("copy the link"));
  draw_key_line("Ctrl Z", said("undo"));
  draw_key_line("Ctrl Shift Z", said("redo"));
  draw_key_line(said("Arrows"), said("over a control: nudge it, with Shift further"));
  draw_key_line("Tab", said("hide or show all this"));
  draw_key_line("?", said("these keys"));
  draw_key_line("Esc", said("back"));
  gap(8);
  wrapped(Face::small, palette().muted, said("Every figure can be typed: click it. Up and Down nudge it there too."));
  draw_languages(context, view);
}

}  // namespace reverie
