// Chinese, embedded: for the desktop and for tests. The page fetches the same files instead.
#pragma once

#include <span>
#include <string_view>

namespace reverie {

std::string_view chinese_words();                    // JSON, for dictionary_from_json
std::span<const unsigned char> chinese_sans();       // Noto Sans CJK SC, the characters of the words
std::span<const unsigned char> chinese_sans_bold();  // bold, those of short words: titles, headings, buttons

}  // namespace reverie
