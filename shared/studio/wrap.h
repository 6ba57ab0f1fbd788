// Where a line of words ends.
#pragma once

#include <string_view>
#include <vector>

namespace reverie {

// Lines of at most `width` points in the font that is pushed, without the spaces that they are broken at. Chinese
// breaks between any two characters, but no line begins with a mark that closes or ends with one that opens.
std::vector<std::string_view> lines_of(std::string_view words, float width);

}  // namespace reverie
