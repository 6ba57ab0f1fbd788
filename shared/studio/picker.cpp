// The field that opens a list: draw_picker of controls.h.
#include <imgui.h>
#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cctype>
#include <cfloat>

#include "shared/studio/controls.h"
#include "shared/studio/widgets.h"
#include "shared/words/words.h"

namespace reverie {

namespace {

constexpr float field_height = 34, line_height_of_a_pointer = 30;
constexpr std::size_t searched_from = 9;  // choices

bool same_letter(char a, char b) {
  return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

std::vector<int> matches(const std::vector<std::string>& names, const std::string& search) {
  std::vector<int> found;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto holds = [&](std::string_view name) {
      return std::search(name.begin(), name.end(), search.begin(), search.end(), same_letter) != name.end();
    };
    if (search.empty() || holds(names[i]) || holds(said(names[i]))) found.push_back(static_cast<int>(i));
  }
  return found;
}

bool draw_line(const std::string& name, bool chosen, float width, float line_height) {
  const bool picked = ImGui::InvisibleButton(name.c_str(), {width, line_height});
  const Box box = item_box();
  ImDrawList& out = *ImGui::GetWindowDrawList();
  if (ImGui::IsItemHovered()) out.AddRectFilled({box.x, box.y}, {box.right(), box.bottom()}, palette().hover, 4);
  if (chosen) out.AddCircleFilled({box.x + 9, box.center_y()}, 2.5f, palette().accent, 12);
  text_at(chosen ? Face::strong : Face::text, palette().ink, box.x + 18, box.center_y(), box.width - 24, said(name));
  return picked;
}

int draw_list(ControlContext& context, const std::string& id, const std::vector<std::string>& names, int chosen) {
  const bool long_list = names.size() >= searched_from;
  const float line_height = context.reach(line_height_of_a_pointer);
  bool first_match = false;
  if (long_list) {
    if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
    ImGui::SetNextItemWidth(-FLT_MIN);
    first_match = ImGui::InputTextWithHint("##search", std::string(said("find")).c_str(), &context.dock.search,
                                           ImGuiInputTextFlags_EnterReturnsTrue);
    context.dock.boxes["search." + id] = item_box();
  }
  const std::vector<int> found = matches(names, context.dock.search);
  int picked = first_match && !found.empty() ? found.front() : -1;
  const float height = std::min(static_cast<float>(found.size()) * line_height, 300.0f);
  if (found.empty()) text(Face::text, palette().muted, said("Nothing of that name."));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::BeginChild("list", {0, std::max(1.0f, height)}, ImGuiChildFlags_None, ImGuiWindowFlags_NoScrollbar);
  sharpen_window();
  if (ImGui::IsWindowAppearing() && chosen > 3) ImGui::SetScrollY(static_cast<float>(chosen - 3) * line_height);
  const float width = ImGui::GetContentRegionAvail().x;
  // A list that opens finds its size and place in a first frame that nobody sees: its lines cannot be clicked yet.
  const bool seen = ImGui::GetCurrentWindowRead()->HiddenFramesCannotSkipItems == 0;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(found.size()), line_height);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const int index = found[static_cast<std::size_t>(i)];
      ImGui::PushID(index);
      if (draw_line(names[static_cast<std::size_t>(index)], index == chosen, width, line_height)) picked = index;
      if (seen) context.dock.boxes["pick." + id + "." + names[static_cast<std::size_t>(index)]] = item_box();
      ImGui::PopID();
    }
  }
  scroll_by_dragging();
  ImGui::EndChild();
  ImGui::PopStyleVar();
  return picked;
}

}  // namespace

int draw_picker(ControlContext& context, const std::string& id, const std::vector<std::string>& names, int chosen,
                float width, const std::string& nothing_chosen) {
  const bool some = chosen >= 0 && chosen < static_cast<int>(names.size());
  const std::string& shown = some ? names[static_cast<std::size_t>(chosen)] : nothing_chosen;
  if (ImGui::InvisibleButton("field", {width, context.reach(field_height)})) {
    context.dock.search.clear();
    ImGui::OpenPopup("choices");
  }
  const Box box = item_box();
  context.dock.boxes[id] = box;
  ImDrawList& out = *ImGui::GetWindowDrawList();
  const ImU32 ground = ImGui::IsItemHovered() || ImGui::IsPopupOpen("choices") ? palette().hover : palette().field;
  out.AddRectFilled({box.x, box.y}, {box.right(), box.bottom()}, ground, rounding);
  text_at(Face::text, some ? palette().ink : palette().muted, box.x + 11, box.center_y(), box.width - 40, said(shown));
  draw_mark(out, Mark::chevron_down, {box.right() - 17, box.center_y()}, 11, palette().muted);

  int picked = -1;
  const float height =
      std::min(static_cast<float>(names.size()) * context.reach(line_height_of_a_pointer), 300.0f) + 70;
  const bool above = box.bottom() + height > ImGui::GetIO().DisplaySize.y && box.y > height;
  ImGui::SetNextWindowPos({box.x, above ? box.y - 4 : box.bottom() + 4}, ImGuiCond_Appearing, {0, above ? 1.0f : 0.0f});
  ImGui::SetNextWindowSize({std::max(width, 200.0f), 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {8, 8});
  if (ImGui::BeginPopup("choices", ImGuiWindowFlags_NoMove)) {
    sharpen_window();
    picked = draw_list(context, id, names, chosen);
    if (picked >= 0) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
  return picked;
}

}  // namespace reverie
