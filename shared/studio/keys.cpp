#include "shared/studio/keys.h"

#include <imgui.h>

#include <array>
#include <utility>

namespace reverie {

namespace {

constexpr std::array<std::pair<ImGuiKey, const char*>, 14> named = {{
    {ImGuiKey_LeftArrow, "ArrowLeft"},
    {ImGuiKey_RightArrow, "ArrowRight"},
    {ImGuiKey_UpArrow, "ArrowUp"},
    {ImGuiKey_DownArrow, "ArrowDown"},
    {ImGuiKey_Space, " "},
    {ImGuiKey_Enter, "Enter"},
    {ImGuiKey_Escape, "Escape"},
    {ImGuiKey_Tab, "Tab"},
    {ImGuiKey_Backspace, "Backspace"},
    {ImGuiKey_Delete, "Delete"},
    {ImGuiKey_Home, "Home"},
    {ImGuiKey_End, "End"},
    {ImGuiKey_PageUp, "PageUp"},
    {ImGuiKey_PageDown, "PageDown"},
}};

void add(std::vector<PressedKey>& pressed, ImGuiKey key, std::string name) {
  if (!ImGui::IsKeyPressed(key, true)) return;
  const ImGuiIO& io = ImGui::GetIO();
  pressed.push_back({std::move(name), io.KeyShift, io.KeyCtrl || io.KeySuper, !ImGui::IsKeyPressed(key, false)});
}

// Calls `visit(key, name)` for every key that has a name of its own.
template <class Visit>
void for_each_key(Visit visit) {
  for (const auto& [key, name] : named) visit(key, std::string(name));
  for (int i = 0; i < 26; ++i) visit(static_cast<ImGuiKey>(ImGuiKey_A + i), std::string(1, static_cast<char>('a' + i)));
  for (int i = 0; i < 10; ++i) visit(static_cast<ImGuiKey>(ImGuiKey_0 + i), std::string(1, static_cast<char>('0' + i)));
}

}  // namespace

std::vector<PressedKey> pressed_keys() {
  std::vector<PressedKey> pressed;
  for_each_key([&](ImGuiKey key, std::string name) { add(pressed, key, std::move(name)); });
  // Where the question mark lies hangs on the layout of the keyboard, so it comes as a letter, not as a key.
  for (const ImWchar letter : ImGui::GetIO().InputQueueCharacters) {
    if (letter == '?') pressed.push_back({"?", false, false, false});
  }
  return pressed;
}

std::vector<std::string> released_keys() {
  std::vector<std::string> released;
  for_each_key([&](ImGuiKey key, std::string name) {
    if (ImGui::IsKeyReleased(key)) released.push_back(std::move(name));
  });
  return released;
}

}  // namespace reverie
