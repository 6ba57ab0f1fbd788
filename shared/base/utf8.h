// The one reader of UTF-8.
#pragma once

#include <cstddef>
#include <string_view>

namespace reverie {

struct Utf8Character {
  char32_t code_point = 0;
  std::size_t bytes = 0;  // 0: there is no well-formed character here
};

// The character that `text` begins with. Strict as RFC 3629 asks: no overlong forms, no surrogates, nothing beyond
// U+10FFFF, nothing cut short.
Utf8Character utf8_character(std::string_view text);

// C0, DEL and C1.
constexpr bool is_control(char32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
}

}  // namespace reverie
