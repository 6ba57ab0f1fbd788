#include "shared/canvas/text_layout.h"

#include <algorithm>
#include <vector>

#include "shared/base/utf8.h"
#include "shared/canvas/typeface.h"

namespace reverie {

namespace {

struct Placed {
  Typeface::Glyph glyph;
  bool space;
  double start, end;  // font units from the start of its line in the text
};
using Line = std::vector<Placed>;

// A part of a line that stands on its own.
struct Row {
  const Line* line;
  std::size_t first, last;  // last: one beyond
  double start() const { return first < last ? (*line)[first].start : 0; }
  double width() const { return first < last ? (*line)[last - 1].end - start() : 0; }
};

void place(Line& line, const Typeface& face, Typeface::Glyph glyph, bool space) {
  double start = 0;
  if (!line.empty()) {
    line.back().end += face.kerning(line.back().glyph, glyph);
    start = line.back().end;
  }
  line.push_back({glyph, space, start, start + face.advance(glyph)});
}

// Draws nothing: the return of a Windows line end, a soft hyphen (lines break at spaces only).
bool is_silent(char32_t c) { return c == '\r' || c == 0xAD; }

// p5 writes a tabulator as two spaces.
std::vector<Line> lines_of_text(std::string_view text, const Typeface& face) {
  std::vector<Line> lines(1);
  while (!text.empty()) {
    const Utf8Character character = utf8_character(text);
    text.remove_prefix(std::max<std::size_t>(character.bytes, 1));
    const char32_t c = character.code_point;
    if (c == '\n') {
      lines.emplace_back();
    } else if (c == '\t') {
      for (int i = 0; i < 2; ++i) place(lines.back(), face, face.glyph(' '), true);
    } else if (!is_silent(c)) {
      place(lines.back(), face, character.bytes == 0 ? 0 : face.glyph(c), c == ' ');
    }
  }
  return lines;
}

// Breaks at spaces, which vanish there; a word wider than the whole stays whole.
void wrap(const Line& line, double width, std::vector<Row>& rows) {
  Row row{&line, 0, 0};
  for (std::size_t i = 0; i < line.size();) {
    std::size_t end = i;
    while (end < line.size() && line[end].space) ++end;
    const std::size_t word = end;
    while (end < line.size() && !line[end].space) ++end;
    const bool fits = line[end - 1].end - row.start() <= width;
    if (!fits && word < end && row.last > row.first) {
      rows.push_back(row);
      row.first = word;
    }
    // What the row's own last word is followed by counts only when another word comes.
    if (word < end || fits) row.last = end;
    i = end;
  }
  rows.push_back(row);
}

std::vector<Row> rows_of(const std::vector<Line>& lines, double wrap_width) {
  std::vector<Row> rows;
  for (const Line& line : lines) {
    if (wrap_width > 0) {
      wrap(line, wrap_width, rows);
    } else {
      rows.push_back({&line, 0, line.size()});
    }
  }
  return rows;
}

// From y to the first baseline, in points. As a browser's canvas does it, the em square is divided in the ratio of
// ascent and descent; as p5 does it, several lines are centred or stood on y together.
double first_baseline(const TextStyle& style, const Typeface& face, std::size_t rows, double leading) {
  const double above = style.size * face.ascent() / (face.ascent() + face.descent());
  const double below = style.size - above, rest = static_cast<double>(rows - 1) * leading;
  switch (style.baseline) {
    case TextBaseline::top:
      return above;
    case TextBaseline::center:
      return (above - below) / 2 - rest / 2;
    case TextBaseline::bottom:
      return -below - rest;
    case TextBaseline::baseline:
      break;
  }
  return 0;
}

// How much of a row lies left of the x that it is aligned to.
double before_anchor(TextAlign align, double width) {
  return align == TextAlign::left ? 0 : align == TextAlign::right ? width : width / 2;
}

const Typeface& face_of(const TextStyle& style) { return Typeface::of(style.font, style.weight); }

}  // namespace

Path path_of_text(const TextCommand& command) {
  const TextStyle& style = command.style;
  const Typeface& face = face_of(style);
  const double scale = style.size / face.units_per_em();
  const double leading = style.leading > 0 ? style.leading : style.size * 1.25;
  const std::vector<Line> lines = lines_of_text(command.text, face);
  const std::vector<Row> rows = rows_of(lines, command.wrap_width / scale);
  Path path;
  double y = command.y + first_baseline(style, face, rows.size(), leading);
  for (const Row& row : rows) {
    const double x = command.x - before_anchor(style.align, row.width() * scale);
    for (std::size_t i = row.first; i < row.last; ++i) {
      const Placed& placed = (*row.line)[i];
      path.append(face.outline(placed.glyph), {scale, 0, 0, scale, x + (placed.start - row.start()) * scale, y});
    }
    y += leading;
  }
  return path;
}

double width_of_text(std::string_view text, const TextStyle& style) {
  const Typeface& face = face_of(style);
  double widest = 0;
  for (const Line& line : lines_of_text(text, face)) widest = std::max(widest, line.empty() ? 0 : line.back().end);
  return widest * (style.size / face.units_per_em());
}

double ascent_of_font(const TextStyle& style) {
  const Typeface& face = face_of(style);
  return style.size * face.ascent() / face.units_per_em();
}

double descent_of_font(const TextStyle& style) {
  const Typeface& face = face_of(style);
  return style.size * face.descent() / face.units_per_em();
}

std::optional<Words> words_of_reader(std::string_view text, double size) {
  const Typeface& face = Typeface::of(Font::sans, FontWeight::normal);
  const double scale = size / face.units_per_em();
  Words words;
  Typeface::Glyph before = 0;
  while (!text.empty()) {
    const Utf8Character character = utf8_character(text);
    text.remove_prefix(std::max<std::size_t>(character.bytes, 1));
    const Typeface::Glyph glyph = face.glyph(character.code_point);
    if (glyph != 0) {
      if (before != 0) words.width += face.kerning(before, glyph) * scale;
      words.path.append(face.outline(glyph), {scale, 0, 0, scale, words.width, 0});
      words.width += face.advance(glyph) * scale;
    } else {
      const std::optional<LentLetter> letter = lent_letter(character.code_point);
      if (!letter) return std::nullopt;
      words.path.append(letter->outline, {size, 0, 0, size, words.width, 0});
      words.width += letter->advance * size;
    }
    before = glyph;
  }
  return words;
}

}  // namespace reverie
