#include "shared/canvas/svg_words.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "shared/base/utf8.h"

namespace reverie::svg {

namespace {

constexpr double max_fixed = 1e7;  // beyond it the digits before the point are enough

// Not std::to_chars: its tables weigh a hundred kilobytes, and every visitor of a page would fetch them.
enum class Notation { fixed, general };
std::string text_of(double value, Notation notation, int precision) {
  char buffer[64];
  const int length =
      std::snprintf(buffer, sizeof buffer, notation == Notation::fixed ? "%.*f" : "%.*g", precision, value);
  return {buffer, static_cast<std::size_t>(std::clamp(length, 0, static_cast<int>(sizeof buffer) - 1))};
}

std::string trimmed(std::string text) {
  if (text.find('e') != std::string::npos) return text;
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  if (text.starts_with("0.")) return text.substr(1);
  if (text.starts_with("-0.")) return "-" + text.substr(2);
  return text == "-0" ? "0" : text;
}

// XML 1.0, production [2].
bool is_xml_character(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (!is_control(c) && c != 0xFFFE && c != 0xFFFF);
}

std::string_view entity_of(char32_t c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    case '\r':
      return "&#13;";
    default:
      return {};
  }
}

void add_point(std::string& data, Vec2 point, int decimals) {
  for (const double value : {point.x, point.y}) {
    const std::string word = number(value, decimals);
    const char last = data.back();
    const bool follows_number = (last >= '0' && last <= '9') || last == '.';
    if (follows_number && word.front() != '-') data += ' ';
    data += word;
  }
}

}  // namespace

std::string number(double value, int decimals) {
  if (std::fabs(value) >= max_fixed) return trimmed(text_of(value, Notation::general, 9));
  return trimmed(text_of(value, Notation::fixed, decimals));
}

int decimals_under(const Matrix& matrix) {
  int decimals = 3;
  for (double scale = matrix.max_scale(); scale > 1.5 && decimals < 9; scale /= 10) ++decimals;
  return decimals;
}

std::string escaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const Utf8Character character = utf8_character(text);
    const std::size_t bytes = std::max<std::size_t>(character.bytes, 1);
    if (character.bytes == 0 || !is_xml_character(character.code_point)) {
      out += "\xEF\xBF\xBD";
    } else if (const std::string_view entity = entity_of(character.code_point); !entity.empty()) {
      out += entity;
    } else {
      out += text.substr(0, bytes);
    }
    text.remove_prefix(bytes);
  }
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    unsigned group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k) out += k <= count ? digits[group >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

std::string hex(Color color) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "#";
  for (const std::uint8_t channel : {color.r, color.g, color.b}) {
    out += digits[channel >> 4];
    out += digits[channel & 15];
  }
  return out;
}

std::string path_data(const Path& path, int decimals) {
  std::string data;
  const Vec2* point = path.points().data();
  for (const Path::Verb verb : path.verbs()) {
    data += "MLQCZ"[static_cast<std::size_t>(verb)];
    for (std::size_t i = 0; i < points_of_verb(verb); ++i) add_point(data, *point++, decimals);
  }
  return data;
}

std::string attribute(std::string_view name, std::string_view value) {
  std::string out = " ";
  out.append(name).append("=\"").append(value).append("\"");
  return out;
}

std::string attribute(std::string_view name, double value, int decimals) {
  return attribute(name, number(value, decimals));
}

std::string transform(const Matrix& m) {
  if (m == Matrix{}) return {};
  const auto word = [](double value) { return trimmed(text_of(value, Notation::general, 8)); };
  if (m.a == 1 && m.b == 0 && m.c == 0 && m.d == 1)
    return attribute("transform", "translate(" + word(m.e) + " " + word(m.f) + ")");
  std::string words = "matrix(";
  for (const double value : {m.a, m.b, m.c, m.d, m.e, m.f}) words += word(value) + " ";
  words.back() = ')';
  return attribute("transform", words);
}

std::string link(std::string_view name, std::string_view id) {
  return attribute(name, "url(#" + std::string(id) + ")");
}

}  // namespace reverie::svg
