#include "shared/base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace reverie {
namespace {

TEST(Utf8, ReadsTheFirstCharacter) {
  const struct {
    std::string_view text;
    char32_t code_point;
    std::size_t bytes;
  } cases[] = {{"a", 'a', 1},
               {"\x7F", 0x7F, 1},
               {"\xC2\x80", 0x80, 2},
               {"\xDF\xBF", 0x7FF, 2},
               {"\xE0\xA0\x80", 0x800, 3},
               {"\xED\x9F\xBF", 0xD7FF, 3},
               {"\xEE\x80\x80", 0xE000, 3},
               {"\xF0\x90\x80\x80", 0x10000, 4},
               {"\xF4\x8F\xBF\xBF", 0x10FFFF, 4},
               {"é and more", 0xE9, 2}};
  for (const auto& c : cases) {
    const Utf8Character character = utf8_character(c.text);
    EXPECT_EQ(character.code_point, c.code_point) << c.text;
    EXPECT_EQ(character.bytes, c.bytes) << c.text;
  }
  EXPECT_EQ(utf8_character(std::string_view("\0", 1)).bytes, 1U);
}

TEST(Utf8, RefusesWhatIsNotWellFormed) {
  for (const std::string_view text : {"", "\x80", "\xBF", "\xC0\xAF", "\xC1\xBF",          // nothing, stray, overlong
                                      "\xE0\x80\xAF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF",  // overlong
                                      "\xED\xA0\x80", "\xED\xBF\xBF",                      // surrogates
                                      "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",      // beyond
                                      "\xC3", "\xE2\x82", "\xF0\x9F\x98", "\xC3(", "\xE2\x82z"}) {  // cut short
    EXPECT_EQ(utf8_character(text).bytes, 0U) << testing::PrintToString(std::string(text));
  }
}

TEST(Utf8, KnowsControlCharacters) {
  for (const char32_t c : {U'\0', U'\n', U'\x1F', U'\x7F', U'\x80', U'\x9F'}) EXPECT_TRUE(is_control(c));
  for (const char32_t c : {U' ', U'~', U'\xA0', U'é'}) EXPECT_FALSE(is_control(c));
}

}  // namespace
}  // namespace reverie
