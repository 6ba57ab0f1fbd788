// What a person does with pointer and keys: the part of Studio that hands it on.
#include <imgui.h>

#include "shared/studio/keys.h"
#include "shared/studio/nudge.h"
#include "shared/studio/studio.h"

namespace reverie {

// One gesture is one step of undo, also when it began and ended between two frames.
void Studio::pointer(const PointerEvent& sample) {
  const bool held = routes_.holding_canvas();
  const std::optional<PointerEvent> event = routes_.take(sample);
  if (!event) return;
  if (event->phase == PointerPhase::down && !held) history_.note(*player_, false);
  player_->pointer(*event);
  if (event->phase != PointerPhase::hover) history_.note(*player_, routes_.holding_canvas());
  wake();
}

void Studio::let_go() {
  routes_.let_go();
  player_->let_go();
  ImGui::GetIO().AddFocusEvent(false);  // else keys that nobody sees come up would go on repeating
  wake();
}

bool Studio::wants_escape() const {
  return ImGui::GetIO().WantTextInput || dock_.page != DockPage::controls ||
         ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
}

void Studio::forward_keys() {
  for (const std::string& key : released_keys()) player_->key_released({key});
  if (ImGui::GetIO().WantTextInput) return;
  for (const PressedKey& pressed : pressed_keys()) {
    wake();
    if (studio_key(pressed.key, pressed.command, pressed.shift)) continue;
    if (pressed.command) continue;
    if (nudge(pressed.key, pressed.shift)) continue;
    if (player_->key({pressed.key, pressed.shift, pressed.repeated})) continue;
    if (pressed.repeated) continue;
    if (pressed.key == " ") paused_ = !paused_;
    if (pressed.key == "s") surprise();
    if (pressed.key == "k") keep();
    if (pressed.key == "l") share();
  }
}

// Arrows belong to the control under the pointer; over the canvas they are the piece's.
bool Studio::nudge(const std::string& key, bool shift) {
  Nudge by{(key == "ArrowRight") - (key == "ArrowLeft"), (key == "ArrowDown") - (key == "ArrowUp"), shift};
  const ParamSpec* spec = player_->stage().params().spec(dock_.pointed);
  if ((by.right == 0 && by.down == 0) || spec == nullptr) return false;
  const auto value = nudged(*spec, player_->stage().params().value(spec->name), by);
  if (!value) return false;
  if (const Result<void> set = set_param(spec->name, text_from_param_value(*value)); !set) tell(set.error().message);
  return true;
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
