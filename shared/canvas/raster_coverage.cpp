#include "shared/canvas/raster_coverage.h"

#include <algorithm>
#include <cmath>

namespace reverie {

namespace {

constexpr int tile_rows = 64;                // edges are cut at every so many rows of the whole picture
constexpr std::int64_t sub = 256;            // parts of a pixel
constexpr double farthest = 1e9;             // pixels; a point beyond is drawn in to here
constexpr std::int64_t max_cells = 4 << 20;  // at hand at a time, 24 bytes each

std::int64_t sub_from_pixels(double value) {
  return static_cast<std::int64_t>(std::floor(std::clamp(value, -farthest, farthest) * sub + 0.5));
}

int tile_of(std::int64_t sub_row) {
  return static_cast<int>(sub_row >= 0 ? sub_row / (sub * tile_rows) : -((-sub_row - 1) / (sub * tile_rows)) - 1);
}

// Where the line from (a1,b1) to (a2,b2) has b = `at`; the same whichever end is the first.
std::int64_t crossing(std::int64_t a1, std::int64_t b1, std::int64_t a2, std::int64_t b2, std::int64_t at) {
  if (b1 > b2) std::swap(a1, a2), std::swap(b1, b2);
  const double part = static_cast<double>(at - b1) / static_cast<double>(b2 - b1);
  return a1 + static_cast<std::int64_t>(std::floor(static_cast<double>(a2 - a1) * part + 0.5));
}

}  // namespace

Coverage::Coverage(int columns, int first_row, int end_row)
    : columns_(columns),
      window_first_(first_row),
      window_end_(end_row),
      cells_(4 * max_cells / 4096),
      cover_(static_cast<std::size_t>(columns)) {}

void Coverage::begin(const Outline& outline) {
  edges_.clear();
  gather(outline);
  std::int64_t top = sub * window_end_, bottom = sub * window_first_;
  for (const Edge& edge : edges_) {
    top = std::min(top, std::min(edge.y1, edge.y2));
    bottom = std::max(bottom, std::max(edge.y1, edge.y2));
  }
  first_ = static_cast<int>(std::max<std::int64_t>(top >= 0 ? top / sub : -1, window_first_));
  end_ = std::max(first_, static_cast<int>(std::min<std::int64_t>((bottom + sub - 1) / sub, window_end_)));
  ready_first_ = ready_end_ = first_;
}

void Coverage::gather(const Outline& outline) {
  for (const Contour& contour : outline) {
    const bool finite = std::all_of(contour.points.begin(), contour.points.end(),
                                    [](Vec2 p) { return std::isfinite(p.x) && std::isfinite(p.y); });
    if (!finite || contour.points.size() < 3) continue;
    std::int64_t x = sub_from_pixels(contour.points.back().x), y = sub_from_pixels(contour.points.back().y);
    for (const Vec2 p : contour.points) {
      const std::int64_t to_x = sub_from_pixels(p.x), to_y = sub_from_pixels(p.y);
      if (to_y != y) edges_.push_back({x, y, to_x, to_y});
      x = to_x;
      y = to_y;
    }
  }
}

const std::vector<Run>& Coverage::row(int y) {
  if (y >= ready_end_) rasterize(y);
  sweep(y);
  return runs_;
}

// All rows at once where their cells fit, else half of them, down to a single tile; a tile with more cells than fit is
// left with those that came first.
void Coverage::rasterize(int y) {
  const int first_tile = y / tile_rows;
  int end_tile = (end_ - 1) / tile_rows + 1;
  while (!add_tiles(first_tile, end_tile) && end_tile > first_tile + 1)
    end_tile = first_tile + (end_tile - first_tile + 1) / 2;
  cells_.sort_cells();
  ready_first_ = first_tile * tile_rows;
  ready_end_ = end_tile * tile_rows;
}

bool Coverage::add_tiles(int first_tile, int end_tile) {
  cells_.reset();
  budget_ = max_cells;
  return std::all_of(edges_.begin(), edges_.end(),
                     [&](const Edge& edge) { return add_edge(edge, first_tile, end_tile); });
}

// The parts of an edge that lie in the tiles. False when there is no room for more cells.
bool Coverage::add_edge(const Edge& edge, int first_tile, int end_tile) {
  const auto [low, high] = std::minmax(edge.y1, edge.y2);
  const bool down = edge.y1 < edge.y2;
  const int from = std::max(tile_of(low), first_tile), to = std::min(tile_of(high - 1) + 1, end_tile);
  for (int tile = from; tile < to; ++tile) {
    if (budget_ <= 0) return false;
    const std::int64_t top = std::max(low, tile * tile_rows * sub),
                       bottom = std::min(high, (tile + 1) * tile_rows * sub);
    const auto x_at = [&](std::int64_t row) {
      if (row == edge.y1) return edge.x1;
      if (row == edge.y2) return edge.x2;
      return crossing(edge.x1, edge.y1, edge.x2, edge.y2, row);
    };
    const Edge part{x_at(top), top, x_at(bottom), bottom};
    add_clipped(down ? part : Edge{part.x2, part.y2, part.x1, part.y1});
  }
  return true;
}

// What lies beyond the left or right side of the picture runs along that side.
void Coverage::add_clipped(Edge e) {
  const std::int64_t right = columns_ * sub;
  const auto outside = [&](std::int64_t x) { return x < 0 ? -1 : x > right ? 1 : 0; };
  const auto side = [&](int where) { return where < 0 ? 0 : right; };
  const int first = outside(e.x1), last = outside(e.x2);
  if (first == last) {
    if (first == 0) return add_line(e.x1, e.y1, e.x2, e.y2);
    return add_line(side(first), e.y1, side(first), e.y2);
  }
  if (first != 0) {
    const std::int64_t y = crossing(e.y1, e.x1, e.y2, e.x2, side(first));
    add_line(side(first), e.y1, side(first), y);
    e.x1 = side(first);
    e.y1 = y;
  }
  if (last == 0) return add_line(e.x1, e.y1, e.x2, e.y2);
  const std::int64_t y = crossing(e.y1, e.x1, e.y2, e.x2, side(last));
  add_line(e.x1, e.y1, side(last), y);
  add_line(side(last), y, side(last), e.y2);
}

void Coverage::add_line(std::int64_t x1, std::int64_t y1, std::int64_t x2, std::int64_t y2) {
  if (y1 == y2) return;
  budget_ -= (std::abs(x2 - x1) + std::abs(y2 - y1)) / sub + 2;
  cells_.line(static_cast<int>(x1), static_cast<int>(y1), static_cast<int>(x2), static_cast<int>(y2));
}

namespace {

std::uint8_t cover_from_area(std::int64_t area) {
  const std::int64_t cover = std::abs(area) >> (agg::poly_subpixel_shift * 2 + 1 - 8);
  return static_cast<std::uint8_t>(std::min<std::int64_t>(cover, 255));
}

}  // namespace

void Coverage::sweep(int y) {
  runs_.clear();
  if (cells_.total_cells() == 0 || y < cells_.min_y() || y > cells_.max_y()) return;
  const agg::cell_aa* const* cell = cells_.scanline_cells(static_cast<unsigned>(y));
  const agg::cell_aa* const* const end = cell + cells_.scanline_num_cells(static_cast<unsigned>(y));
  std::int64_t cover = 0;
  const auto put = [&](int x, int length, std::int64_t area) {
    const std::uint8_t level = cover_from_area(area);
    length = std::min(length, columns_ - x);
    if (level == 0 || length <= 0) return;
    if (runs_.empty() || runs_.back().x + runs_.back().length != x) runs_.push_back({x, 0, cover_.data() + x});
    std::fill_n(cover_.data() + x, length, level);
    runs_.back().length += length;
  };
  while (cell != end) {
    const int x = (*cell)->x;
    std::int64_t area = 0;
    for (; cell != end && (*cell)->x == x; ++cell) {
      area += (*cell)->area;
      cover += (*cell)->cover;
    }
    put(x, 1, cover * 2 * sub - area);
    if (cell != end && (*cell)->x > x + 1) put(x + 1, (*cell)->x - x - 1, cover * 2 * sub);
  }
}

}  // namespace reverie
