// Latent walk: pictures from a plane of codes, one large or a living contact sheet, and the ways to move: by hand, by
// itself, and round the keyframes that a person kept.
#include <algorithm>
#include <cmath>
#include <optional>

#include "shared/piece/piece.h"
#include "shared/pieces/latent-walk/gallery.h"
#include "shared/pieces/latent-walk/labels.h"
#include "shared/pieces/latent-walk/shelf.h"
#include "shared/pieces/latent-walk/waiting.h"
#include "shared/pieces/latent-walk/wall.h"
#include "shared/pieces/latent-walk/ways.h"
#include "shared/pieces/latent-walk/words.h"
#include "shared/words/words.h"

namespace reverie::pieces {

namespace {

constexpr float glide_ticks = 0.4F * ticks_per_second;
constexpr double slip = 6;  // points that a finger moves without meaning it

class LatentWalk final : public Piece {
 public:
  void setup(Stage& /*stage*/) override {}

  void slot_changed(Stage& stage, std::string_view /*slot*/) override {
    for (const std::string& name : labels_) stage.params().remove(name);
    labels_.clear();
    gallery_.forget();
    shelf_.forget();
    weights_.clear();
    const LoadedModel* loaded = stage.slot("generator");
    if (loaded == nullptr) return;
    for (const Port* port : loaded->model->class_inputs()) {
      labels_.push_back(label_param(*port));
      const Result<void> declared = stage.params().declare(label_spec(*port));
      if (!declared) stage.report(declared.error().message);
    }
  }

  void update(Stage& stage) override {
    if (walks(stage) && !drag_) ways_.walk(stage.params(), shelf_.loop(stage.params()).get());
    const bool bare = gallery_.picture() == nullptr && !waiting_.has_pictures(stage);
    look_ = bare || stage.tick() == 0 ? look_for(stage) : blend_looks(look_, look_for(stage), 0.12F);
    if (gallery_.picture() == nullptr) waiting_.update(stage, gallery_.prints().failed());
    const LoadedModel* loaded = stage.slot("generator");
    if (loaded == nullptr) return;
    gliding_ = !glide_weights(weights_, *loaded->model, stage.params(), at_once(stage) ? 1 : 1 / glide_ticks);
    gallery_.update(stage, *loaded, standing_at(stage), at_once(stage));
    if (stage.clock() == Clock::live) shelf_.update(stage, *loaded);
  }

  bool settled(Stage& stage) override {
    if (const LoadedModel* loaded = stage.slot("generator")) gallery_.collect(stage, *loaded);
    return gallery_.settled();
  }

  bool resting(const Stage& stage) const override {
    if (gallery_.picture() == nullptr) return stage.reduced_motion();
    return gallery_.still() && !shelf_.waiting() && !gliding_ && !walks(stage) && shown(stage) >= 1 &&
           look_ == look_for(stage);
  }

  void draw(const Stage& stage, Canvas& canvas) override {
    const Print first = gallery_.picture();
    // In a file the wall has no colour of pictures that are not in it.
    const bool bare = first == nullptr && !waiting_.has_pictures(stage);
    const Look look = stage.clock() == Clock::offline || bare ? look_for(stage) : look_;
    canvas.background(look.wall);
    const float opacity = shown(stage);
    const Group group = first == nullptr ? group_at(stage) : gallery_.group();
    const Hanging hanging = first == nullptr ? waiting_.hanging(stage, group) : gallery_.hanging(stage);
    const bool captioned = stage.params().toggle("caption"), over = opacity < 1 && waiting_.has_pictures(stage);
    draw_mounts(canvas, hanging, look);
    if (opacity < 1) waiting_.draw(stage, canvas, hanging, group, look, gallery_.prints().pictures(), opacity);
    if (over && captioned) waiting_.label(stage, canvas, hanging, look, 1 - 2 * opacity);
    if (first == nullptr) return;
    if (!over) draw_pictures(canvas, hanging, gallery_.prints().pictures(), gallery_.prints().scaling(), look, opacity);
    const float told = over ? 2 * opacity - 1 : opacity;
    if (captioned && told > 0) draw_label(canvas, hanging, title(stage), medium(stage, *first), look, told);
  }

  void draw_handles(const Stage& stage, Canvas& canvas) override {
    if (gallery_.picture() == nullptr) return;
    const Hanging hanging = gallery_.hanging(stage);
    const std::size_t under = hanging.picture_at(hover_), middle = middle_of(gallery_.group());
    if (under < hanging.pictures.size() && under != middle) draw_outline(canvas, hanging.pictures[under], 0.45F);
    if (hanging.pictures.size() > hanging.mounts.size()) draw_outline(canvas, hanging.pictures[middle], 1);
    shelf_.draw(stage, canvas, is_dark(look_.wall));
  }

  void pointer(Stage& stage, const PointerEvent& event) override {
    if (event.id != 0) return;
    if (event.kind != PointerKind::touch) hover_ = event.position;
    if (event.phase == PointerPhase::down) drag_.reset();
    if (shelf_.pointer(stage, event)) return;
    if (event.phase == PointerPhase::down) drag_ = Drag{event.position, false};
    if (drag_ && event.phase == PointerPhase::move) drag(stage, event);
    if (!drag_ || event.phase != PointerPhase::up) return;
    if (!drag_->moved) step_to(stage, event.position);
    drag_.reset();
  }

  bool key(Stage& stage, const KeyEvent& event) override {
    // On a sheet a larger step is a whole picture.
    const bool sheet = stage.params().number("rows") > 1;
    const double step = !event.shift ? 0.05 : sheet ? stage.params().number("apart") : 0.25;
    if (event.key == "ArrowLeft") return go(stage, -step, 0);
    if (event.key == "ArrowRight") return go(stage, step, 0);
    if (event.key == "ArrowUp") return go(stage, 0, -step);
    if (event.key == "ArrowDown") return go(stage, 0, step);
    if (event.key == "c" || event.key == "C") {
      const double rows = stage.params().number("rows") + (event.shift ? -1 : 1);
      static_cast<void>(stage.params().set("rows", std::clamp(rows, 1.0, static_cast<double>(most_rows))));
      return true;
    }
    if (shelf_.key(stage, event)) return rest_is_asked(stage), true;
    if (event.key != " ") return false;
    static_cast<void>(stage.params().set("walk", !stage.params().toggle("walk")));
    rest_is_asked(stage);
    return true;
  }

  std::int64_t loop_ticks(const Stage& stage) const override {
    return Ways::loop_ticks(stage.params(), shelf_.loop(stage.params()).get());
  }

  Document document() const override { return shelf_.document(); }

  Result<void> set_document(Stage& /*stage*/, const Document& document) override {
    return shelf_.set_document(document);
  }

  std::string description(const Stage& stage) const override {
    const LoadedModel* loaded = stage.slot("generator");
    if (loaded == nullptr || gallery_.picture() == nullptr) return waiting_.sentence(stage);
    return sentence_of(*loaded->model, stage.params(), labels_, gallery_.prints().pictures().size(), shelf_.size(),
                       shelf_.loop(stage.params()) != nullptr);
  }

 private:
  struct Drag {
    Vec2 from;
    bool moved;
  };

  static bool at_once(const Stage& stage) { return stage.clock() == Clock::offline || stage.reduced_motion(); }
  // For those who asked for rest nothing moves by itself; the loop is still there to be dragged through.
  static bool walks(const Stage& stage) { return stage.params().toggle("walk") && !stage.reduced_motion(); }

  static void rest_is_asked(Stage& stage) {
    if (!stage.reduced_motion() || !stage.params().toggle("walk")) return;
    stage.report(
        std::string(said("This system asks for less motion, so nothing walks by itself; drag, or use the arrows.")));
  }

  Look look_for(const Stage& stage) const {
    const Print first = gallery_.picture();
    return look_of(stage.params().text("wall"), stage.params().text("mount"),
                   first == nullptr ? waiting_.first_picture(stage) : first.get());
  }

  static Group group_at(const Stage& stage) {
    Group group;
    group.rows = static_cast<int>(stage.params().number("rows"));
    group.beside = group.rows > 1 ? 0 : pictures_beside(stage.width(), stage.height());
    group.wide = stage.width() >= stage.height();
    return group;
  }

  Standing standing_at(const Stage& stage) const {
    const Params& params = stage.params();
    Standing now;
    now.group = group_at(stage);
    now.apart = params.number("apart");
    now.loop = shelf_.loop(params);
    now.along = now.loop ? params.number("along") : 0;
    now.rest = params.number("rest");
    now.place = {params.text("seed"), params.pad("pad"), params.number("truncation"), {}};
    now.weights = weights_;
    return now;
  }

  // 0…1: how far the pictures have come through what hung before.
  float shown(const Stage& stage) const {
    if (gallery_.picture() == nullptr) return 0;
    return at_once(stage)
               ? 1
               : std::min(static_cast<float>(stage.tick() - gallery_.born()) / (0.7F * ticks_per_second), 1.0F);
  }

  std::string title(const Stage& stage) const {
    return shelf_.loop(stage.params()) ? "A loop through " + number_word(shelf_.size()) + " pictures"
                                       : stage.params().text("seed");
  }

  static std::string medium(const Stage& stage, const Image& image) {
    const LoadedModel* loaded = stage.slot("generator");
    return (loaded ? loaded->model->title + ", " : "") + std::to_string(image.width()) + " × " +
           std::to_string(image.height());
  }

  // A hand that only meant to press moves a little too; from there on nothing of its way is lost.
  void drag(Stage& stage, const PointerEvent& event) {
    const Vec2 way{event.position.x - drag_->from.x, event.position.y - drag_->from.y};
    if (!drag_->moved && std::max(std::fabs(way.x), std::fabs(way.y)) <= slip) return;
    const Vec2 by = drag_->moved ? event.delta : way;
    const double unit = std::max(0.68 * std::min(stage.width(), stage.height()), 160.0);
    drag_->moved = true;
    go(stage, by.x / unit, by.y / unit);
  }

  bool go(Stage& stage, double x, double y) const {
    move_by(stage.params(), shelf_.loop(stage.params()).get(), x, y);
    return true;
  }

  // The picture under the point becomes the one in the middle.
  void step_to(Stage& stage, Vec2 point) const {
    const Standing* standing = gallery_.standing();
    if (standing == nullptr) return;
    const std::vector<Vec2> steps = steps_of(standing->group);
    const std::size_t under = gallery_.hanging(stage).picture_at(point);
    if (under < steps.size() && !(steps[under] == Vec2{0, 0})) move_to_step(stage.params(), *standing, steps[under]);
  }

  std::vector<std::string> labels_;  // the params that the model brought
  Weights weights_;
  bool gliding_ = false;  // weights_ to what the labels say
  Gallery gallery_;
  Waiting waiting_;
  Shelf shelf_;
  Ways ways_;
  Look look_;
  std::optional<Drag> drag_;
  Vec2 hover_{-1, -1};
};

}  // namespace

std::unique_ptr<Piece> make_latent_walk() { return std::make_unique<LatentWalk>(); }

}  // namespace reverie::pieces
