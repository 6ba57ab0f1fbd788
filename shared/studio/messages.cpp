#include "shared/studio/messages.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "shared/studio/marks.h"
#include "shared/studio/theme.h"
#include "shared/studio/widgets.h"
#include "shared/studio/wrap.h"

namespace reverie {

namespace {

constexpr std::size_t max_messages = 4;
constexpr double note_seconds = 4.5, fade_seconds = 0.25;

float opacity_of(const Message& message, bool reduced_motion) {
  if (reduced_motion) return 1;
  double opacity = message.age / fade_seconds;
  if (message.kind == MessageKind::note) opacity = std::min(opacity, (note_seconds - message.age) / fade_seconds);
  return static_cast<float>(std::clamp(opacity, 0.0, 1.0));
}

}  // namespace

void Messages::add(std::string sentence, MessageKind kind) {
  if (sentence.empty()) return;
  std::erase_if(all_, [&](const Message& message) { return message.sentence == sentence; });
  all_.push_back({std::move(sentence), kind, 0});
  while (all_.size() > max_messages) all_.pop_front();
}

void Messages::dismiss(std::size_t index) {
  if (index < all_.size()) all_.erase(all_.begin() + static_cast<std::ptrdiff_t>(index));
}

void Messages::draw(const Box& canvas, double elapsed, bool reduced_motion) {
  for (Message& message : all_) message.age += elapsed;
  std::erase_if(all_,
                [](const Message& message) { return message.kind == MessageKind::note && message.age > note_seconds; });
  float bottom = canvas.bottom() - 20;
  std::size_t dismissed = all_.size();
  for (std::size_t i = all_.size(); i-- > 0;) {
    if (draw_one(all_[i], i, canvas, bottom, reduced_motion)) dismissed = i;
  }
  dismiss(dismissed);
}

// Moves `bottom` up past what it drew; true when the person dismissed it.
bool Messages::draw_one(const Message& message, std::size_t index, const Box& canvas, float& bottom,
                        bool reduced_motion) {
  constexpr float pad = 14, cross = 30;
  const float width = std::min(canvas.width - 24, 520.0f);
  const bool problem = message.kind == MessageKind::problem;
  ImGui::PushFont(font_of(Face::text));
  const float room = width - 2 * pad - cross;
  const float whole = ImGui::CalcTextSize(message.sentence.c_str()).x;
  const float lines = static_cast<float>(lines_of(message.sentence, room).size());
  const float leading = std::round(ImGui::GetFontSize() * 1.4f);
  const ImVec2 size = {std::min(width, whole + 2 * pad + cross + 4), lines * leading + 2 * pad - 9};
  ImGui::SetNextWindowPos({canvas.center_x() - size.x / 2, bottom - size.y});
  ImGui::SetNextWindowSize(size);
  const std::string name = "message " + std::to_string(index);
  ImGui::PushStyleVar(ImGuiStyleVar_Alpha, std::max(0.01f, opacity_of(message, reduced_motion)));
  ImGui::Begin(name.c_str(), nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing);
  sharpen_window();
  ImDrawList& out = *ImGui::GetWindowDrawList();
  const ImVec2 low = ImGui::GetWindowPos(), high = {low.x + size.x, low.y + size.y};
  const auto tint = [](ImU32 color) { return ImGui::GetColorU32(ImGui::ColorConvertU32ToFloat4(color)); };
  clip_to_whole_window();
  out.AddRectFilled(low, high, tint(palette().raised), 8);
  out.AddRect({low.x + 0.5f, low.y + 0.5f}, {high.x - 0.5f, high.y - 0.5f}, tint(palette().line), 8);
  if (problem) out.AddRectFilled({low.x + 6, low.y + 10}, {low.x + 9, high.y - 10}, tint(palette().accent), 1.5f);
  out.PopClipRect();
  ImGui::SetCursorScreenPos({low.x + pad + (problem ? 4.0f : 0.0f), low.y + pad - 5});
  wrapped_to(std::max(1.0f, std::min(room, whole + 1)), Face::text, palette().ink, message.sentence);
  ImGui::SetCursorScreenPos({high.x - cross - 2, low.y});
  const bool clicked = ImGui::InvisibleButton("dismiss", {cross + 2, std::min(size.y, 44.0f)});
  const ImU32 color = tint(ImGui::IsItemHovered() ? palette().ink : palette().faint);
  draw_mark(out, Mark::close, {high.x - cross / 2 - 4, low.y + std::min(size.y, 44.0f) / 2}, 11, color);
  ImGui::End();
  ImGui::PopStyleVar();
  ImGui::PopFont();
  bottom -= size.y + 8;
  return clicked;
}

}  // namespace reverie
