// Sketch: the strokes on the sheet as a chain. Each is the one below and one stroke more, and holds the picture of all
// of them as a Drawing, so that a copy for undo, a frame and a new stroke cost the same however many there are.
#pragma once

#include <memory>

#include "shared/canvas/drawing.h"
#include "shared/piece/piece.h"
#include "shared/pieces/sketchpad/stroke.h"

namespace reverie::pieces {

inline constexpr std::size_t max_strokes = 100'000;

// The sheet that strokes are measured on: that of the window when the first was drawn.
struct Sheet {
  int width = 1, height = 1;  // points, 1…max_sheet
  Vec2 middle() const { return {width / 2.0, height / 2.0}; }
  bool operator==(const Sheet&) const = default;
};
inline constexpr int max_sheet = 32'768;

class Sketch final : public Document::Content {
 public:
  static constexpr char kind = 0;

  // `below` may be nullptr: the empty sheet. Points are rounded as they will be written; there must be one to
  // max_stroke_points of them, and fewer than max_strokes strokes below.
  static std::shared_ptr<const Sketch> on(std::shared_ptr<const Sketch> below, const Sheet& sheet,
                                          const StrokeStyle& style, const std::vector<StrokePoint>& points);
  ~Sketch() override;
  Sketch(const Sketch&) = delete;
  Sketch& operator=(const Sketch&) = delete;

  const Sheet& sheet() const { return sheet_; }
  const std::shared_ptr<const Drawing>& drawing() const { return drawing_; }
  std::size_t strokes() const { return strokes_; }

  std::string json() const override;
  std::size_t bytes() const override { return bytes_; }
  std::size_t least_json_bytes() const override { return json_bytes_; }

 private:
  Sketch(std::shared_ptr<const Sketch> below, const Sheet& sheet, const StrokeStyle& style, std::string points);
  std::string stroke_json() const;
  // Mutable, since a long chain is taken apart link by link and not by recursion.
  mutable std::shared_ptr<const Sketch> below_;
  Sheet sheet_;
  StrokeStyle style_;
  std::string points_;
  std::shared_ptr<const Drawing> drawing_;
  std::size_t strokes_, bytes_ = 0, json_bytes_ = 0;
};

// {"sheet": [960, 720], "strokes": [["ink", "16161a", 7, "1t", "…points…"], …]}: tool, colour, width, symmetry (copies,
// r: mirrored, t: tapered), points. Version 1. nullptr for the empty document.
Result<std::shared_ptr<const Sketch>> sketch_from_document(const Document& document);

}  // namespace reverie::pieces
