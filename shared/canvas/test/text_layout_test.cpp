#include "shared/canvas/text_layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "shared/canvas/typeface.h"

namespace reverie {
namespace {

struct Bounds {
  double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
  double width() const { return right - left; }
};

// By the control points.
Bounds bounds_of(const Path& path) {
  Bounds b;
  for (const Vec2 p : path.points()) {
    b.left = std::min(b.left, p.x), b.right = std::max(b.right, p.x);
    b.top = std::min(b.top, p.y), b.bottom = std::max(b.bottom, p.y);
  }
  return b;
}

TextStyle style_of(Font font, double size, TextAlign align = TextAlign::left,
                   TextBaseline baseline = TextBaseline::baseline) {
  TextStyle style;
  style.font = font;
  style.size = size;
  style.align = align;
  style.baseline = baseline;
  return style;
}

Path path_of(const std::string& text, const TextStyle& style, double wrap_width = 0, double x = 0, double y = 0) {
  return path_of_text({text, x, y, wrap_width, style, 0});
}

long contours_of(const Path& path) { return std::count(path.verbs().begin(), path.verbs().end(), Path::Verb::move); }

const Font all_fonts[] = {Font::sans, Font::serif, Font::mono};

TEST(TextLayout, EveryFontHasTheLatinOfWesternEurope) {
  for (const Font font : all_fonts) {
    for (const FontWeight weight : {FontWeight::normal, FontWeight::bold}) {
      const Typeface& face = Typeface::of(font, weight);
      for (char32_t c = 0x20; c < 0x100; ++c) {
        if ((c >= 0x7F && c < 0xA0) || c == 0xAD) continue;  // controls, soft hyphen
        EXPECT_NE(face.glyph(c), 0) << static_cast<int>(font) << " lacks " << static_cast<unsigned>(c);
      }
      for (const char32_t c : U"“”‘’„–—…•€−œŒŠž") EXPECT_TRUE(c == 0 || face.glyph(c) != 0) << static_cast<unsigned>(c);
      EXPECT_FALSE(face.outline(0).empty());
    }
  }
}

TEST(TextLayout, LettersStandOnTheBaselineAndGrowWithTheSize) {
  for (const Font font : all_fonts) {
    const Bounds small = bounds_of(path_of("H", style_of(font, 10), 0, 3, 7));
    const Bounds large = bounds_of(path_of("H", style_of(font, 100), 0, 3, 7));
    EXPECT_NEAR(small.bottom, 7, 0.05);
    EXPECT_NEAR(7 - large.top, 10 * (7 - small.top), 1e-9);
    EXPECT_GT(7 - small.top, 6);  // capitals are about two thirds of the size
    EXPECT_LT(7 - small.top, 8);
    EXPECT_GT(bounds_of(path_of("g", style_of(font, 10))).bottom, 1.5);
  }
}

TEST(TextLayout, EveryContourIsClosedOnce) {
  for (const Font font : all_fonts) {
    const Path path = path_of("Ag&@ß", style_of(font, 20));
    EXPECT_EQ(contours_of(path), std::count(path.verbs().begin(), path.verbs().end(), Path::Verb::close));
    EXPECT_EQ(path.verbs().back(), Path::Verb::close);
  }
}

TEST(TextLayout, PairsAreKerned) {
  for (const Font font : {Font::sans, Font::serif}) {
    const TextStyle style = style_of(font, 100);
    const double apart = width_of_text("A", style) + width_of_text("V", style);
    EXPECT_LT(width_of_text("AV", style), apart - 2);
    EXPECT_NEAR(width_of_text("HH", style), 2 * width_of_text("H", style), 1e-9);
  }
  const TextStyle mono = style_of(Font::mono, 100);
  EXPECT_NEAR(width_of_text("AV.i", mono), 4 * width_of_text("m", mono), 1e-9);
}

TEST(TextLayout, BoldIsWider) {
  TextStyle style = style_of(Font::sans, 10);
  const double normal = width_of_text("Reverie", style);
  style.weight = FontWeight::bold;
  EXPECT_GT(width_of_text("Reverie", style), normal);
}

TEST(TextLayout, TheWidestLineCounts) {
  const TextStyle style = style_of(Font::sans, 12);
  EXPECT_EQ(width_of_text("a\nlonger\nb", style), width_of_text("longer", style));
  EXPECT_EQ(width_of_text("", style), 0);
  EXPECT_EQ(width_of_text("\n\n", style), 0);
  EXPECT_GT(width_of_text(" ", style), 0);
}

TEST(TextLayout, AlignsEachLineToX) {
  const double wide = width_of_text("mmm", style_of(Font::mono, 10)), narrow = wide / 3;
  for (const auto& [align, part] :
       {std::pair{TextAlign::left, 0.0}, {TextAlign::center, 0.5}, {TextAlign::right, 1.0}}) {
    const Path one = path_of("m", style_of(Font::mono, 10)), both = path_of("mmm\nm", style_of(Font::mono, 10, align));
    const double bearing = bounds_of(one).left;
    EXPECT_NEAR(bounds_of(both).left, bearing - part * wide, 1e-9);
    // The last letter is the second line.
    double left = 1e9;
    for (std::size_t i = both.points().size() - one.points().size(); i < both.points().size(); ++i)
      left = std::min(left, both.points()[i].x);
    EXPECT_NEAR(left, bearing - part * narrow, 1e-9);
  }
}

TEST(TextLayout, BaselinesMeanWhatP5Means) {
  const auto top_of = [](TextBaseline baseline, const char* text) {
    return bounds_of(path_of(text, style_of(Font::sans, 100, TextAlign::left, baseline))).top;
  };
  const double on_line = top_of(TextBaseline::baseline, "H");
  EXPECT_LT(on_line, -70);
  EXPECT_GT(top_of(TextBaseline::top, "H"), 0);
  EXPECT_LT(top_of(TextBaseline::top, "H"), 20);
  EXPECT_NEAR(top_of(TextBaseline::top, "H") - top_of(TextBaseline::bottom, "H"), 100, 1e-9);  // one em square
  EXPECT_NEAR(top_of(TextBaseline::top, "H") - top_of(TextBaseline::center, "H"), 50, 1e-9);
  // A second line, 125 further down, leaves the top, lifts the bottom by all of it and the middle by half.
  EXPECT_NEAR(top_of(TextBaseline::top, "H\nH"), top_of(TextBaseline::top, "H"), 1e-9);
  EXPECT_NEAR(top_of(TextBaseline::baseline, "H\nH"), on_line, 1e-9);
  EXPECT_NEAR(top_of(TextBaseline::bottom, "H\nH"), top_of(TextBaseline::bottom, "H") - 125, 1e-9);
  EXPECT_NEAR(top_of(TextBaseline::center, "H\nH"), top_of(TextBaseline::center, "H") - 62.5, 1e-9);
}

TEST(TextLayout, LeadingIsItsOwnWhereItIsSet) {
  TextStyle style = style_of(Font::serif, 20);
  const double one = bounds_of(path_of("H", style)).bottom;
  EXPECT_NEAR(bounds_of(path_of("H\nH", style)).bottom, one + 25, 1e-9);
  style.leading = 70;
  EXPECT_NEAR(bounds_of(path_of("H\nH", style)).bottom, one + 70, 1e-9);
}

// Rows by their height: a row more is 12.5 points more.
int rows_of(const std::string& text, double wrap_width) {
  const TextStyle style = style_of(Font::mono, 10);
  const double first = bounds_of(path_of("H", style)).bottom;
  return static_cast<int>((bounds_of(path_of(text, style, wrap_width)).bottom - first) / 12.5 + 1.5);
}

TEST(TextLayout, WrapsAtWords) {
  const double letter = width_of_text("H", style_of(Font::mono, 10));
  EXPECT_EQ(rows_of("HHH HHH HHH", 0), 1);
  EXPECT_EQ(rows_of("HHH HHH HHH", letter * 11.1), 1);
  EXPECT_EQ(rows_of("HHH HHH HHH", letter * 10.9), 2);
  EXPECT_EQ(rows_of("HHH HHH HHH", letter * 7.1), 2);
  EXPECT_EQ(rows_of("HHH HHH HHH", letter * 6.9), 3);
  EXPECT_EQ(rows_of("HHH   HHH", letter * 3.1), 2);
  EXPECT_EQ(rows_of("HHHHHHHH H", letter * 3), 2);    // a long word stays whole
  EXPECT_EQ(rows_of("HHH\n\nHHH", letter * 3.1), 3);  // an empty line stays
  EXPECT_EQ(rows_of("  HHHHH", letter), 1);
}

TEST(TextLayout, SpacesVanishWhereALineBreaks) {
  const TextStyle style = style_of(Font::mono, 10, TextAlign::right);
  const double letter = width_of_text("H", style);
  const Bounds bounds = bounds_of(path_of("HH   HH", style, letter * 3));
  EXPECT_NEAR(bounds.left, bounds_of(path_of("HH", style)).left, 1e-9);
  EXPECT_NEAR(bounds.right, bounds_of(path_of("HH", style)).right, 1e-9);
}

TEST(TextLayout, WhatIsMissingIsABox) {
  const TextStyle style = style_of(Font::serif, 10);
  const Path box = path_of("\xFF", style);
  EXPECT_FALSE(box.empty());
  EXPECT_EQ(path_of("漢", style), box);
  EXPECT_EQ(path_of("\U0001F600", style), box);
  EXPECT_EQ(contours_of(path_of("\xE6\xBC", style)), 2 * contours_of(box));  // each bad byte is one
  EXPECT_EQ(contours_of(path_of("\x01", style)), contours_of(box));
  EXPECT_EQ(path_of("a\r\nb", style), path_of("a\nb", style));
  EXPECT_EQ(path_of("a\u00ADb", style), path_of("ab", style));
  EXPECT_EQ(width_of_text("\t", style), width_of_text("  ", style));
}

TEST(TextLayout, TheLongestTextIsNoBurden) {
  std::string text;
  while (text.size() + 2 <= max_text_bytes) text += "i ";
  EXPECT_GT(path_of(text, style_of(Font::sans, 10), 1e9).points().size(), 2048U * 4);
  EXPECT_GT(path_of(text, style_of(Font::sans, 10), 1e-9).points().size(), 2048U * 4);
}

TEST(TextLayout, AscentAndDescentGrowWithTheSize) {
  for (const Font font : all_fonts) {
    EXPECT_GT(ascent_of_font(style_of(font, 10)), 7);
    EXPECT_LT(ascent_of_font(style_of(font, 10)), 12);
    EXPECT_GT(descent_of_font(style_of(font, 10)), 1.5);
    EXPECT_NEAR(ascent_of_font(style_of(font, 30)), 3 * ascent_of_font(style_of(font, 10)), 1e-9);
  }
}

}  // namespace
}  // namespace reverie
