// Canvas: text.
#include <cmath>

#include "shared/canvas/canvas.h"
#include "shared/canvas/text_layout.h"

namespace reverie {

namespace {

// p5 takes x and y for the corner of the box; a command keeps the line that its texts are aligned to.
void place_in_box(TextCommand& command) {
  if (command.style.align == TextAlign::center) command.x += command.wrap_width / 2;
  if (command.style.align == TextAlign::right) command.x += command.wrap_width;
  if (command.style.baseline == TextBaseline::baseline) command.style.baseline = TextBaseline::top;
}

}  // namespace

void Canvas::text_font(Font font, FontWeight weight) {
  text_.font = font;
  text_.weight = weight;
}

void Canvas::text_size(double points) {
  if (std::isfinite(points) && points > 0) text_.size = points;
}

void Canvas::text_leading(double points) {
  if (std::isfinite(points) && points >= 0) text_.leading = points;
}

void Canvas::text_align(TextAlign align, TextBaseline baseline) {
  text_.align = align;
  text_.baseline = baseline;
}

void Canvas::text(std::string_view text, double x, double y, double wrap_width) {
  if (text.empty() || !std::isfinite(x) || !std::isfinite(y) || !std::isfinite(wrap_width) || !has_room()) return;
  if (text.size() > max_text_bytes) {
    list_.truncated = true;
    return;
  }
  TextCommand command{std::string(text), x, y, wrap_width > 0 ? wrap_width : 0, text_, 0};
  if (wrap_width > 0) place_in_box(command);
  if (clipping_) return add_to_clip(path_of_text(command));
  const State kept = state_;
  if (!fill_chosen_) state_.fill = Color{0, 0, 0, 255};
  if (!stroke_chosen_) state_.has_stroke = false;
  command.state = state_index();
  state_ = kept;
  record(std::move(command));
}

double Canvas::text_width(std::string_view text) const { return width_of_text(text, text_); }
double Canvas::text_ascent() const { return ascent_of_font(text_); }
double Canvas::text_descent() const { return descent_of_font(text_); }

}  // namespace reverie
