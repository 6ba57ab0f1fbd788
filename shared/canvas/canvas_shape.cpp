// Canvas: free shapes and clips, the part of the vocabulary that spans several calls.
#include <cmath>
#include <utility>

#include "shared/canvas/canvas.h"
#include "shared/canvas/shapes.h"

namespace reverie {

void Canvas::begin_shape() {
  shape_ = {};
  contour_ = {};
  holes_.clear();
  curve_points_.clear();
  in_contour_ = false;
}

// The points that curve_vertex gathered become cubics before anything else follows.
void Canvas::flush_curve() {
  Path& path = in_contour_ ? contour_ : shape_;
  const std::vector<Vec2>& p = curve_points_;
  for (std::size_t i = 1; i + 2 < p.size(); ++i) {
    if (i == 1) path.line_to(p[1]);
    path.cubic_to({p[i].x + (p[i + 1].x - p[i - 1].x) / 6, p[i].y + (p[i + 1].y - p[i - 1].y) / 6},
                  {p[i + 1].x - (p[i + 2].x - p[i].x) / 6, p[i + 1].y - (p[i + 2].y - p[i].y) / 6}, p[i + 1]);
  }
  curve_points_.clear();
}

void Canvas::vertex(double x, double y) {
  flush_curve();
  (in_contour_ ? contour_ : shape_).line_to({x, y});
}

void Canvas::bezier_vertex(double x2, double y2, double x3, double y3, double x4, double y4) {
  flush_curve();
  (in_contour_ ? contour_ : shape_).cubic_to({x2, y2}, {x3, y3}, {x4, y4});
}

void Canvas::quadratic_vertex(double cx, double cy, double x, double y) {
  flush_curve();
  (in_contour_ ? contour_ : shape_).quadratic_to({cx, cy}, {x, y});
}

void Canvas::curve_vertex(double x, double y) { curve_points_.push_back({x, y}); }

void Canvas::begin_contour() {
  flush_curve();
  contour_ = {};
  in_contour_ = true;
}

void Canvas::end_contour() {
  flush_curve();
  contour_.close();
  if (in_contour_ && !contour_.empty()) holes_.push_back(std::exchange(contour_, {}));
  in_contour_ = false;
}

// p5 leaves the winding of holes to the caller; here a contour always cuts, whichever way it was drawn.
void Canvas::end_shape(bool close) {
  if (in_contour_) end_contour();
  flush_curve();
  if (close) shape_.close();
  const bool clockwise = signed_area(shape_) >= 0;
  Path whole = std::exchange(shape_, {});
  for (const Path& hole : holes_) whole.append((signed_area(hole) >= 0) == clockwise ? reversed(hole) : hole);
  holes_.clear();
  shape(std::move(whole));
}

void Canvas::begin_clip() {
  clipping_ = true;
  clip_ = {};
}

// Shapes of a clip add up, so that each outer contour has to run the same way.
void Canvas::add_to_clip(const Path& path) {
  const Path placed = path.transformed(state_.transform);
  if (!placed.finite() || path_points_ + placed.points().size() > max_path_points) return;
  path_points_ += placed.points().size();
  clip_.append(signed_area(placed) < 0 ? reversed(placed) : placed);
}

void Canvas::end_clip() {
  if (!clipping_) return;
  clipping_ = false;
  if (list_.clips.size() >= max_clips) {
    list_.truncated = true;
    return;
  }
  list_.clips.push_back({state_.clip, std::exchange(clip_, {})});
  state_.clip = static_cast<std::uint32_t>(list_.clips.size());
}

}  // namespace reverie
