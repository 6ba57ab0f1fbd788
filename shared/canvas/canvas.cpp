#include "shared/canvas/canvas.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "shared/base/portable_math.h"
#include "shared/canvas/shapes.h"

namespace reverie {

namespace {

constexpr std::size_t max_pushed = 1'000;

template <class... Numbers>
bool all_finite(Numbers... numbers) {
  return (std::isfinite(numbers) && ...);
}

// p5 takes negative sizes and draws towards the left or the top.
void turn_positive(double& start, double& length) {
  if (length < 0) {
    start += length;
    length = -length;
  }
}

}  // namespace

// Equal states follow each other often; one is kept for all of them.
StateIndex Canvas::state_index() {
  if (list_.states.empty() || !(list_.states.back() == state_)) list_.states.push_back(state_);
  return static_cast<StateIndex>(list_.states.size() - 1);
}

bool Canvas::has_room() {
  if (list_.commands.size() < max_display_commands && path_points_ < max_path_points) return true;
  list_.truncated = true;
  return false;
}

// What came before cannot be seen any more when an opaque ground covers it, so the list may start anew.
void Canvas::background(Color color) {
  if (clipping_ || !has_room()) return;
  const bool covers = color.a == 255 && state_.opacity == 1 && state_.clip == 0 &&
                      (state_.blend == BlendMode::blend || state_.blend == BlendMode::replace);
  if (covers) {
    list_.commands.clear();
    list_.states.clear();
    path_points_ = 0;
  }
  record(BackgroundCommand{color, state_index()});
}

void Canvas::clear() {
  if (clipping_) return;
  if (state_.clip == 0) {
    list_.commands.clear();
    list_.states.clear();
    path_points_ = 0;
  }
  const State kept = state_;
  state_.blend = BlendMode::replace;
  state_.opacity = 1;
  record(BackgroundCommand{{0, 0, 0, 0}, state_index()});
  state_ = kept;
}

void Canvas::fill(Paint paint) {
  state_.fill = std::move(paint);
  state_.has_fill = fill_chosen_ = true;
}

void Canvas::no_fill() { state_.has_fill = false; }

void Canvas::stroke(Paint paint) {
  state_.stroke = std::move(paint);
  state_.has_stroke = stroke_chosen_ = true;
}

void Canvas::no_stroke() { state_.has_stroke = false; }

void Canvas::stroke_weight(double points) {
  if (std::isfinite(points)) state_.stroke_weight = std::max(points, 0.0);
}

void Canvas::opacity(double opacity) {
  if (std::isfinite(opacity)) state_.opacity = std::clamp(opacity, 0.0, 1.0);
}

// p5's points are round whatever the lines' ends are.
void Canvas::point(double x, double y) {
  const StrokeCap kept = std::exchange(state_.cap, StrokeCap::round);
  line(x, y, x, y);
  state_.cap = kept;
}

void Canvas::line(double x1, double y1, double x2, double y2) {
  if (clipping_ || !all_finite(x1, y1, x2, y2) || !has_room()) return;
  record(LineCommand{x1, y1, x2, y2, state_index()});
}

void Canvas::rect(double x, double y, double width, double height, double radius) {
  rect(x, y, width, height, radius, radius, radius, radius);
}

void Canvas::rect(double x, double y, double width, double height, double top_left, double top_right,
                  double bottom_right, double bottom_left) {
  if (!all_finite(x, y, width, height, top_left, top_right, bottom_right, bottom_left)) return;
  turn_positive(x, width);
  turn_positive(y, height);
  // As in p5 a corner takes at most half of a side, whatever its neighbours want.
  const auto radius = [&](double given) { return std::clamp(given, 0.0, std::min(width, height) / 2); };
  RectCommand command{
      x, y, width, height, {radius(top_left), radius(top_right), radius(bottom_right), radius(bottom_left)}, 0};
  if (clipping_) return add_to_clip(path_of_rect(command));
  if (!has_room()) return;
  command.state = state_index();
  record(command);
}

void Canvas::ellipse(double x, double y, double width, double height) {
  if (!all_finite(x, y, width, height)) return;
  EllipseCommand command{x, y, std::fabs(width), std::fabs(height), 0};
  if (clipping_) return add_to_clip(path_of_ellipse(command));
  if (!has_room()) return;
  command.state = state_index();
  record(command);
}

void Canvas::arc(double x, double y, double width, double height, double start, double stop, ArcMode mode) {
  if (!all_finite(x, y, width, height, start, stop) || start == stop) return;
  if (is_whole_turn(start, stop)) return ellipse(x, y, width, height);
  const Path along = path_of_arc(x, y, std::fabs(width), std::fabs(height), start, stop);
  Path filled = along;
  if (mode == ArcMode::standard || mode == ArcMode::pie) filled.line_to({x, y});
  if (mode != ArcMode::open) filled.close();
  const bool outlined = mode == ArcMode::standard;
  shape(std::move(filled), outlined ? std::make_shared<const Path>(along) : nullptr);
}

void Canvas::triangle(double x1, double y1, double x2, double y2, double x3, double y3) {
  polygon({{x1, y1}, {x2, y2}, {x3, y3}});
}

void Canvas::quad(double x1, double y1, double x2, double y2, double x3, double y3, double x4, double y4) {
  polygon({{x1, y1}, {x2, y2}, {x3, y3}, {x4, y4}});
}

void Canvas::polygon(const std::vector<Vec2>& points) {
  if (points.size() < 2) return;
  Path path;
  for (const Vec2 point : points) path.line_to(point);
  path.close();
  shape(std::move(path));
}

void Canvas::bezier(double x1, double y1, double x2, double y2, double x3, double y3, double x4, double y4) {
  Path path;
  path.move_to({x1, y1});
  path.cubic_to({x2, y2}, {x3, y3}, {x4, y4});
  shape(std::move(path));
}

void Canvas::curve(double x1, double y1, double x2, double y2, double x3, double y3, double x4, double y4) {
  Path path;
  path.move_to({x2, y2});
  path.cubic_to({x2 + (x3 - x1) / 6, y2 + (y3 - y1) / 6}, {x3 - (x4 - x2) / 6, y3 - (y4 - y2) / 6}, {x3, y3});
  shape(std::move(path));
}

void Canvas::path(Path path) { shape(std::move(path)); }

void Canvas::shape(Path path, std::shared_ptr<const Path> outline) {
  if (path.empty() || !path.finite()) return;
  if (clipping_) return add_to_clip(path);
  if (path_points_ + path.points().size() > max_path_points) {
    list_.truncated = true;
    return;
  }
  if (!has_room()) return;
  path_points_ += path.points().size();
  record(PathCommand{std::move(path), std::move(outline), state_index()});
}

void Canvas::image(std::shared_ptr<const Image> image, double x, double y, double width, double height) {
  if (!image) return;
  const int columns = image->width(), rows = image->height();
  this->image(std::move(image), x, y, width, height, 0, 0, columns, rows);
}

void Canvas::image(std::shared_ptr<const Image> image, double x, double y, double width, double height, double crop_x,
                   double crop_y, double crop_width, double crop_height) {
  if (clipping_ || !image || image->empty() || !all_finite(x, y, width, height)) return;
  if (!all_finite(crop_x, crop_y, crop_width, crop_height)) return;
  const double left = std::clamp<double>(crop_x, 0, image->width()),
               top = std::clamp<double>(crop_y, 0, image->height());
  const double right = std::clamp<double>(crop_x + crop_width, left, image->width());
  const double bottom = std::clamp<double>(crop_y + crop_height, top, image->height());
  if (width <= 0 || height <= 0 || right <= left || bottom <= top || tint_.a == 0 || !has_room()) return;
  record(ImageCommand{std::move(image), x, y, width, height, left, top, right - left, bottom - top, sampling_, tint_,
                      state_index()});
}

void Canvas::drawing(std::shared_ptr<const Drawing> drawing) {
  if (clipping_ || !drawing || !has_room()) return;
  record(DrawingCommand{std::move(drawing), state_index()});
}

void Canvas::push() {
  if (saved_.size() < max_pushed) {
    saved_.push_back({state_, text_, tint_, sampling_, fill_chosen_, stroke_chosen_});
  } else {
    list_.truncated = true;
  }
}

void Canvas::pop() {
  if (saved_.empty()) return;
  Saved& saved = saved_.back();
  state_ = std::move(saved.state);
  text_ = saved.text;
  tint_ = saved.tint;
  sampling_ = saved.sampling;
  fill_chosen_ = saved.fill_chosen;
  stroke_chosen_ = saved.stroke_chosen;
  saved_.pop_back();
}

void Canvas::rotate(double radians) {
  const double s = portable_sin(radians), c = portable_cos(radians);
  apply_matrix({c, s, -s, c, 0, 0});
}

void Canvas::shear_x(double radians) { apply_matrix({1, 0, portable_sin(radians) / portable_cos(radians), 1, 0, 0}); }

void Canvas::shear_y(double radians) { apply_matrix({1, portable_sin(radians) / portable_cos(radians), 0, 1, 0, 0}); }

void Canvas::apply_matrix(const Matrix& matrix) {
  const Matrix next = state_.transform * matrix;
  if (next.finite()) state_.transform = next;
}

}  // namespace reverie
