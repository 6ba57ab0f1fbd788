#include "shared/piece/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
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

std::string text_from_number(double value) {
  char buffer[64];
  const auto written = std::to_chars(buffer, buffer + sizeof buffer, value == 0 ? 0.0 : value);  // no "-0"
  return std::string(buffer, written.ptr);
}

}  // namespace reverie
