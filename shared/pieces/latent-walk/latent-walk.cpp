// Latent walk: one large picture from a point on the plane of codes, its neighbours beside it, and the ways to move.
#include <algorithm>
#include <cmath>

#include "shared/piece/piece.h"
#include "shared/pieces/latent-walk/labels.h"
#include "shared/pieces/latent-walk/places.h"
#include "shared/pieces/latent-walk/veil.h"
#include "shared/pieces/latent-walk/walker.h"
#include "shared/pieces/latent-walk/wish.h"

namespace reverie::pieces {

namespace {

constexpr float glide_ticks = 0.4F * ticks_per_second;
constexpr double step_beside = 0.5;  // on the plane, from one picture to the next beside it
constexpr int veil_side = 32;
constexpr Color paper{250, 247, 242};

// The wall takes on a little of what hangs there.
Color wall_for(const Image& image) {
  const int right = image.width() - 1, bottom = image.height() - 1;
  const Color top = lerp_color(image.at(0, 0), image.at(right, 0), 0.5F);
  const Color corners = lerp_color(top, lerp_color(image.at(0, bottom), image.at(right, bottom), 0.5F), 0.5F);
  return lerp_color(paper, corners, 0.2F);
}

class LatentWalk final : public Piece {
 public:
  void setup(Stage& /*stage*/) override {}

  void slot_changed(Stage& stage, std::string_view /*slot*/) override {
    for (const std::string& name : labels_) stage.params().remove(name);
    labels_.clear();
    tickets_.clear();  // the session that gave them is gone
    weights_.clear();
    asked_ = {};
    const LoadedModel* loaded = stage.slot("generator");
    if (loaded == nullptr) return;
    for (const Port* port : loaded->model->class_inputs()) {
      labels_.push_back(label_param(*port));
      const Result<void> declared = stage.params().declare(label_spec(*port));
      if (!declared) stage.report(declared.error().message);
    }
  }

  void update(Stage& stage) override {
    if (stage.params().toggle("walk") && !dragging_) walk(stage);
    if (!pictures_.empty()) {
      const Color goal = wall_for(*pictures_[0]), nearer = lerp_color(ground_, goal, 0.12F);
      ground_ = nearer == ground_ ? goal : nearer;  // rounding would stop a slow approach short of its goal
    }
    const LoadedModel* loaded = stage.slot("generator");
    if (loaded == nullptr) return;
    glide(stage, *loaded->model);
    ask(stage, *loaded);
    collect(stage);
  }

  bool settled(Stage& stage) override {
    collect(stage);
    return tickets_.empty();
  }

  bool resting(const Stage& stage) const override {
    if (pictures_.empty()) return stage.reduced_motion();
    return tickets_.empty() && !gliding_ && !stage.params().toggle("walk") && shown(stage) >= 1 &&
           ground_ == wall_for(*pictures_[0]);
  }

  void draw(const Stage& stage, Canvas& canvas) override {
    const bool at_once = stage.clock() == Clock::offline && !pictures_.empty();
    canvas.background(at_once ? wall_for(*pictures_[0]) : ground_);
    const float opacity = shown(stage);
    if (opacity < 1) {
      const Place place = picture_places(stage.width(), stage.height(), veil_side, veil_side, Scaling::nearest)[0];
      const double seconds = stage.reduced_motion() ? 0 : stage.seconds();
      canvas.no_smooth();
      canvas.tint(with_alpha({255, 255, 255}, 1 - opacity));
      canvas.image(veil_picture(veil_side, seconds), place.x, place.y, place.width, place.height);
    }
    if (pictures_.empty()) return;
    const std::vector<Place> places =
        picture_places(stage.width(), stage.height(), pictures_[0]->width(), pictures_[0]->height(), scaling_);
    scaling_ == Scaling::nearest ? canvas.no_smooth() : canvas.smooth();
    canvas.tint(with_alpha({255, 255, 255}, opacity));
    for (std::size_t i = 0; i < std::min(places.size(), pictures_.size()); ++i) {
      const Place& place = places[i];
      canvas.image(pictures_[i], place.x, place.y, place.width, place.height);
    }
  }

  void pointer(Stage& stage, const PointerEvent& event) override {
    if (event.id != 0) return;
    if (event.phase == PointerPhase::down) dragging_ = true;
    if (event.phase == PointerPhase::up) dragging_ = false;
    if (event.phase != PointerPhase::move || !dragging_) return;
    const double unit = std::max(0.68 * std::min(stage.width(), stage.height()), 160.0);
    move_by(stage, event.delta.x / unit, event.delta.y / unit);
  }

  bool key(Stage& stage, const KeyEvent& event) override {
    const double step = event.shift ? 0.25 : 0.05;
    if (event.key == "ArrowLeft") return move_by(stage, -step, 0);
    if (event.key == "ArrowRight") return move_by(stage, step, 0);
    if (event.key == "ArrowUp") return move_by(stage, 0, -step);
    if (event.key == "ArrowDown") return move_by(stage, 0, step);
    if (event.key != " ") return false;
    static_cast<void>(stage.params().set("walk", !stage.params().toggle("walk")));
    return true;
  }

  std::int64_t loop_ticks(const Stage& stage) const override {
    const bool round = stage.params().toggle("walk") && comes_back(stage);
    return round ? RoundTrip::ticks_at(stage.params().number("walk-speed")) : 0;
  }

  std::string description(const Stage& stage) const override {
    const LoadedModel* loaded = stage.slot("generator");
    if (loaded == nullptr || pictures_.empty()) return "A veil of pale pixels that drifts until a model is there.";
    std::string text = "A picture by the model " + loaded->model->title + " for the seed " +
                       stage.params().text("seed") + ", at the point " + stage.params().text_of("pad");
    for (const std::string& name : labels_) {
      if (!stage.params().is_initial(name)) text += ", " + name.substr(6) + " " + stage.params().text(name);
    }
    return text + (stage.params().toggle("walk") ? ", walking by itself." : ".");
  }

 private:
  // Offline the weights are at once where they are wanted.
  void glide(const Stage& stage, const Model& model) {
    const bool at_once = weights_.empty() || stage.clock() == Clock::offline;
    gliding_ = !glide_weights(weights_, model, stage.params(), at_once ? 1 : 1 / glide_ticks);
  }

  // The middle first, then what lies one and two steps to either side along the canvas' longer side.
  std::vector<Vec2> points(const Stage& stage) const {
    const Vec2 middle = stage.params().pad("pad");
    std::vector<Vec2> points = {middle};
    const bool wide = stage.width() >= stage.height();
    for (int i = 1; i <= pictures_beside(stage.width(), stage.height()); ++i) {
      for (const double offset : {-i * step_beside, i * step_beside}) {
        points.push_back(wide ? Vec2{middle.x + offset, middle.y} : Vec2{middle.x, middle.y + offset});
      }
    }
    return points;
  }

  // Asking the same twice would be waste; a wish that failed waits until it changes.
  void ask(Stage& stage, const LoadedModel& loaded) {
    Wish wish{seed_from_text(stage.params().text("seed")), points(stage), stage.params().number("truncation"),
              weights_};
    if (!takes_batches(*loaded.model)) wish.points.resize(1);
    if (wish == asked_) return;
    asked_ = std::move(wish);
    Result<NamedTensors> inputs = inputs_from_wish(*loaded.model, asked_);
    if (!inputs) return stage.report(inputs.error().message);
    tickets_.push_back(loaded.session->submit(std::move(*inputs), {"picture", Policy::latest}));
  }

  // Takes every ticket that has come to its end, in order, so that the newest picture stays.
  void collect(Stage& stage) {
    const LoadedModel* loaded = stage.slot("generator");
    if (loaded == nullptr) return;
    const auto over = [&](Ticket ticket) {
      const TicketState state = loaded->session->poll(ticket);
      if (state == TicketState::ready || state == TicketState::failed) take(stage, *loaded, ticket);
      return state != TicketState::pending;
    };
    std::erase_if(tickets_, over);
  }

  void take(Stage& stage, const LoadedModel& loaded, Ticket ticket) {
    const Result<NamedTensors> outputs = loaded.session->take(ticket);
    if (!outputs) return stage.report(outputs.error().message);
    const Port* port = loaded.model->output_of_kind(PortKind::image);
    const auto output = std::find_if(outputs->begin(), outputs->end(),
                                     [&](const NamedTensor& named) { return named.name == port->name; });
    if (output == outputs->end()) {
      return stage.report("The model " + loaded.model->id + " gave no picture under " + port->name +
                          "; the last one stays.");
    }
    std::vector<std::shared_ptr<const Image>> pictures;
    for (std::int64_t i = 0; i < output->tensor.shape()[0]; ++i) {
      Result<Image> image = image_from_tensor(output->tensor, i, port->range);
      if (!image) return stage.report(image.error().message);
      pictures.push_back(std::make_shared<const Image>(std::move(*image)));
    }
    if (pictures.empty()) return;
    if (pictures_.empty()) born_ = stage.tick();
    pictures_ = std::move(pictures);
    scaling_ = port->scaling;
  }

  // 0…1: how far the pictures have come through the veil.
  float shown(const Stage& stage) const {
    if (pictures_.empty()) return 0;
    if (stage.clock() == Clock::offline || stage.reduced_motion()) return 1;
    return std::min(static_cast<float>(stage.tick() - born_) / (0.7F * ticks_per_second), 1.0F);
  }

  static bool comes_back(const Stage& stage) { return stage.params().text("walk-path") == "round trip"; }

  void walk(Stage& stage) {
    const ParamSpec& spec = *stage.params().spec("pad");
    const double pace = stage.params().number("walk-speed");
    const Vec2 pad = stage.params().pad("pad");
    stage.params().drift("pad", comes_back(stage) ? round_trip_.step(pad, pace, spec.max)
                                                  : walker_.step(pad, pace / ticks_per_second, spec.max));
  }

  static bool move_by(Stage& stage, double dx, double dy) {
    const ParamSpec& spec = *stage.params().spec("pad");
    const Vec2 pad = stage.params().pad("pad");
    // Four decimals are finer than any hand, and keep the link short.
    const auto moved = [&](double from, double by) {
      return std::clamp(std::round((from + by) * 1e4) / 1e4, spec.min, spec.max);
    };
    static_cast<void>(stage.params().set("pad", Vec2{moved(pad.x, dx), moved(pad.y, dy)}));
    return true;
  }

  std::vector<std::string> labels_;  // the params that the model brought
  std::vector<std::vector<float>> weights_;
  Wish asked_;
  std::vector<Ticket> tickets_;
  std::vector<std::shared_ptr<const Image>> pictures_;  // in the order of picture_places
  Scaling scaling_ = Scaling::smooth;
  Color ground_ = paper;
  Walker walker_;
  RoundTrip round_trip_;
  std::uint64_t born_ = 0;  // tick of the first picture
  bool gliding_ = false, dragging_ = false;
};

}  // namespace

std::unique_ptr<Piece> make_latent_walk() { return std::make_unique<LatentWalk>(); }

}  // namespace reverie::pieces
