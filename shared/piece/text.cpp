#include "shared/piece/text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "shared/base/utf8.h"

namespace reverie {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip_digits(std::string_view text, std::size_t i) {
  while (i < text.size() && is_digit(text[i])) ++i;
  return i;
}

// strtod alone would also take spaces, hexadecimal, "inf" and "nan".
bool is_decimal(std::string_view text) {
  std::size_t i = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  const std::size_t whole = skip_digits(text, i);
  std::size_t digits = whole - i;
  i = whole;
  if (i < text.size() && text[i] == '.') {
    const std::size_t end = skip_digits(text, i + 1);
    digits += end - i - 1;
    i = end;
  }
  if (digits == 0) return false;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    const std::size_t end = skip_digits(text, i);
    if (end == i) return false;
    i = end;
  }
  return i == text.size();
}

}  // namespace

bool is_plain_text(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = utf8_character(text.substr(i));
    if (character.bytes == 0 || is_control(character.code_point)) return false;
    i += character.bytes;
  }
  return true;
}

std::string in_quotes(std::string_view text) {
  if (!is_plain_text(text)) return "(" + std::to_string(text.size()) + " bytes that are no plain text)";
  constexpr std::size_t shown = 60;
  if (text.size() <= shown) return "\"" + std::string(text) + "\"";
  std::size_t end = 0;
  while (end < shown) end += utf8_character(text.substr(end)).bytes;
  return "\"" + std::string(text.substr(0, end)) + "…\"";
}

bool is_kebab_case(std::string_view text) {
  if (text.empty() || text.size() > 64 || text.front() == '-' || text.back() == '-') return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == '-' || is_digit(c) || (c >= 'a' && c <= 'z'); });
}

std::optional<double> number_from_text(std::string_view text) {
  if (text.size() > 64 || !is_decimal(text)) return std::nullopt;
  const std::string copy(text);
  char* end = nullptr;
  const double value = std::strtod(copy.c_str(), &end);
  if (end != copy.c_str() + copy.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

namespace {

// The fewest digits that read back equal, as "d.ddde±xx".
std::string shortest_scientific(double value) {
  char buffer[40];
  for (int digits = 0; digits < 17; ++digits) {
    std::snprintf(buffer, sizeof buffer, "%.*e", digits, value);
    if (std::strtod(buffer, nullptr) == value) break;
  }
  return buffer;
}

}  // namespace

// What std::to_chars gives. That one brings tables of a hundred kilobytes, which every visitor of a page would fetch.
std::string text_from_number(double value) {
  if (value == 0) return "0";  // no "-0"
  if (!std::isfinite(value)) return std::isnan(value) ? "nan" : value < 0 ? "-inf" : "inf";
  const std::string scientific = shortest_scientific(value);
  const std::size_t mark = scientific.find('e');
  const std::string sign = value < 0 ? "-" : "";
  std::string digits;
  for (const char c : scientific.substr(0, mark)) {
    if (is_digit(c)) digits += c;
  }
  const int exponent = static_cast<int>(std::strtol(scientific.c_str() + mark + 1, nullptr, 10));
  const int whole = exponent + 1;  // digits in front of the point
  const int count = static_cast<int>(digits.size());
  std::string plain = sign;
  if (whole <= 0) {
    plain += "0." + std::string(static_cast<std::size_t>(-whole), '0') + digits;
  } else if (whole >= count) {
    plain += digits + std::string(static_cast<std::size_t>(whole - count), '0');
  } else {
    plain += digits.substr(0, static_cast<std::size_t>(whole)) + "." + digits.substr(static_cast<std::size_t>(whole));
  }
  return plain.size() <= scientific.size() ? plain : scientific;
}

}  // namespace reverie
