// A piece to copy: a disc that follows the pointer. README.md says how; it is compiled and tested like any other.
#include <algorithm>

#include "shared/piece/piece.h"

namespace reverie::pieces {

namespace {

constexpr Color paper{250, 247, 242}, seal{215, 68, 43};

class Template final : public Piece {
 public:
  void setup(Stage& /*stage*/) override {}
  void update(Stage& /*stage*/) override {}  // nothing moves by itself
  bool resting(const Stage& /*stage*/) const override { return true; }

  void draw(const Stage& stage, Canvas& canvas) override {
    canvas.background(paper);
    canvas.no_stroke();
    canvas.fill(seal);
    const Vec2 place = stage.params().pad("place");
    const auto size = static_cast<float>(stage.params().number("size") / 100) * std::min(stage.width(), stage.height());
    canvas.ellipse(static_cast<float>(place.x) * stage.width(), static_cast<float>(place.y) * stage.height(), size,
                   size);
  }

  void pointer(Stage& stage, const PointerEvent& event) override {
    if (event.phase == PointerPhase::down) held_ = true;
    if (event.phase == PointerPhase::up) held_ = false;
    if (held_) move_to(stage, {event.position.x / stage.width(), event.position.y / stage.height()});
  }

  bool key(Stage& stage, const KeyEvent& event) override {
    const Vec2 place = stage.params().pad("place");
    if (event.key == "ArrowLeft") return move_to(stage, {place.x - 0.02, place.y});
    if (event.key == "ArrowRight") return move_to(stage, {place.x + 0.02, place.y});
    if (event.key == "ArrowUp") return move_to(stage, {place.x, place.y - 0.02});
    if (event.key == "ArrowDown") return move_to(stage, {place.x, place.y + 0.02});
    return false;
  }

  std::string description(const Stage& stage) const override {
    return "A red disc on paper, at " + stage.params().text_of("place") + " of the canvas.";
  }

 private:
  static bool move_to(Stage& stage, Vec2 place) {
    place = {std::clamp(place.x, 0.0, 1.0), std::clamp(place.y, 0.0, 1.0)};
    return stage.params().set("place", place).ok();
  }

  bool held_ = false;
};

}  // namespace

std::unique_ptr<Piece> make_template() { return std::make_unique<Template>(); }

}  // namespace reverie::pieces
