// Typeface: outlines, widths and kerning of an embedded font.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "shared/canvas/style.h"

namespace reverie {

// Everything in font units, y down and the baseline at 0.
class Typeface {
 public:
  using Glyph = int;  // 0: the box for what is missing

  // The embedded face; serif and mono have one weight.
  static const Typeface& of(Font font, FontWeight weight);

  double units_per_em() const { return units_per_em_; }
  double ascent() const { return ascent_; }    // > 0
  double descent() const { return descent_; }  // > 0
  Glyph glyph(char32_t character) const;
  double advance(Glyph glyph) const { return glyphs_[static_cast<std::size_t>(glyph)].advance; }
  double kerning(Glyph left, Glyph right) const;  // added to the left one's advance
  const Path& outline(Glyph glyph) const { return glyphs_[static_cast<std::size_t>(glyph)].outline; }

 private:
  struct Shape {
    double advance = 0;
    Path outline;
  };
  struct Parsed;
  explicit Typeface(const unsigned char* bytes);

  std::shared_ptr<const Parsed> parsed_;
  double units_per_em_ = 0, ascent_ = 0, descent_ = 0;
  std::vector<Shape> glyphs_;
};

// The letters of the language that the studio speaks, where the embedded faces lack them. They come and go with the
// language, so nothing that is kept may be written with them: words_of_reader is their one use.
struct LentLetter {
  double advance = 0;  // em
  Path outline;        // em, y down and the baseline at 0
};
// One OpenType face for the whole process, which must outlive its use; empty: none from now on.
void lend_letters(std::span<const unsigned char> typeface);
std::optional<LentLetter> lent_letter(char32_t character);

}  // namespace reverie
