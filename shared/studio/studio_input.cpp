// What a person does with pointer and keys: the part of Studio that hands it on.
#include <imgui.h>

#include "shared/studio/keys.h"
#include "shared/studio/studio.h"

namespace reverie {

void Studio::forward_pointer(const Box& canvas) {
  const ImGuiIO& io = ImGui::GetIO();
  PointerEvent event;
  event.position = {io.MousePos.x - canvas.x, io.MousePos.y - canvas.y};
  event.pressure = io.MouseDown[0] ? 0.5f : 0.0f;
  const bool moved = event.position != last_pointer_;
  const auto send = [&](PointerPhase phase) {
    event.phase = phase;
    player_->pointer(event);
    wake();
  };
  if (ImGui::IsItemActivated()) {
    last_pointer_ = event.position;
    send(PointerPhase::down);
  } else if (ImGui::IsItemDeactivated()) {
    event.position = last_pointer_;  // where the pointer was last seen: it may have left the window
    send(PointerPhase::up);
  } else if ((ImGui::IsItemActive() || ImGui::IsItemHovered()) && moved && ImGui::IsMousePosValid()) {
    event.delta = {event.position.x - last_pointer_.x, event.position.y - last_pointer_.y};
    last_pointer_ = event.position;
    send(ImGui::IsItemActive() ? PointerPhase::move : PointerPhase::hover);
  }
  pointer_held_ = ImGui::IsItemActive();
}

void Studio::forward_keys() {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.WantTextInput) return;
  for (const PressedKey& pressed : pressed_keys()) {
    wake();
    if (studio_key(pressed.key, pressed.command, pressed.shift)) continue;
    if (pressed.command) continue;
    if (player_->key({pressed.key, pressed.shift, pressed.repeated})) continue;
    if (pressed.repeated) continue;
    if (pressed.key == " ") paused_ = !paused_;
    if (pressed.key == "s") surprise();
    if (pressed.key == "k") keep();
    if (pressed.key == "l") share();
  }
}

// Keys that are the studio's before they are the piece's.
bool Studio::studio_key(const std::string& key, bool command, bool shift) {
  if (command && key == "z") return shift ? redo() : undo(), true;
  if (command && key == "y") return redo(), true;
  if (key == "Tab") return dock_.open = !dock_.open, true;
  if (key == "?") {
    const bool here = dock_.open && dock_.page == DockPage::keys;
    dock_.page = here ? DockPage::controls : DockPage::keys;
    dock_.open = true;
    return true;
  }
  if (key == "Escape" && dock_.page != DockPage::controls) return dock_.page = DockPage::controls, true;
  return false;
}

}  // namespace reverie
