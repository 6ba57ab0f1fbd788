#include "shared/studio/pointer_routes.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <string_view>

namespace reverie {

namespace {

constexpr std::string_view canvas_window = "canvas";

void point_gui(const PointerEvent& sample) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(sample.kind == PointerKind::touch ? ImGuiMouseSource_TouchScreen
                         : sample.kind == PointerKind::pen ? ImGuiMouseSource_Pen
                                                           : ImGuiMouseSource_Mouse);
  io.AddMousePosEvent(static_cast<float>(sample.position.x), static_cast<float>(sample.position.y));
}

// The gui then sees no pointer at all.
void hide_from_gui() { ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX); }

// The window that a click there would reach: the frontmost of the last frame.
const ImGuiWindow* window_at(Vec2 position) {
  const ImGuiContext& gui = *ImGui::GetCurrentContext();
  const ImVec2 at(static_cast<float>(position.x), static_cast<float>(position.y));
  for (int i = gui.Windows.Size - 1; i >= 0; --i) {
    const ImGuiWindow* window = gui.Windows[i];
    const bool there = window->WasActive && !window->Hidden && (window->Flags & ImGuiWindowFlags_NoMouseInputs) == 0;
    if (there && window->OuterRectClipped.Contains(at)) return window;
  }
  return nullptr;
}

}  // namespace

std::vector<PointerRoutes::Held>::iterator PointerRoutes::find(int device) {
  return std::find_if(held_.begin(), held_.end(), [&](const Held& held) { return held.device == device; });
}

// While a list hangs open, a click anywhere only closes it.
PointerRoutes::Owner PointerRoutes::owner_at(Vec2 position) const {
  if (ImGui::GetCurrentContext()->OpenPopupStack.Size > 0) return Owner::dock;
  const bool inside = position.x >= canvas_.x && position.x < canvas_.right() && position.y >= canvas_.y &&
                      position.y < canvas_.bottom();
  const ImGuiWindow* window = window_at(position);
  return inside && window != nullptr && canvas_window == window->Name ? Owner::canvas : Owner::dock;
}

int PointerRoutes::free_id() const {
  const auto taken = [&](int id) {
    return std::any_of(held_.begin(), held_.end(),
                       [&](const Held& held) { return held.owner == Owner::canvas && held.id == id; });
  };
  int id = 0;
  while (taken(id)) ++id;
  return id;
}

bool PointerRoutes::dock_is_taken() const {
  return std::any_of(held_.begin(), held_.end(), [](const Held& held) { return held.owner == Owner::dock; });
}

bool PointerRoutes::holding_canvas() const {
  return std::any_of(held_.begin(), held_.end(), [](const Held& held) { return held.owner == Owner::canvas; });
}

PointerEvent PointerRoutes::on_canvas(const PointerEvent& sample, int id, Vec2& last) const {
  PointerEvent event = sample;
  event.id = id;
  event.position = {sample.position.x - canvas_.x, sample.position.y - canvas_.y};
  event.delta = {sample.position.x - last.x, sample.position.y - last.y};
  last = sample.position;
  return event;
}

std::optional<PointerEvent> PointerRoutes::take(const PointerEvent& sample) {
  if (sample.phase == PointerPhase::down) return down(sample);
  if (sample.phase == PointerPhase::hover) return hover(sample);
  const auto held = find(sample.id);
  if (held == held_.end()) return std::nullopt;
  const bool up = sample.phase == PointerPhase::up;
  std::optional<PointerEvent> event;
  if (held->owner == Owner::canvas) event = on_canvas(sample, held->id, held->last);
  if (held->owner == Owner::dock) {
    point_gui(sample);
    if (up) ImGui::GetIO().AddMouseButtonEvent(0, false);
  }
  if (up) {
    // A finger that is gone points nowhere; a mouse still hovers.
    if (sample.kind != PointerKind::mouse && held->owner == Owner::dock) hide_from_gui();
    held_.erase(held);
  }
  return event;
}

std::optional<PointerEvent> PointerRoutes::down(const PointerEvent& sample) {
  if (find(sample.id) != held_.end()) return std::nullopt;  // a device that lost count
  Held held{sample.id, owner_at(sample.position), 0, sample.position};
  if (held.owner == Owner::dock && dock_is_taken()) held.owner = Owner::nobody;
  std::optional<PointerEvent> event;
  if (held.owner == Owner::canvas) {
    held.id = free_id();
    event = on_canvas(sample, held.id, held.last);
    // What was being typed is finished by a touch elsewhere, as everywhere.
    if (!dock_is_taken()) {
      ImGui::ClearActiveID();
      hide_from_gui();
    }
  }
  if (held.owner == Owner::dock) {
    point_gui(sample);
    ImGui::GetIO().AddMouseButtonEvent(0, true);
  }
  held_.push_back(held);
  return event;
}

std::optional<PointerEvent> PointerRoutes::hover(const PointerEvent& sample) {
  if (dock_is_taken() || find(sample.id) != held_.end()) return std::nullopt;
  if (!holding_canvas()) point_gui(sample);
  const bool over = owner_at(sample.position) == Owner::canvas;
  const bool entered = over && !hovered_canvas_;
  hovered_canvas_ = over;
  if (!over) return std::nullopt;
  if (entered) last_hover_ = sample.position;
  return on_canvas(sample, free_id(), last_hover_);
}

void PointerRoutes::let_go() {
  for (Held& held : held_) {
    if (held.owner == Owner::canvas) held.owner = Owner::nobody;
  }
}

}  // namespace reverie
