// Coverage: how much of each pixel an outline covers, row by row, by AGG's exact areas in 256 levels.
#pragma once

#include <agg_rasterizer_cells_aa.h>
#include <agg_rasterizer_scanline_aa_nogamma.h>  // cell_aa

#include <cstdint>
#include <vector>

#include "shared/canvas/outline.h"

namespace reverie {

// Side by side pixels that are covered, if only a little.
struct Run {
  int x = 0, length = 0;
  const std::uint8_t* cover = nullptr;  // of each, 1…255
};

// The same outline gives a row the same coverage, whichever rows of the picture are asked for: edges are rounded to
// 1/256 pixel and cut at fixed rows of the whole picture before any row is looked at alone.
class Coverage {
 public:
  // For pictures `columns` wide, of which the rows first_row … end_row - 1 are wanted.
  Coverage(int columns, int first_row, int end_row);

  // Non-zero rule. `outline` has to live until the last row was asked for. Contours with a point that is not finite are
  // left out.
  void begin(const Outline& outline);
  // Rows that may be covered.
  int first_row() const { return first_; }
  int end_row() const { return end_; }
  // Asked for in rising order; valid until the next call.
  const std::vector<Run>& row(int y);

 private:
  using Cells = agg::rasterizer_cells_aa<agg::cell_aa>;
  struct Edge {  // in 1/256 pixel
    std::int64_t x1, y1, x2, y2;
  };
  void gather(const Outline& outline);
  void rasterize(int y);
  bool add_tiles(int first_tile, int end_tile);
  bool add_edge(const Edge& edge, int first_tile, int end_tile);
  void add_clipped(Edge edge);
  void add_line(std::int64_t x1, std::int64_t y1, std::int64_t x2, std::int64_t y2);
  void sweep(int y);

  int columns_, window_first_, window_end_;
  int first_ = 0, end_ = 0;
  int ready_first_ = 0, ready_end_ = 0;  // rows whose cells are at hand
  std::vector<Edge> edges_;
  Cells cells_;
  std::int64_t budget_ = 0;
  std::vector<std::uint8_t> cover_;
  std::vector<Run> runs_;
};

}  // namespace reverie
