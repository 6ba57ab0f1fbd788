#include "shared/canvas_gl/winding_atlas.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace reverie {

namespace {

constexpr int band_rows = 64;

struct Span {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
  void add(double x) { low = std::min(low, x), high = std::max(high, x); }
  bool empty() const { return !(low <= high); }
};

template <class Each>
void for_each_edge(const Outline& outline, Each each) {
  for (const Contour& contour : outline) {
    const std::vector<Vec2>& points = contour.points;
    if (points.size() < 3) continue;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const Vec2 a = points[i], b = points[i + 1 == points.size() ? 0 : i + 1];
      if (a.y != b.y) each(a, b);
    }
  }
}

double x_at(Vec2 a, Vec2 b, double y) { return a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y)); }

// The part of a…b within the rows; false when there is none.
bool cut_rows(Vec2& a, Vec2& b, double top, double bottom) {
  if (std::max(a.y, b.y) <= top || std::min(a.y, b.y) >= bottom) return false;
  const Vec2 from = a, to = b;
  for (Vec2* end : {&a, &b}) {
    const double y = std::clamp(end->y, top, bottom);
    if (y != end->y) *end = {x_at(from, to, y), y};
  }
  return a.y != b.y;
}

void push_edge(std::vector<Edge>& edges, Vec2 a, Vec2 b, const MaskPiece& piece) {
  const double dx = piece.atlas_x - piece.x, dy = piece.atlas_y - piece.y;
  const Edge edge{static_cast<float>(a.x + dx), static_cast<float>(a.y + dy), static_cast<float>(b.x + dx),
                  static_cast<float>(b.y + dy), static_cast<float>(piece.atlas_x + piece.width)};
  if (edge.y0 != edge.y1) edges.push_back(edge);
}

// Left of the piece an edge counts as upright on its border; right of it nobody sees it.
void cut_edge(std::vector<Edge>& edges, Vec2 a, Vec2 b, const MaskPiece& piece) {
  const double left = piece.x, right = piece.x + piece.width;
  if (!cut_rows(a, b, piece.y, piece.y + piece.height)) return;
  std::vector<Vec2>::size_type count = 0;
  Vec2 corners[4];
  corners[count++] = a;
  const double slope = b.x == a.x ? 0 : (b.y - a.y) / (b.x - a.x);
  for (const double x : {a.x < b.x ? left : right, a.x < b.x ? right : left}) {
    if ((a.x - x) * (b.x - x) < 0) corners[count++] = {x, a.y + (x - a.x) * slope};
  }
  corners[count++] = b;
  for (std::size_t i = 0; i + 1 < count; ++i) {
    Vec2 from = corners[i], to = corners[i + 1];
    const double middle = (from.x + to.x) / 2;
    if (middle >= right) continue;
    if (middle <= left) from.x = to.x = left;
    push_edge(edges, from, to, piece);
  }
}

// The pixels that an outline touches in a target; width 0 for none.
MaskPiece bounds_of(const Outline& outline, int width, int height) {
  Span across, down;
  bool finite = true;
  for_each_edge(outline, [&](Vec2 a, Vec2 b) {
    for (const Vec2 p : {a, b}) {
      finite &= std::isfinite(p.x) && std::isfinite(p.y);
      across.add(p.x), down.add(p.y);
    }
  });
  if (!finite || across.empty()) return {};
  const auto pixel = [](double at, int last) { return static_cast<int>(std::clamp<double>(at, 0, last)); };
  MaskPiece whole;
  whole.x = pixel(std::floor(across.low), width), whole.y = pixel(std::floor(down.low), height);
  whole.width = pixel(std::ceil(across.high), width) - whole.x;
  whole.height = pixel(std::ceil(down.high), height) - whole.y;
  return whole;
}

std::vector<MaskPiece> bands_of(const Outline& outline, const MaskPiece& whole) {
  const int count = (whole.height + band_rows - 1) / band_rows;
  if (count < 2 || whole.width < band_rows) return {whole};
  std::vector<Span> spans(static_cast<std::size_t>(count));
  for_each_edge(outline, [&](Vec2 a, Vec2 b) {
    if (!cut_rows(a, b, whole.y, whole.y + whole.height)) return;
    const double low = std::min(a.y, b.y) - whole.y, high = std::max(a.y, b.y) - whole.y;
    for (int i = static_cast<int>(low / band_rows); i < count && i * band_rows < high; ++i) {
      Vec2 from = a, to = b;
      if (!cut_rows(from, to, whole.y + i * band_rows, whole.y + (i + 1) * band_rows)) continue;
      spans[static_cast<std::size_t>(i)].add(from.x), spans[static_cast<std::size_t>(i)].add(to.x);
    }
  });
  std::vector<MaskPiece> bands;
  std::int64_t area = 0;
  for (int i = 0; i < count; ++i) {
    const Span& span = spans[static_cast<std::size_t>(i)];
    if (span.empty()) continue;
    const double end = whole.x + whole.width;
    const int low = static_cast<int>(std::clamp<double>(std::floor(span.low), whole.x, end));
    const int high = static_cast<int>(std::clamp<double>(std::ceil(span.high), whole.x, end));
    if (high <= low) continue;
    const int top = whole.y + i * band_rows;
    bands.push_back({low, top, high - low, std::min(band_rows, whole.y + whole.height - top)});
    area += static_cast<std::int64_t>(bands.back().width) * bands.back().height;
  }
  return area * 3 < static_cast<std::int64_t>(whole.width) * whole.height * 2 ? bands : std::vector{whole};
}

}  // namespace

bool WindingAtlas::place(MaskPiece& piece) {
  if (next_x_ + piece.width > width_) {
    shelf_top_ += shelf_height_;
    next_x_ = shelf_height_ = 0;
  }
  if (piece.width > width_ || shelf_top_ + piece.height > height_) return false;
  piece.atlas_x = next_x_, piece.atlas_y = shelf_top_;
  next_x_ += piece.width;
  shelf_height_ = std::max(shelf_height_, piece.height);
  return true;
}

std::vector<MaskPiece> WindingAtlas::pieces_of(const Outline& outline, int width, int height) {
  const MaskPiece whole = bounds_of(outline, width, height);
  if (whole.width <= 0 || whole.height <= 0) return {};
  return bands_of(outline, whole);
}

bool WindingAtlas::add(const Outline& outline, std::vector<MaskPiece>& pieces) {
  const int x = next_x_, top = shelf_top_, shelf = shelf_height_;
  for (MaskPiece& piece : pieces) {
    if (place(piece)) continue;
    next_x_ = x, shelf_top_ = top, shelf_height_ = shelf;
    return false;
  }
  for_each_edge(outline, [&](Vec2 a, Vec2 b) {
    const double low = std::min(a.y, b.y), high = std::max(a.y, b.y);
    // Pieces lie in rows from the top.
    auto piece = std::upper_bound(pieces.begin(), pieces.end(), low,
                                  [](double y, const MaskPiece& p) { return y < p.y + p.height; });
    for (; piece != pieces.end() && piece->y < high; ++piece) cut_edge(edges_, a, b, *piece);
  });
  return true;
}

void WindingAtlas::clear() {
  next_x_ = shelf_top_ = shelf_height_ = 0;
  edges_.clear();
}

}  // namespace reverie
