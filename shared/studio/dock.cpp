#include "shared/studio/dock.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "shared/studio/controls.h"
#include "shared/studio/foot.h"
#include "shared/studio/pages.h"
#include "shared/studio/widgets.h"
#include "shared/words/words.h"

namespace reverie {

namespace {

constexpr float desk_width = 332, sheet_rounding = 14, tab_width = 26, tab_height = 52;
// Of the sheet: its handle, the row of verbs below it, and what of it stays when it is shut.
constexpr float handle_height = 44, verbs_top = 34, peek_height = verbs_top + 44 + 16;

bool on_phone(float width) { return width < phone_width; }
// Whole points, so that no edge falls between two pixels.
float sheet_height(float height) { return std::round(std::min(std::max(height * 0.56f, 300.0f), height - 120)); }

constexpr ImGuiWindowFlags window_flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                          ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                          ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoFocusOnAppearing;

// Of the sheet, when it is closed: the three verbs stay, but not in somebody else's page.
float closed_height(const DockState& state) { return state.guest ? 0 : peek_height; }

struct Dock {
  DockState& state;
  const DockView& view;
  DockWishes& wishes;
  bool phone, touch;  // a sheet; fingers
  ImVec2 size;        // of the window

  void note(const std::string& name) const { state.boxes[name] = item_box(); }

  void turn_to(DockPage page) const { state.page = state.page == page ? DockPage::controls : page; }

  // Title on the left, undo, redo, ⓘ and ? on the right.
  void draw_title() const {
    const float side = touch ? 44 : 30;
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, center = from.y + side / 2;
    const float marks = 4 * side;  // the last mark's ink ends at the edge
    const bool elsewhere = state.page != DockPage::controls;
    float x = from.x;
    if (elsewhere) {
      ImGui::SetCursorScreenPos({x - 8, from.y});
      if (mark_button("back", Mark::chevron_left, side, 12, true)) state.page = DockPage::controls;
      note("back");
      x += side - 6;
    }
    const std::string& own = view.player.manifest().title;
    const std::string title(said(state.page == DockPage::keys ? "Keys" : state.page == DockPage::keep ? "Keep" : own));
    text_at(Face::title, palette().ink, x, center, from.x + width - marks - x, title);
    x = from.x + width - marks + 6;
    const auto mark = [&](const char* id, Mark which, std::string_view words, bool lit, bool enabled) {
      ImGui::SetCursorScreenPos({x, from.y});
      const bool pressed = mark_button(id, which, side, 15, lit, enabled);
      note(id);
      hint(said(words));
      x += side;
      return pressed;
    };
    if (mark("undo", Mark::undo, "Undo", true, view.can_undo)) wishes.undo = true;
    if (mark("redo", Mark::redo, "Redo", true, view.can_redo)) wishes.redo = true;
    if (mark("about", Mark::info, "What this is", true, true)) turn_to(DockPage::about);
    if (mark("keys", Mark::keys, "Keys", true, true)) turn_to(DockPage::keys);
    ImGui::SetCursorScreenPos({from.x, from.y + side + 4});
    ImGui::Dummy({0, 0});
  }

  // In their place while a file is being made: what, how far, and the way out.
  void draw_keeping(const KeepJob& job, float width, float height, float space) const {
    const float small = std::floor(width * 0.265f), wide = width - small - space;
    const ImVec2 from = ImGui::GetCursorScreenPos();
    ImDrawList& out = *ImGui::GetWindowDrawList();
    const std::string figure = std::to_string(static_cast<int>(job.progress() * 100)) + " %";
    const float figure_width = text_width(Face::small, figure);
    text_at(Face::small, palette().ink, from.x, from.y + 12, wide - figure_width - 8, job.file_name());
    text_at(Face::small, palette().muted, from.x + wide - figure_width, from.y + 12, figure_width + 1, figure);
    const float y = from.y + height - 9;
    out.AddRectFilled({from.x, y}, {from.x + wide, y + 4}, palette().line, 2);
    out.AddRectFilled({from.x, y}, {from.x + wide * static_cast<float>(job.progress()), y + 4}, palette().data, 2);
    ImGui::SetCursorScreenPos({from.x + wide + space, from.y});
    wishes.cancel_keep |= text_button("cancel", said("Cancel"), nullptr, small, height, Weight::quiet);
    note("cancel");
  }

  // The three things people do most.
  void draw_verbs() const {
    const float height = touch ? 44 : 38, space = 8;
    const float width = ImGui::GetContentRegionAvail().x;
    if (view.keeping != nullptr) return draw_keeping(*view.keeping, width, height, space);
    const float small = std::floor(width * 0.265f);
    const Mark sparkle = Mark::sparkle;
    wishes.surprise |=
        text_button("surprise", said("Surprise me"), &sparkle, width - 2 * (small + space), height, Weight::loud);
    note("surprise");
    hint(said("Draws everything anew that is not locked."));
    ImGui::SameLine(0, space);
    if (text_button("keep", said("Keep"), nullptr, small, height, Weight::quiet)) {
      turn_to(DockPage::keep);
      state.open = true;
    }
    note("keep");
    hint(said("A file that remembers how it was made: picture, drawing or loop."));
    ImGui::SameLine(0, space);
    wishes.share |= text_button("share", said("Share"), nullptr, small, height, Weight::quiet);
    note("share");
    hint(said("A link that reopens exactly this."));
  }

  void draw_params(ControlContext& context) const {
    const std::span<const ParamSpec> specs = view.player.stage().params().specs();
    std::vector<std::string> groups;
    for (const ParamSpec& spec : specs)
      if (std::find(groups.begin(), groups.end(), spec.group) == groups.end()) groups.push_back(spec.group);
    for (const std::string& group : groups) {
      if (!group.empty()) {
        heading(said(group));
        gap(2);
      }
      // A control may change what is declared (a model's axes), so look again by index.
      for (std::size_t i = 0; i < context.params.specs().size(); ++i) {
        const ParamSpec spec = context.params.specs()[i];
        if (spec.group != group) continue;
        draw_control(context, spec);
        gap(10);
      }
      gap(12);
    }
  }

  void draw_body() const {
    // As wide as the dock, so that round knobs are not cut and the scroll bar lies at the edge.
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {20, 4});
    ImGui::SetCursorPosX(0);
    const bool footed = state.page == DockPage::controls && !view.besides.empty();
    // One for each page, so that each keeps its own place when it is turned.
    static constexpr const char* bodies[] = {"controls", "about", "keys", "keep"};
    ImGui::BeginChild(bodies[static_cast<int>(state.page)], {ImGui::GetWindowWidth(), footed ? -foot_height : 0},
                      ImGuiChildFlags_AlwaysUseWindowPadding, ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollbar);
    sharpen_window();
    ImGui::PopStyleVar();
    ControlContext context{state, view.player.stage().params(), wishes, touch};
    switch (state.page) {
      case DockPage::controls:
        if (!view.player.manifest().tagline.empty()) {
          wrapped(Face::text, palette().muted, said(view.player.manifest().tagline));
          gap(14);
        }
        draw_params(context);
        draw_models(context, view);
        break;
      case DockPage::about:
        draw_about(context, view);
        break;
      case DockPage::keys:
        draw_keys(context, view);
        break;
      case DockPage::keep:
        draw_keep(context, view);
        break;
    }
    gap(18);
    scroll_by_dragging();
    fade_edges(palette().paper);
    ImGui::EndChild();
    if (!footed) return;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    if (draw_foot(view.besides, 20)) turn_to(DockPage::about);
    ImGui::PopStyleVar();
    note("beside");
  }

  void begin(const char* name, Box box, ImVec2 padding) const {
    ImGui::SetNextWindowPos({box.x, box.y});
    ImGui::SetNextWindowSize({box.width, box.height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, padding);
    ImGui::Begin(name, nullptr, window_flags);
    sharpen_window();
    ImGui::PopStyleVar();
  }

  void draw_desk() const {
    const float x = size.x - desk_width * state.shown;
    begin("dock", {x, 0, desk_width, size.y}, {20, 16});
    ImDrawList& out = *ImGui::GetWindowDrawList();
    clip_to_whole_window();
    out.AddRectFilled({x, 0}, {x + desk_width, size.y}, palette().paper);
    out.AddRectFilled({x, 0}, {x + 1, size.y}, palette().line);
    out.PopClipRect();
    draw_title();
    draw_verbs();
    gap(10);
    draw_body();
    ImGui::End();
  }

  // What is left on a desk when the dock is away: a small tab to fetch it back.
  void draw_tab() const {
    begin("tab", {size.x - tab_width, 20, tab_width, tab_height}, {0, 0});
    const bool pressed = ImGui::InvisibleButton("open", {tab_width, tab_height});
    note("open");
    hint(said("Controls (Tab)"));
    const Box box = item_box();
    ImDrawList& out = *ImGui::GetWindowDrawList();
    const bool hovered = ImGui::IsItemHovered();
    out.AddRectFilled({box.x, box.y}, {box.right(), box.bottom()}, with_alpha(palette().paper, hovered ? 1.0f : 0.75f),
                      rounding, ImDrawFlags_RoundCornersLeft);
    draw_mark(out, Mark::chevron_left, {box.center_x() + 1, box.center_y()}, 12,
              hovered ? palette().ink : palette().muted);
    if (pressed) state.open = true;
    ImGui::End();
  }

  // A tap turns the sheet over, a pull takes it along.
  void pull_handle(bool tapped) const {
    const float pulled = ImGui::IsItemActive() ? ImGui::GetMouseDragDelta(ImGuiMouseButton_Left, 0).y : 0;
    if (std::abs(pulled) > 16) {
      state.open = pulled < 0;
      state.pulled = true;
    } else if (tapped && !state.pulled) {
      state.open = !state.open;
    }
    if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) state.pulled = false;
  }

  void draw_sheet() const {
    const float full = sheet_height(size.y), least = closed_height(state);
    const float height = least + (full - least) * state.shown;
    const float y = size.y - height;
    begin("dock", {0, y, size.x, full}, {20, 0});
    ImDrawList& out = *ImGui::GetWindowDrawList();
    clip_to_whole_window();
    out.AddRectFilled({0, y}, {size.x, size.y + sheet_rounding}, palette().paper, sheet_rounding);
    out.PopClipRect();
    ImGui::SetCursorScreenPos({0, y});
    ImGui::SetNextItemAllowOverlap();  // its lower end lies under the verbs
    const bool tapped = ImGui::InvisibleButton("handle", {size.x, handle_height});
    note("handle");
    pull_handle(tapped);
    const ImU32 color = ImGui::IsItemHovered() ? palette().muted : palette().faint;
    out.AddRectFilled({size.x / 2 - 20, y + 11}, {size.x / 2 + 20, y + 15}, color, 2);
    ImGui::SetCursorScreenPos({20, y + verbs_top});
    draw_verbs();
    if (state.shown > 0.02f) {
      gap(14);
      ImGui::SetCursorPosX(20);
      draw_title();
      draw_body();
    }
    ImGui::End();
  }
};

void ease(DockState& state, double elapsed, bool reduced_motion) {
  const float target = state.open ? 1 : 0;
  if (state.shown < 0 || reduced_motion) {
    state.shown = target;
    return;
  }
  state.shown += (target - state.shown) * static_cast<float>(1 - std::exp(-elapsed * 16));
  if (std::abs(target - state.shown) < 0.004f) state.shown = target;
}

}  // namespace

Box canvas_box(const DockState& dock, float width, float height) {
  if (on_phone(width)) {
    // The picture goes on under the sheet's round corners.
    const float sheet = dock.open ? sheet_height(height) : closed_height(dock);
    return {0, 0, width, std::max(1.0f, height - sheet + (sheet > 0 ? sheet_rounding : 0))};
  }
  return {0, 0, std::max(1.0f, width - (dock.open ? desk_width : 0)), height};
}

void draw_dock(DockState& state, const DockView& view, double elapsed, DockWishes& wishes) {
  ease(state, elapsed, view.reduced_motion);
  state.boxes.clear();
  state.pointed_before = std::exchange(state.pointed, {});
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  const bool phone = on_phone(size.x);
  const Dock dock{state, view, wishes, phone, phone || view.coarse_pointer, size};
  const bool always = dock.phone && !state.guest;
  if (dock.phone && (always || state.shown > 0)) dock.draw_sheet();
  if (!dock.phone && state.shown > 0) dock.draw_desk();
  if (!state.open && !always) dock.draw_tab();
  wishes.holding = ImGui::IsAnyItemActive();
}

}  // namespace reverie
