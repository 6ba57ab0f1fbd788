// A disc that follows the pointer and leaves a print where it is let go.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "shared/piece/piece.h"
#include "shared/words/words.h"

namespace reverie::pieces {

namespace {

using Json = nlohmann::json;

constexpr Color paper{250, 247, 242}, seal{215, 68, 43};
constexpr std::size_t max_prints = 500;

// [document]
// Places are shares of the canvas, so that a print stays where it was when the window changes.
Document document_from(const std::vector<Vec2>& prints) {
  if (prints.empty()) return {};
  Json json = Json::array();
  for (const Vec2 print : prints) json.push_back({print.x, print.y});
  return {1, Json{{"prints", json}}.dump()};
}

// Whatever a link brings comes from a stranger: each shape and number is checked before it is used.
Result<std::vector<Vec2>> prints_from(const Document& document) {
  const Error refusal{"The prints of this picture (version " + std::to_string(document.version()) +
                      ") cannot be read: version 1 with at most 500 places is allowed; the picture stays as it is."};
  std::vector<Vec2> prints;
  if (document == Document{}) return prints;
  const Json json = Json::parse(document.json(), nullptr, false);
  if (document.version() != 1 || !json.is_object() || !json.contains("prints")) return refusal;
  const Json& places = json["prints"];
  if (!places.is_array() || places.size() > max_prints) return refusal;
  for (const Json& place : places) {
    if (!place.is_array() || place.size() != 2 || !place[0].is_number() || !place[1].is_number()) return refusal;
    const Vec2 print{place[0].get<double>(), place[1].get<double>()};
    if (!(print.x >= 0 && print.x <= 1 && print.y >= 0 && print.y <= 1)) return refusal;
    prints.push_back(print);
  }
  return prints;
}
// [/document]

class TemplatePiece final : public Piece {
 public:
  void setup(Stage& /*stage*/) override {}
  // [rest]
  void update(Stage& /*stage*/) override {}  // nothing moves by itself
  bool resting(const Stage& /*stage*/) const override { return true; }
  // [/rest]

  // [draw]
  void draw(const Stage& stage, Canvas& canvas) override {
    const double side = std::min(stage.width(), stage.height());
    const double size = stage.params().number("size") / 100 * side;
    const auto disc = [&](Vec2 place) { canvas.circle(place.x * stage.width(), place.y * stage.height(), size); };
    canvas.background(paper);
    canvas.no_fill();
    canvas.stroke(with_alpha(seal, 0.5));
    canvas.stroke_weight(side / 200);
    for (const Vec2 print : prints_) disc(print);
    canvas.no_stroke();
    canvas.fill(seal);
    disc(stage.params().pad("place"));
  }
  // [/draw]

  // [pointer]
  void pointer(Stage& stage, const PointerEvent& event) override {
    if (event.id != 0) return;  // one finger is enough here
    if (event.phase == PointerPhase::down) held_ = true;
    if (held_) move_to(stage, {event.position.x / stage.width(), event.position.y / stage.height()});
    if (held_ && event.phase == PointerPhase::up) {
      held_ = false;
      print(stage.params().pad("place"));
    }
  }

  bool key(Stage& stage, const KeyEvent& event) override {
    const Vec2 place = stage.params().pad("place");
    if (event.key == "ArrowLeft") return move_to(stage, {place.x - 0.02, place.y});
    if (event.key == "ArrowRight") return move_to(stage, {place.x + 0.02, place.y});
    if (event.key == "ArrowUp") return move_to(stage, {place.x, place.y - 0.02});
    if (event.key == "ArrowDown") return move_to(stage, {place.x, place.y + 0.02});
    if (event.key == "Enter") return print(place);
    return event.key == "Backspace" && wipe();
  }
  // [/pointer]

  // [undo]
  Document document() const override { return document_; }

  Result<void> set_document(Stage& /*stage*/, const Document& document) override {
    Result<std::vector<Vec2>> prints = prints_from(document);
    if (!prints) return prints.error();
    prints_ = std::move(*prints);
    document_ = document;
    return {};
  }
  // [/undo]

  // [description]
  std::string description(const Stage& stage) const override {
    return said("A red disc on paper, at {0} of the canvas; prints left: {1}.",
                {stage.params().text_of("place"), std::to_string(prints_.size())});
  }
  // [/description]

 private:
  // [change]
  bool print(Vec2 place) {
    if (prints_.size() == max_prints) return false;
    prints_.push_back(place);
    document_ = document_from(prints_);
    return true;
  }
  // [/change]

  bool wipe() {
    prints_.clear();
    document_ = {};
    return true;
  }

  static bool move_to(Stage& stage, Vec2 place) {
    place = {std::clamp(place.x, 0.0, 1.0), std::clamp(place.y, 0.0, 1.0)};
    return stage.params().set("place", place).ok();
  }

  std::vector<Vec2> prints_;
  Document document_;  // the same as text, written when something changes and not each frame
  bool held_ = false;
};

}  // namespace

std::unique_ptr<Piece> make_template() { return std::make_unique<TemplatePiece>(); }

}  // namespace reverie::pieces
