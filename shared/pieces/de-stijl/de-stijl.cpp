// De Stijl: a composition of planes and bars that a person can re-divide and recolour. No model plays in it.
#include <algorithm>
#include <cmath>
#include <optional>

#include "shared/piece/piece.h"
#include "shared/pieces/de-stijl/composition.h"
#include "shared/pieces/de-stijl/edits.h"
#include "shared/pieces/de-stijl/layout.h"
#include "shared/pieces/de-stijl/palettes.h"
#include "shared/words/words.h"

namespace reverie::pieces {

namespace {

constexpr double grab_distance = 9, drag_distance = 12;  // points
constexpr Color accent{215, 68, 43};

double eased(double t) {
  t = std::clamp(t, 0.0, 1.0);
  return 1 - (1 - t) * (1 - t) * (1 - t);
}

class DeStijl final : public Piece {
 public:
  void setup(Stage& stage) override { recompose(stage); }

  void update(Stage& stage) override {
    if (stage.params().version() == seen_version_ && stage.width() == layout_.width && stage.height() == layout_.height)
      return;
    if (stage.params().text("seed") != drawn_seed_) born_ = stage.tick();
    recompose(stage);
  }

  bool resting(const Stage& stage) const override { return age(stage) > 1.5; }

  void draw(const Stage& stage, Canvas& canvas) override {
    const Palette& palette = *palette_;
    canvas.background(palette.grounds[0]);
    canvas.no_stroke();
    const double since = age(stage);
    for (const Plane& plane : composition_.planes) {
      const Color ground = palette.grounds[static_cast<std::size_t>(plane.shade)];
      const float wet = static_cast<float>(eased((since - 0.35) / 0.6));
      canvas.fill(plane.tone == 0 ? ground
                                  : lerp_color(ground, palette.tones[static_cast<std::size_t>(plane.tone - 1)], wet));
      fill_box(canvas, layout_.box_of(plane.extent));
    }
    canvas.fill(palette.bar);
    for (std::size_t i = 0; i < composition_.bars.size(); ++i) {
      fill_box(canvas, layout_.bar_box(composition_.bars[i], eased((since - 0.03 * static_cast<double>(i)) / 0.55)));
    }
    if (chosen_) draw_choice(canvas);
  }

  void pointer(Stage& stage, const PointerEvent& event) override {
    if (event.id != 0) return;
    if (event.phase == PointerPhase::down) {
      chosen_.reset();
      down_ = event.position;
      pressed_ = true;
      held_ = bar_near(event.position);
      moved_ = false;
    } else if (event.phase == PointerPhase::move && pressed_) {
      drag(stage, event.position);
    } else if (event.phase == PointerPhase::up && pressed_) {
      pressed_ = false;
      if (!moved_) recolour(stage, plane_at(event.position));
    }
  }

  bool key(Stage& stage, const KeyEvent& event) override {
    const int count = static_cast<int>(composition_.planes.size());
    const bool back = event.key == "ArrowLeft" || event.key == "ArrowUp";
    if (back || event.key == "ArrowRight" || event.key == "ArrowDown") {
      chosen_ = chosen_ ? (*chosen_ + (back ? count - 1 : 1)) % count : 0;
      return true;
    }
    if (event.key == "Backspace") {
      edits_ = {};
      recompose(stage);
      return true;
    }
    if (!chosen_ || *chosen_ >= count) return false;
    const Plane plane = composition_.planes[static_cast<std::size_t>(*chosen_)];
    if (event.key == "Enter") recolour(stage, &plane);
    if (event.key == "d" || event.key == "D") {
      const Box box = layout_.box_of(plane.extent);
      divide(stage, plane.path, layout_.cut_for(box.x1 - box.x0 > box.y1 - box.y0), 0.5);
    }
    return event.key == "Enter" || event.key == "d" || event.key == "D";
  }

  Document document() const override { return document_; }

  Result<void> set_document(Stage& stage, const Document& document) override {
    if (const Result<void> read = edits_from_document(document, edits_, edited_seed_); !read) return read;
    recompose(stage);
    return {};
  }

  std::string description(const Stage& /*stage*/) const override {
    std::array<int, tone_count> counts{};
    for (const Plane& plane : composition_.planes) ++counts[static_cast<std::size_t>(plane.tone)];
    std::string colours;
    for (std::size_t tone = 1; tone < tone_count; ++tone) {
      if (counts[tone] == 0) continue;
      if (!colours.empty()) colours += said(", ");
      colours += said(palette_->names[tone - 1], {std::to_string(counts[tone])});
    }
    if (colours.empty()) colours = said("none is coloured");
    return said("A composition of {0} planes divided by {1} bars; {2}.",
                {std::to_string(composition_.planes.size()), std::to_string(composition_.bars.size()), colours});
  }

 private:
  // Offline, and for those who asked for rest, the picture is there at once.
  double age(const Stage& stage) const {
    if (stage.clock() == Clock::offline || stage.reduced_motion()) return 1e9;
    return static_cast<double>(stage.tick() - born_) / ticks_per_second;
  }

  void recompose(const Stage& stage) {
    layout_.width = stage.width();
    layout_.height = stage.height();
    layout_.upright = layout_.height > layout_.width;
    seen_version_ = stage.params().version();
    drawn_seed_ = stage.params().text("seed");
    const std::string& name = stage.params().text("palette");
    palette_ = std::find_if(palettes.begin(), palettes.end(), [&](const Palette& p) { return p.name == name; });
    if (palette_ == palettes.end()) palette_ = palettes.begin();
    const double ratio = static_cast<double>(std::max(layout_.width, layout_.height)) /
                         std::max(1.0F, std::min(layout_.width, layout_.height));
    Wish wish;
    wish.seed = seed_from_text(drawn_seed_);
    wish.cuts = static_cast<int>(stage.params().number("density"));
    wish.colour = stage.params().number("colour");
    // Few steps, so that a window pulled wider does not turn into another picture on the way.
    wish.aspect = ratio < 1.25 ? 1 : ratio < 1.8 ? 1.5 : 2;
    layout_.weight = stage.params().number("line-weight") / 100 * std::min(layout_.width, layout_.height);
    composition_ = compose(wish, edited_seed_ == drawn_seed_ ? edits_ : Edits{});
    document_ = edits_.empty() ? Document{} : document_from_edits(edits_, edited_seed_);
  }

  static void fill_box(Canvas& canvas, const Box& box) {
    if (box.x1 <= box.x0 || box.y1 <= box.y0) return;
    canvas.rect(static_cast<float>(box.x0), static_cast<float>(box.y0), static_cast<float>(box.x1 - box.x0),
                static_cast<float>(box.y1 - box.y0));
  }

  void draw_choice(Canvas& canvas) const {
    if (static_cast<std::size_t>(*chosen_) >= composition_.planes.size()) return;
    const Box box = layout_.box_of(composition_.planes[static_cast<std::size_t>(*chosen_)].extent);
    const Vec2 middle{(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
    canvas.stroke({255, 255, 255});
    canvas.stroke_weight(3);
    canvas.fill(accent);
    canvas.ellipse(static_cast<float>(middle.x), static_cast<float>(middle.y), 16, 16);
  }

  const Plane* plane_at(Vec2 point) const {
    for (const Plane& plane : composition_.planes) {
      const Box box = layout_.box_of(plane.extent);
      if (point.x >= box.x0 && point.x < box.x1 && point.y >= box.y0 && point.y < box.y1) return &plane;
    }
    return nullptr;
  }

  std::optional<std::string> bar_near(Vec2 point) const {
    std::optional<std::string> nearest;
    double best = grab_distance;
    for (const Bar& bar : composition_.bars) {
      const Box box = layout_.bar_box(bar, 1);
      const double dx = std::max({box.x0 - point.x, point.x - box.x1, 0.0});
      const double dy = std::max({box.y0 - point.y, point.y - box.y1, 0.0});
      if (std::max(dx, dy) >= best) continue;
      best = std::max(dx, dy);
      nearest = bar.path;
    }
    return nearest;
  }

  // A bar follows the pointer; a drag that began on a plane draws a new bar in the drag's own direction first.
  void drag(const Stage& stage, Vec2 point) {
    const double dx = std::fabs(point.x - down_.x), dy = std::fabs(point.y - down_.y);
    if (!moved_ && std::max(dx, dy) < (held_ ? 2 : drag_distance)) return;
    moved_ = true;
    if (!held_) {
      const Plane* plane = plane_at(down_);
      if (plane == nullptr) return;
      held_ = plane->path;
      divide(stage, *held_, layout_.cut_for(dy > dx), 0.5);
    }
    const auto bar = std::find_if(composition_.bars.begin(), composition_.bars.end(),
                                  [&](const Bar& candidate) { return candidate.path == *held_; });
    if (bar == composition_.bars.end()) return;
    const Box box = layout_.box_of(bar->plane);
    const double start = layout_.stands(*bar) ? box.x0 : box.y0, end = layout_.stands(*bar) ? box.x1 : box.y1;
    const double at = ((layout_.stands(*bar) ? point.x : point.y) - start) / std::max(end - start, 1.0);
    divide(stage, *held_, bar->cut, std::clamp(at, least_share, 1 - least_share));
  }

  void divide(const Stage& stage, const std::string& path, Cut cut, double at) {
    if (path.size() >= max_path || !own_edits()) return;
    edits_.divisions[path] = {cut, at};
    recompose(stage);
  }

  void recolour(const Stage& stage, const Plane* plane) {
    if (plane == nullptr || !own_edits()) return;
    const std::string path = plane->path;
    edits_.tones[path] = (plane->tone + 1) % tone_count;
    recompose(stage);
  }

  // What was changed in another seed's picture has no place in this one. False when there is no room for more.
  bool own_edits() {
    if (edited_seed_ != drawn_seed_) edits_ = {};
    edited_seed_ = drawn_seed_;
    return edits_.divisions.size() + edits_.tones.size() < max_edits;
  }

  Composition composition_;
  Layout layout_;
  const Palette* palette_ = palettes.data();
  Edits edits_;
  Document document_;                     // of them
  std::string drawn_seed_, edited_seed_;  // edits belong to the picture of one seed
  std::uint64_t seen_version_ = 0, born_ = 0;
  Vec2 down_;
  bool pressed_ = false, moved_ = false;
  std::optional<std::string> held_;  // the bar under the finger, by path
  std::optional<int> chosen_;        // by keys
};

}  // namespace

std::unique_ptr<Piece> make_de_stijl() { return std::make_unique<DeStijl>(); }

}  // namespace reverie::pieces
