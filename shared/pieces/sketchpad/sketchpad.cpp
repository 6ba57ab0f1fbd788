// Sketchpad: a sheet of paper, four tools and symmetry. No model plays in it; it is what models that take a drawing are
// given.
#include <algorithm>
#include <cmath>

#include "shared/piece/piece.h"
#include "shared/pieces/sketchpad/ink.h"
#include "shared/pieces/sketchpad/key_pen.h"
#include "shared/pieces/sketchpad/palettes.h"
#include "shared/pieces/sketchpad/pen.h"
#include "shared/pieces/sketchpad/sketch.h"
#include "shared/pieces/sketchpad/tools.h"
#include "shared/pieces/sketchpad/welcome.h"
#include "shared/words/words.h"

namespace reverie::pieces {

namespace {

constexpr int of_keys = -1;  // the id of the pen that the arrows move

class Sketchpad final : public Piece {
 public:
  void setup(Stage& /*stage*/) override {}

  void update(Stage& stage) override {
    if (keys_.tick(stage.input(), sheet_for(stage))) follow_keys();
    for (Pen& pen : pens_) pen.tick();
  }

  // The pen of the keys may lie on the paper for as long as it likes.
  bool resting(const Stage& /*stage*/) const override {
    return !keys_.moving() && pens_.size() == (pen_of_keys_down() ? 1U : 0U);
  }

  void draw(const Stage& stage, Canvas& canvas) override {
    canvas.background(named_color(papers, stage.params().text("paper")).value_or(papers[0].color));
    const Sheet sheet = sheet_for(stage);
    const View view = view_of(stage, sheet);
    canvas.push();
    canvas.translate(view.x, view.y);
    canvas.scale(view.scale);
    if (!touched_ && !sketch_) draw_welcome(canvas, sheet.width, sheet.height);
    draw_strokes(canvas, sheet);
    // A mark for the eyes only: no picture that is kept shows it.
    if (stage.clock() == Clock::live) keys_.draw(canvas, stage.params().number("width"), pen_of_keys_down());
    canvas.pop();
  }

  void pointer(Stage& stage, const PointerEvent& event) override {
    if (event.phase == PointerPhase::hover) return;
    const auto pen = pen_of(event.id);
    const bool measured = is_measured(event);
    if (event.phase == PointerPhase::down) {
      if (pen != pens_.end()) lift(stage, pen);
      keys_.hide();
      touched_ = true;
      pens_.emplace_back(event.id, style_from_params(stage.params()), stage.params().number("smoothing"),
                         on_sheet(stage, event.position), event.pressure, measured);
      return;
    }
    if (pen == pens_.end()) return;
    if (event.phase == PointerPhase::up) return lift(stage, pen);
    pen->move(on_sheet(stage, event.position), event.pressure, measured);
    if (pen->full()) go_on(stage, *pen);
  }

  bool key(Stage& stage, const KeyEvent& event) override {
    if (keys_.press(event.key, sheet_for(stage))) {
      touched_ = true;
      follow_keys();
      return true;
    }
    if (event.repeated) return event.key == " ";
    if (event.key == " ") return toggle_pen_of_keys(stage);
    if (event.key == "Backspace") return clear();
    return choose_tool(stage.params(), event, before_eraser_);
  }

  Document document() const override { return document_; }

  Result<void> set_document(Stage& /*stage*/, const Document& document) override {
    if (document.version() == 1 && document.content<Sketch>() != nullptr) {
      take(document.shared_content<Sketch>());
      return {};
    }
    auto sketch = sketch_from_document(document);
    if (!sketch) return sketch.error();
    take(std::move(*sketch));
    return {};
  }

  std::string description(const Stage& stage) const override {
    const std::size_t count = sketch_ ? sketch_->strokes() : 0;
    const Params& params = stage.params();
    const std::string strokes = count == 0   ? said("An empty sheet of {0} paper", {said(params.text("paper"))})
                                : count == 1 ? std::string(said("A sheet with one stroke"))
                                             : said("A sheet with {0} strokes", {std::to_string(count)});
    return said("{0}; the tool is {1}, {2} points wide, in {3}.",
                {strokes, said(params.text("brush")), params.text_of("width"), said(params.text("colour"))});
  }

 private:
  // Where the sheet lies in the window.
  struct View {
    double x = 0, y = 0, scale = 1;
  };
  using Pens = std::vector<Pen>;

  static bool is_measured(const PointerEvent& event) {
    // A finger's screen that knows no pressure says 0, a half or 1 all the time.
    const bool plain = event.pressure == 0 || event.pressure == 0.5F || event.pressure == 1;
    return event.kind == PointerKind::pen || (event.kind == PointerKind::touch && !plain);
  }

  // An empty sheet is as large as the window.
  Sheet sheet_for(const Stage& stage) const {
    if (sketch_) return sketch_->sheet();
    if (!pens_.empty()) return sheet_under_way_;
    const auto side = [](float points) { return std::clamp(static_cast<int>(std::lround(points)), 1, max_sheet); };
    return {side(stage.width()), side(stage.height())};
  }

  // Shown whole and in the middle; what the window has beside it is paper too.
  static View view_of(const Stage& stage, const Sheet& sheet) {
    const double wide = stage.width(), high = stage.height();
    const double scale = std::min(wide / sheet.width, high / sheet.height);
    return {(wide - sheet.width * scale) / 2, (high - sheet.height * scale) / 2, scale};
  }

  Vec2 on_sheet(const Stage& stage, Vec2 point) {
    sheet_under_way_ = sheet_for(stage);
    const View view = view_of(stage, sheet_under_way_);
    const auto within = [](double value) { return std::clamp(value, -max_stroke_reach / 2, max_stroke_reach / 2); };
    return {within((point.x - view.x) / view.scale), within((point.y - view.y) / view.scale)};
  }

  Pens::iterator pen_of(int id) {
    return std::find_if(pens_.begin(), pens_.end(), [&](const Pen& pen) { return pen.id() == id; });
  }

  void take(std::shared_ptr<const Sketch> sketch) {
    sketch_ = std::move(sketch);
    document_ = sketch_ ? Document(1, sketch_) : Document{};
  }

  void keep(const Stage& stage, const Pen& pen) {
    if (sketch_ && sketch_->strokes() >= max_strokes) return;
    take(Sketch::on(sketch_, sheet_for(stage), pen.style(), pen.finished()));
  }

  void lift(const Stage& stage, Pens::iterator pen) {
    keep(stage, *pen);
    pens_.erase(pen);
  }

  // A stroke that grew too long ends here, and another begins at the same place.
  void go_on(const Stage& stage, Pen& pen) {
    keep(stage, pen);
    pen = Pen(pen.id(), pen.style(), stage.params().number("smoothing"), pen.at(), 0.5, !pen.style().tapered);
  }

  bool clear() {
    take(nullptr);
    return touched_ = true;
  }

  // Tools that work on what lies below have to be in one layer with it.
  void draw_strokes(Canvas& canvas, const Sheet& sheet) const {
    const auto mixes = [](const Pen& pen) {
      return pen.style().brush == Brush::eraser || pen.style().brush == Brush::marker;
    };
    const std::shared_ptr<const Drawing> below = sketch_ ? sketch_->drawing() : nullptr;
    if (std::any_of(pens_.begin(), pens_.end(), mixes)) {
      Canvas live(sheet.width, sheet.height);
      for (const Pen& pen : pens_) draw_stroke(live, pen.points(), pen.style(), sheet.middle());
      return canvas.drawing(Drawing::on(below, live.take()));
    }
    if (below) canvas.drawing(below);
    for (const Pen& pen : pens_) draw_stroke(canvas, pen.points(), pen.style(), sheet.middle());
  }

  // --- keys ---

  bool pen_of_keys_down() const {
    return std::any_of(pens_.begin(), pens_.end(), [](const Pen& pen) { return pen.id() == of_keys; });
  }

  void follow_keys() {
    const auto pen = pen_of(of_keys);
    if (pen != pens_.end()) pen->move(keys_.at(), 0, false);
  }

  bool toggle_pen_of_keys(const Stage& stage) {
    const auto pen = pen_of(of_keys);
    touched_ = true;
    if (pen != pens_.end()) {
      lift(stage, pen);
      return true;
    }
    sheet_under_way_ = sheet_for(stage);
    keys_.show(sheet_under_way_);
    pens_.emplace_back(of_keys, style_from_params(stage.params()), stage.params().number("smoothing"), keys_.at(), 0,
                       false);
    return true;
  }

  std::shared_ptr<const Sketch> sketch_;  // nullptr: empty
  Document document_;                     // of sketch_
  Pens pens_;
  Sheet sheet_under_way_;
  KeyPen keys_;
  std::string before_eraser_ = "ink";
  bool touched_ = false;  // the welcome has gone
};

}  // namespace

std::unique_ptr<Piece> make_sketchpad() { return std::make_unique<Sketchpad>(); }

}  // namespace reverie::pieces
