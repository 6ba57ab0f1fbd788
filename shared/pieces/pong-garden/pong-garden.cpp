// Pong Garden: a game whose ball sows flowers. What took root is the document, one step of undo a rally: a flower that
// is still in play belongs to nobody yet.
#include <algorithm>
#include <cmath>
#include <map>

#include "shared/canvas/color.h"
#include "shared/piece/piece.h"
#include "shared/pieces/pong-garden/game.h"
#include "shared/pieces/pong-garden/paint.h"
#include "shared/words/words.h"

namespace reverie::pieces {

namespace pong_garden {
namespace {

constexpr double key_step = 0.05, held_key_step = 0.018;  // shorter sides, a press and a tick

// "twenty-one"; beyond ninety-nine in figures.
std::string number_in_words(std::size_t number) {
  static constexpr const char* small[] = {
      "no",  "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
      "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
  static constexpr const char* tens[] = {"",      "",      "twenty",  "thirty", "forty",
                                         "fifty", "sixty", "seventy", "eighty", "ninety"};
  if (number < 20) return small[number];
  if (number > 99) return std::to_string(number);
  return std::string(tens[number / 10]) + (number % 10 == 0 ? "" : "-" + std::string(small[number % 10]));
}

class PongGarden final : public Piece {
 public:
  void setup(Stage& stage) override { plant_seed(stage); }

  void update(Stage& stage) override {
    plant_seed(stage);
    const Params& params = stage.params();
    const Frame frame(stage.width(), stage.height());
    const auto held_key = [&](const char* a, const char* b) {
      return stage.input().key_is_down(a) || stage.input().key_is_down(b);
    };
    if (held_key("ArrowUp", "ArrowLeft")) game_.nudge(1, -held_key_step);
    if (held_key("ArrowDown", "ArrowRight")) game_.nudge(1, held_key_step);
    if (held_key("q", "Q")) game_.nudge(0, -held_key_step);
    if (held_key("a", "A")) game_.nudge(0, held_key_step);
    Wishes wishes;
    wishes.length = frame.length;
    wishes.half_paddle = params.number("paddle") / 200;
    wishes.pace = params.number("pace");
    wishes.partner = params.number("partner");
    wishes.wild = &wild_;
    wishes.still = stage.reduced_motion();
    game_.tick(wishes);
    if (game_.revision() != written_) {
      written_ = game_.revision();
      document_ = document_from_plants(game_.rooted());
    }
  }

  bool resting(const Stage& stage) const override {
    return stage.reduced_motion() && !game_.flying() && game_.settled();
  }

  void draw(const Stage& stage, Canvas& canvas) override {
    const Frame frame(stage.width(), stage.height());
    const Ground& ground = ground_named(stage.params().text("ground"));
    const AllSpecies species = species_of(seed_from_text(seed_));
    canvas.no_stroke();
    paint_ground(canvas, frame, ground);
    canvas.drawing(garden(frame, ground, species));
    std::vector<Flower> young;
    young.reserve(game_.sprouts().size());
    for (const Sprout& sprout : game_.sprouts()) {
      young.push_back({&sprout.plant, static_cast<double>(sprout.age) / growing_ticks,
                       static_cast<double>(sprout.wilting) / wilting_ticks});
    }
    paint_flowers(canvas, frame, ground, species, young);
    for (const int end : {0, 1}) {
      paint_paddle(canvas, frame, ground, game_.court(), end, game_.held(end), game_.glow(end));
    }
    paint_ball(canvas, frame, ground, game_.trail().empty() ? std::vector<Vec2>{game_.court().ball} : game_.trail());
    paint_words(canvas, frame, ground);
  }

  // A mouse leads the paddle on the right or below; a finger that of the half in which it came down.
  void pointer(Stage& stage, const PointerEvent& event) override {
    const Frame frame(stage.width(), stage.height());
    const Vec2 at = frame.share(event.position);
    const bool touch = event.kind == PointerKind::touch || event.id != 0;
    if (event.phase == PointerPhase::down) {
      ends_[event.id] = touch && at.x < 0.5 ? 0 : 1;
      game_.serve_now();
    }
    const auto end = ends_.find(event.id);
    if (end != ends_.end()) {
      game_.hold(end->second, at.y);
    } else if (event.phase == PointerPhase::hover && !touch && (game_.flying() || !stage.reduced_motion())) {
      game_.hold(1, at.y);
    }
    if (event.phase == PointerPhase::up) ends_.erase(event.id);
  }

  bool key(Stage& /*stage*/, const KeyEvent& event) override {
    const std::string& key = event.key;
    if (key == "ArrowUp" || key == "ArrowLeft") return game_.nudge(1, -key_step), true;
    if (key == "ArrowDown" || key == "ArrowRight") return game_.nudge(1, key_step), true;
    if (key == "q" || key == "Q") return game_.nudge(0, -key_step), true;
    if (key == "a" || key == "A") return game_.nudge(0, key_step), true;
    if (key == "Enter") return game_.serve_now(), true;
    return false;
  }

  Document document() const override { return document_; }

  Result<void> set_document(Stage& /*stage*/, const Document& document) override {
    std::vector<Plant> plants;
    if (const Result<void> read = plants_from_document(document, plants); !read) return read;
    game_.set_rooted(std::move(plants));
    written_ = game_.revision();
    document_ = document_from_plants(game_.rooted());
    return {};
  }

  std::string description(const Stage& /*stage*/) const override {
    const std::size_t flowers = wild_.size() + game_.rooted().size() + game_.sprouts().size();
    const auto counted = [](std::size_t count) {
      return language() == "en" ? number_in_words(count) : std::to_string(count);
    };
    std::string now(said("The seed waits in the middle"));
    if (game_.flying()) {
      now = !game_.held(0) && !game_.held(1) ? said("It plays by itself")
            : game_.held(0) && game_.held(1) ? said("Two people play")
                                             : said("You play");
      if (game_.rally() > 0) now = said("{0}, {1} in a row", {now, counted(static_cast<std::size_t>(game_.rally()))});
    }
    const std::string grown = flowers == 1 ? said("{0} flower", {counted(1)}) : said("{0} flowers", {counted(flowers)});
    const auto best = static_cast<std::size_t>(game_.best_rally());
    if (best == 0) return said("A garden with {0} between two paddles. {1}; nobody has played yet.", {grown, now});
    return said("A garden with {0} between two paddles. {1}; your longest rally was {2}.", {grown, now, counted(best)});
  }

 private:
  void plant_seed(const Stage& stage) {
    const std::string& seed = stage.params().text("seed");
    const auto wild = static_cast<std::size_t>(stage.params().number("wild"));
    if (planted_ && seed_ == seed && wild_.size() == wild) return;
    if (!planted_) game_ = Game(seed_from_text(seed));
    planted_ = true;
    seed_ = seed;
    wild_ = wild_plants(seed_from_text(seed), static_cast<int>(wild));
    garden_.reset();
  }

  // What stands still is drawn once and kept, until it, the ground or the canvas changes.
  std::shared_ptr<const Drawing> garden(const Frame& frame, const Ground& ground, const AllSpecies& species) {
    const Key key{frame.width, frame.height, ground.name, game_.revision()};
    if (garden_ && key == key_) return garden_;
    key_ = key;
    std::vector<Flower> flowers;
    flowers.reserve(wild_.size() + game_.rooted().size());
    for (const Plant& plant : wild_) flowers.push_back({&plant});
    for (const Plant& plant : game_.rooted()) flowers.push_back({&plant});
    Canvas canvas(frame.width, frame.height);
    canvas.no_stroke();
    paint_grass(canvas, frame, ground, seed_from_text(seed_));
    paint_flowers(canvas, frame, ground, species, flowers);
    return garden_ = Drawing::on(nullptr, canvas.take());
  }

  void paint_words(Canvas& canvas, const Frame& frame, const Ground& ground) const {
    if (frame.unit < 200) return;
    std::string words;
    if (game_.flying() && (game_.held(0) || game_.held(1))) {
      if (game_.rally() > 0) words = number_in_words(static_cast<std::size_t>(game_.rally())) + " in a row";
    } else if (!game_.flying() && game_.last_rally() > 0) {
      words = number_in_words(static_cast<std::size_t>(game_.last_rally())) + " in a row, " +
              number_in_words(game_.rooted().size() + game_.sprouts().size()) + " in flower";
    } else if (game_.last_rally() == 0) {
      words = "move, touch or press an arrow";
    }
    if (words.empty()) return;
    const double size = std::clamp(0.03 * frame.unit, 14.0, 26.0);
    canvas.text_font(Font::serif);
    canvas.text_size(size);
    canvas.text_align(TextAlign::center, TextBaseline::center);
    // On a label, as in a tapestry, for flowers may stand behind it.
    const double wide = canvas.text_width(words) + 1.6 * size, high = 1.9 * size, x = frame.width / 2;
    const double y = frame.tall ? frame.height / 2 + 0.12 * frame.unit : frame.height - 0.06 * frame.unit;
    canvas.fill(with_alpha(color_from_hex(ground.below), 0.86));
    canvas.rect(x - wide / 2, y - high / 2, wide, high, high / 2);
    canvas.fill(color_from_hex(ground.words));
    canvas.text(words, x, y);
  }

  struct Key {
    double width = 0, height = 0;
    std::string_view ground;
    int revision = 0;
    bool operator==(const Key&) const = default;
  };

  Game game_;
  std::string seed_;
  std::vector<Plant> wild_;
  std::map<int, int> ends_;  // which end a pointer that is down holds
  std::shared_ptr<const Drawing> garden_;
  Key key_;
  Document document_;
  int written_ = 0;
  bool planted_ = false;
};

}  // namespace
}  // namespace pong_garden

std::unique_ptr<Piece> make_pong_garden() { return std::make_unique<pong_garden::PongGarden>(); }

}  // namespace reverie::pieces
