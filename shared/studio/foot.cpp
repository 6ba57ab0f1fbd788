#include "shared/studio/foot.h"

#include "shared/studio/widgets.h"
#include "shared/words/words.h"

namespace reverie {

namespace {

std::string sentence_case(std::string words) {
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

std::string all_summaries(std::span<const Beside> besides) {
  std::string all;
  for (const Beside& beside : besides) all += (all.empty() ? "" : " · ") + summary_of(beside);
  return all;
}

}  // namespace

bool draw_foot(std::span<const Beside> besides, float padding) {
  const float width = ImGui::GetWindowWidth();
  ImGui::SetCursorPosX(0);
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const bool pressed = ImGui::InvisibleButton("beside", {width, foot_height});
  hint(said(
      "Which network, what it learned from, by whom, under which licence, and how near the picture lies to that."));
  ImDrawList& out = *ImGui::GetWindowDrawList();
  clip_to_whole_window();
  if (ImGui::IsItemHovered())
    out.AddRectFilled({from.x + 1, from.y}, {from.x + width, from.y + foot_height}, palette().hover);
  out.AddRectFilled({from.x, from.y}, {from.x + width, from.y + 1}, palette().line);
  const float x = from.x + padding, room = width - 2 * padding - 16;
  const std::string near = sentence_case(retold(besides.front().near_short));
  text_at(Face::small, palette().ink, x, from.y + 20, room, near.empty() ? said("Nothing is drawn yet") : near);
  text_at(Face::small, palette().muted, x, from.y + 40, room, all_summaries(besides));
  draw_mark(out, Mark::chevron_right, {from.x + width - padding - 4, from.y + 30}, 10, palette().muted);
  out.PopClipRect();
  return pressed;
}

}  // namespace reverie
