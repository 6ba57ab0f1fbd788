#include "shared/canvas/typeface.h"

#include "shared/fonts/fonts.h"

// Debian's Dear ImGui brings stb_truetype as a shared library; ours stays within this file, the same native and web.
#define STBTT_STATIC
#define STB_TRUETYPE_IMPLEMENTATION
#include <stb_truetype.h>

namespace reverie {

namespace {

Vec2 point(int x, int y) { return {static_cast<double>(x), static_cast<double>(-y)}; }

// stb repeats the first point at the end of a contour; close() says the same without an edge of no length.
Path path_of_shape(const stbtt_vertex* vertices, int count) {
  Path path;
  Vec2 start;
  for (int i = 0; i < count; ++i) {
    const stbtt_vertex& v = vertices[i];
    const Vec2 end = point(v.x, v.y);
    const bool last = i + 1 == count || vertices[i + 1].type == STBTT_vmove;
    if (v.type == STBTT_vmove) path.move_to(start = end);
    if (v.type == STBTT_vline && !(last && end == start)) path.line_to(end);
    if (v.type == STBTT_vcurve) path.quadratic_to(point(v.cx, v.cy), end);
    if (v.type == STBTT_vcubic) path.cubic_to(point(v.cx, v.cy), point(v.cx1, v.cy1), end);
    if (last) path.close();
  }
  return path;
}

Path outline_of_glyph(const stbtt_fontinfo& font, int glyph) {
  stbtt_vertex* vertices = nullptr;
  const int count = stbtt_GetGlyphShape(&font, glyph, &vertices);
  Path path = path_of_shape(vertices, count);
  stbtt_FreeShape(&font, vertices);
  return path;
}

double advance_of_glyph(const stbtt_fontinfo& font, int glyph) {
  int advance = 0, bearing = 0;
  stbtt_GetGlyphHMetrics(&font, glyph, &advance, &bearing);
  return advance;
}

struct Lent {
  stbtt_fontinfo font;
  double units_per_em = 0;  // 0: nothing is lent
};
Lent& lent() {
  static Lent only;
  return only;
}

// What is missing, the same in every face: the edges of a box as high as a capital.
constexpr double missing_advance = 0.58;  // em
Path missing_box(double em) {
  Path path;
  const auto frame = [&](double left, double top, double right, double bottom) {
    path.move_to({left * em, top * em});
    path.line_to({right * em, top * em});
    path.line_to({right * em, bottom * em});
    path.line_to({left * em, bottom * em});
    path.close();
  };
  frame(0.06, -0.70, 0.52, 0);
  frame(0.47, -0.65, 0.11, -0.05);  // runs the other way round: a hole
  return path;
}

}  // namespace

struct Typeface::Parsed {
  stbtt_fontinfo font;
};

Typeface::Typeface(const unsigned char* bytes) {
  auto parsed = std::make_shared<Parsed>();
  stbtt_fontinfo& font = parsed->font;
  stbtt_InitFont(&font, bytes, 0);
  int ascent = 0, descent = 0, gap = 0;
  stbtt_GetFontVMetrics(&font, &ascent, &descent, &gap);
  ascent_ = ascent;
  descent_ = -descent;
  units_per_em_ = static_cast<int>(1 / stbtt_ScaleForMappingEmToPixels(&font, 1) + 0.5F);
  for (int glyph = 0; glyph < font.numGlyphs; ++glyph) {
    glyphs_.push_back({advance_of_glyph(font, glyph), outline_of_glyph(font, glyph)});
  }
  glyphs_[0] = {missing_advance * units_per_em_, missing_box(units_per_em_)};
  parsed_ = std::move(parsed);
}

const Typeface& Typeface::of(Font font, FontWeight weight) {
  static const Typeface sans(font_sans().data()), sans_bold(font_sans_bold().data()), serif(font_serif().data()),
      mono(font_mono().data());
  if (font == Font::serif) return serif;
  if (font == Font::mono) return mono;
  return weight == FontWeight::bold ? sans_bold : sans;
}

Typeface::Glyph Typeface::glyph(char32_t character) const {
  return stbtt_FindGlyphIndex(&parsed_->font, static_cast<int>(character));
}

double Typeface::kerning(Glyph left, Glyph right) const {
  return stbtt_GetGlyphKernAdvance(&parsed_->font, left, right);
}

void lend_letters(std::span<const unsigned char> typeface) {
  Lent& own = lent();
  own.units_per_em = 0;
  if (typeface.empty() || stbtt_InitFont(&own.font, typeface.data(), 0) == 0) return;
  own.units_per_em = static_cast<int>(1 / stbtt_ScaleForMappingEmToPixels(&own.font, 1) + 0.5F);
}

std::optional<LentLetter> lent_letter(char32_t character) {
  const Lent& own = lent();
  const int glyph = own.units_per_em > 0 ? stbtt_FindGlyphIndex(&own.font, static_cast<int>(character)) : 0;
  if (glyph == 0) return std::nullopt;
  const double scale = 1 / own.units_per_em;
  return LentLetter{advance_of_glyph(own.font, glyph) * scale,
                    outline_of_glyph(own.font, glyph).transformed({scale, 0, 0, scale, 0, 0})};
}

}  // namespace reverie
