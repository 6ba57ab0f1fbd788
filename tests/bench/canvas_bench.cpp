// What a frame of the live window costs with ten thousand strokes, against one with ten: while drawing and while taking
// back. Needs a display; software GL will do.
//   reverie-canvas-bench        name  ratio×  vs peer  (figures)
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <vector>

#include "shared/canvas/canvas.h"
#include "shared/canvas_gl/gl.h"
#include "shared/canvas_gl/gl_replay.h"
#include "tests/canvas_gl/offscreen.h"

namespace reverie {
namespace {

constexpr double width = 1280, height = 800;
constexpr int few = 10, many = 10'000, rounds = 25;

using Handle = std::shared_ptr<const Drawing>;

// A line as a hand draws it, somewhere.
void draw_stroke(Canvas& canvas, int number) {
  const double x = 80 + (number * 193) % 1100, y = 80 + (number * 317) % 620;
  canvas.no_fill();
  canvas.stroke({33, 37, 56, 200});
  canvas.stroke_weight(2 + number % 4);
  canvas.stroke_join(StrokeJoin::round);
  canvas.begin_shape();
  for (int i = 0; i <= 24; ++i) canvas.curve_vertex(x + 5.0 * i, y + 30 * std::sin(0.4 * i + number));
  canvas.end_shape();
}

Handle stroke_on(const Handle& below, int number) {
  Canvas canvas(width, height);
  draw_stroke(canvas, number);
  return Drawing::on(below, canvas.take());
}

Handle strokes(int count) {
  Handle drawing;
  for (int i = 0; i < count; ++i) drawing = stroke_on(drawing, i);
  return drawing;
}

// One frame as the studio paints it, with a stroke under way on top; milliseconds.
double frame(GlReplay& replay, const Handle& drawing, int number) {
  const auto start = std::chrono::steady_clock::now();
  Canvas canvas(width, height);
  canvas.background({250, 246, 238, 255});
  canvas.drawing(drawing);
  draw_stroke(canvas, number);
  replay.paint(canvas.display_list(), width, height, 1);
  glFinish();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

double part_of(std::vector<double> times, double part) {
  std::sort(times.begin(), times.end());
  return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
}

void print_row(const char* name, const std::vector<double>& ours, const std::vector<double>& ten) {
  std::printf("%s  %.2f×  vs ten strokes  (median %.2f ms, p95 %.2f; ten: %.2f, %.2f; %.0f × %.0f, software GL)\n",
              name, part_of(ours, 0.5) / part_of(ten, 0.5), part_of(ours, 0.5), part_of(ours, 0.95), part_of(ten, 0.5),
              part_of(ten, 0.95), width, height);
}

// A window with a drawing, and the times of its frames.
class Subject {
 public:
  explicit Subject(int count) : count_(count), drawing_(strokes(count)) { frame(*replay_, drawing_, 0); }
  void draw() {
    drawing_ = stroke_on(drawing_, count_++);
    drawing_times.push_back(frame(*replay_, drawing_, count_));
  }
  void undo() {
    drawing_ = drawing_->below();
    undoing_times.push_back(frame(*replay_, drawing_, count_));
  }
  std::vector<double> drawing_times, undoing_times;

 private:
  int count_;
  Handle drawing_;
  std::unique_ptr<GlReplay> replay_ = std::move(GlReplay::create().value());
};

}  // namespace
}  // namespace reverie

int main() {
  using namespace reverie;
  Offscreen screen;
  if (!screen.ready() || !GlReplay::create()) {
    std::fprintf(stderr, "reverie-canvas-bench: there is no display with OpenGL 3.3; run it under xvfb-run.\n");
    return 1;
  }
  // Frame by frame in turn, so that whatever else the machine does meets all alike. The third goes down past the states
  // that were kept last, where every finer one is made anew.
  Subject ten(few), thousands(many), deep(8'192 + 40);
  for (int round = 0; round < rounds; ++round) {
    for (int i = 0; i < few; ++i) ten.draw(), thousands.draw();
    for (int i = 0; i < few; ++i) ten.undo(), thousands.undo(), deep.undo();
  }
  print_row("a frame with 10,000 strokes, drawing", thousands.drawing_times, ten.drawing_times);
  print_row("a frame with 10,000 strokes, undoing", thousands.undoing_times, ten.undoing_times);
  print_row("a frame while undoing 250 of 8,232", deep.undoing_times, ten.undoing_times);
  return 0;
}
