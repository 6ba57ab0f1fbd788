#include "shared/studio/wrap.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <cstring>

#include "shared/words/words.h"

namespace reverie {

namespace {

using Letter = unsigned int;

bool is_wide(Letter c) { return c >= 0x2e80; }

bool is_one_of(Letter c, std::u32string_view these) { return these.find(static_cast<char32_t>(c)) != these.npos; }

bool closes(Letter c) { return is_one_of(c, U"，。、；：？！）》〉」』】”’…%～·"); }
bool opens(Letter c) { return is_one_of(c, U"（《〈「『【“‘"); }

bool may_break(Letter before, Letter after) {
  if (before == ' ') return after != ' ';
  if (after == ' ' || closes(after) || opens(before)) return false;
  return is_wide(before) || is_wide(after);
}

// Dear ImGui breaks at spaces only, of which Chinese has none.
const char* end_of_line(const char* begin, const char* end, float width) {
  const ImFont& font = *ImGui::GetFont();
  const float scale = ImGui::GetFontSize() / font.FontSize;
  const char* broken = nullptr;  // the last place that may be
  Letter before = ' ';
  float x = 0;
  for (const char* at = begin; at < end;) {
    Letter c = 0;
    const int bytes = ImTextCharFromUtf8(&c, at, end);
    if (c == '\n') return at;
    if (at != begin && may_break(before, c)) broken = at;
    x += font.GetCharAdvance(static_cast<ImWchar>(c)) * scale;
    if (x > width && c != ' ' && at != begin) return broken != nullptr ? broken : at;
    before = c;
    at += bytes;
  }
  return end;
}

const char* end_of_english_line(const char* begin, const char* end, float width) {
  const ImFont& font = *ImGui::GetFont();
  const char* stop = font.CalcWordWrapPositionA(ImGui::GetFontSize() / font.FontSize, begin, end, width);
  if (stop == begin) ++stop;  // a window too narrow for one letter
  const void* line = std::memchr(begin, '\n', static_cast<std::size_t>(stop - begin));
  return line == nullptr ? stop : static_cast<const char*>(line);
}

// Where a last line of one or two characters can be given a third by the line above it. Both lie in one text.
void keep_company(std::vector<std::string_view>& lines) {
  constexpr int least = 3;
  std::string_view &last = lines.back(), &above = lines[lines.size() - 2];
  std::vector<std::pair<const char*, Letter>> letters;  // of both lines, with what lies between them
  const char* end = last.data() + last.size();
  for (const char* at = above.data(); at < end;) {
    Letter c = 0;
    letters.emplace_back(at, 0);
    at += ImTextCharFromUtf8(&c, at, end);
    letters.back().second = c;
  }
  const auto count = static_cast<int>(letters.size());
  for (int at = count - 1; at > 0 && at >= count / 2; --at) {
    const auto& [begin, letter] = letters[static_cast<std::size_t>(at)];
    const Letter before = letters[static_cast<std::size_t>(at) - 1].second;
    if (letter == '\n' || before == '\n') return;  // a line of its own
    if (count - at < least || begin > last.data() || !may_break(before, letter)) continue;
    last = {begin, static_cast<std::size_t>(end - begin)};
    const char* stop = begin;
    while (stop > above.data() && stop[-1] == ' ') --stop;
    above = {above.data(), static_cast<std::size_t>(stop - above.data())};
    return;
  }
}

}  // namespace

std::vector<std::string_view> lines_of(std::string_view words, float width) {
  const bool english = language() == "en";
  std::vector<std::string_view> lines;
  const char *at = words.data(), *end = words.data() + words.size();
  while (at < end) {
    const char* stop = english ? end_of_english_line(at, end, width) : end_of_line(at, end, width);
    lines.emplace_back(at, static_cast<std::size_t>(stop - at));
    at = stop;
    while (at < end && (*at == ' ' || *at == '\n')) ++at;
  }
  if (!english && lines.size() > 1 && lines.back().size() <= 6)
    keep_company(lines);  // two characters, three bytes each
  return lines;
}

}  // namespace reverie
