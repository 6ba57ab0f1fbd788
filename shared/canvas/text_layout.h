// TextLayout: texts as paths, from the embedded typefaces; the same outlines native and in the page.
#pragma once

#include <optional>
#include <string_view>

#include "shared/canvas/display_list.h"

namespace reverie {

// Every glyph of the text in canvas points, placed by size, leading, alignment, baseline and wrap width. A character
// the typeface lacks becomes its box for missing ones.
Path path_of_text(const TextCommand& command);

// Of the widest line, in points.
double width_of_text(std::string_view text, const TextStyle& style);
double ascent_of_font(const TextStyle& style);   // points above the baseline, > 0
double descent_of_font(const TextStyle& style);  // points below it, > 0

// One line in the language that the studio speaks, in points from the start of its baseline: sans, and what is lent for
// the language (typeface.h) where sans has no letter. For live eyes alone: a kept file, and whatever is measured for
// one, is the same in every language. nullopt where a letter is in neither.
struct Words {
  Path path;
  double width = 0;
};
std::optional<Words> words_of_reader(std::string_view text, double size);

}  // namespace reverie
