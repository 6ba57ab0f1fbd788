#include "shared/pieces/latent-walk/strip.h"

#include <algorithm>
#include <cmath>

#include "shared/canvas/text_layout.h"
#include "shared/words/words.h"

namespace reverie::pieces {

namespace {

constexpr Color accent{215, 68, 43}, ink{22, 22, 26}, paper{250, 247, 242};

struct Tones {
  Color panel, mark;
};
Tones tones_for(bool dark) { return dark ? Tones{{52, 52, 58}, {240, 236, 228}} : Tones{paper, ink}; }

Vec2 middle_of(const Place& place) { return {place.x + place.width / 2.0, place.y + place.height / 2.0}; }

void draw_plus(Canvas& canvas, const Place& tile, Color color, double turn) {
  const Vec2 middle = middle_of(tile);
  const double arm = tile.width * 0.19;
  canvas.push();
  canvas.translate(middle.x, middle.y);
  canvas.rotate(turn);
  canvas.stroke(color);
  canvas.stroke_weight(std::max(tile.width * 0.045, 1.5));
  canvas.line(-arm, 0, arm, 0);
  canvas.line(0, -arm, 0, arm);
  canvas.pop();
  canvas.no_stroke();
}

void draw_play(Canvas& canvas, const Place& tile, bool playing, Color mark) {
  const Vec2 m = middle_of(tile);
  const double r = tile.width * 0.2;
  canvas.fill(playing ? accent : mark);
  if (playing) {
    canvas.rect(m.x - r * 0.85, m.y - r * 0.85, r * 1.7, r * 1.7, 1.5);
  } else {
    canvas.triangle(m.x - r * 0.75, m.y - r, m.x - r * 0.75, m.y + r, m.x + r, m.y);
  }
}

void draw_print(Canvas& canvas, const Place& tile, const Print& print, Scaling scaling) {
  canvas.fill({230, 224, 214});
  canvas.rect(tile.x, tile.y, tile.width, tile.height, 2);
  if (print == nullptr) return;
  scaling == Scaling::nearest ? canvas.no_smooth() : canvas.smooth();
  canvas.image(print, tile.x, tile.y, tile.width, tile.height);
}

void draw_ring(Canvas& canvas, const Place& tile, Color color, double weight) {
  canvas.no_fill();
  canvas.stroke(color);
  canvas.stroke_weight(weight);
  canvas.rect(tile.x - 2.5, tile.y - 2.5, tile.width + 5, tile.height + 5, 4);
  canvas.no_stroke();
}

// Where the loop is just now: a mark that runs below the prints, from each to the next.
void draw_runner(Canvas& canvas, const StripLayout& layout, std::size_t keys, double along) {
  const double place = along * static_cast<double>(keys);
  const auto first = std::min(static_cast<std::size_t>(place), keys - 1);
  const Place from = layout.key(first), to = layout.key((first + 1) % keys);
  const double t = place - static_cast<double>(first);
  const bool straight = from.y == to.y && to.x > from.x;  // else it leaves the row, or closes the loop
  const Place& on = straight || t < 0.5 ? from : to;
  const double x = straight ? from.x + (to.x - from.x) * t : on.x;
  canvas.fill(accent);
  canvas.rect(x + from.width / 2.0 - 8, on.y + on.height + 1.5, 16, 2.5, 1.25);
}

}  // namespace

StripLayout::StripLayout(float width, float height, std::size_t keys) : keys_(keys) {
  const std::size_t tiles = keys + (shows_play() ? 2 : 1);
  constexpr float wanted = 44, room_beside = 8;
  gap_ = 6;
  const float room = std::max(width - 2 * room_beside, 1.0F);
  const auto fit = static_cast<std::size_t>(std::max((room + gap_) / (wanted + gap_), 1.0F));
  columns_ = std::max<std::size_t>(std::min(tiles, std::max<std::size_t>(fit, 5)), 1);
  lines_ = (tiles + columns_ - 1) / columns_;
  columns_ = (tiles + lines_ - 1) / lines_;  // rows of like length
  const auto n = static_cast<float>(columns_);
  side_ = std::clamp((room - (n - 1) * gap_) / n, 1.0F, wanted);
  left_ = std::round((width - n * side_ - (n - 1) * gap_) / 2);
  const auto lines = static_cast<float>(lines_);
  top_ = std::round(height - 26 - lines * side_ - (lines - 1) * gap_);
}

Place StripLayout::tile(std::size_t number) const {
  const std::size_t lines_above = number / columns_;
  const auto column = static_cast<float>(number % columns_), line = static_cast<float>(lines_above);
  return {left_ + column * (side_ + gap_), top_ + line * (side_ + gap_), side_, side_};
}

Place StripLayout::remove(std::size_t index) const {
  const Place place = key(index);
  const float side = std::min(side_ * 0.55F, 22.0F);
  return {place.x + place.width - side * 0.6F, place.y - side * 0.4F, side, side};
}

Place StripLayout::all() const {
  const Place first = tile(0), last = tile(columns_ * lines_ - 1);
  return {first.x, first.y, last.x + last.width - first.x, last.y + last.height - first.y};
}

StripSpot StripLayout::at(Vec2 point, std::optional<std::size_t> marked) const {
  if (marked && *marked < keys_ && remove(*marked).holds(point)) return {StripPart::remove, *marked};
  const auto near = [&](Place place) {
    place.x -= gap_ / 2, place.y -= gap_ / 2, place.width += gap_, place.height += gap_;
    return place.holds(point);
  };
  if (shows_play() && near(play())) return {StripPart::play, 0};
  for (std::size_t i = 0; i < keys_; ++i) {
    if (near(key(i))) return {StripPart::key, i};
  }
  if (near(add())) return {StripPart::add, 0};
  return {};
}

std::size_t StripLayout::slot_at(Vec2 point) const {
  std::size_t best = 0;
  double nearest = 1e300;
  for (std::size_t i = 0; i < keys_; ++i) {
    const Vec2 middle = middle_of(key(i));
    const double dx = middle.x - point.x, dy = middle.y - point.y;
    if (const double away = dx * dx + dy * dy; away < nearest) nearest = away, best = i;
  }
  return best;
}

bool StripLayout::outside(Vec2 point) const {
  Place area = all();
  const float reach = side_;
  area.x -= reach, area.y -= reach, area.width += 2 * reach, area.height += 2 * reach;
  return !area.holds(point);
}

namespace {

// Beside the strip, where no label hangs; above it on a canvas too narrow for that.
void draw_hint(Canvas& canvas, const Place& strip, double width, const Tones& tones) {
  const auto words = words_of_reader(said("Keep two with +, and walk between them."), 13);
  constexpr double padding = 10, high = 26, edge = 8;
  if (!words || words->width + 2 * (padding + edge) > width) return;
  const double beside = strip.x + strip.width + 14;
  const bool fits = beside + words->width + 2 * padding + edge <= width;
  const double x = fits ? beside : (width - words->width) / 2 - padding;
  const double y = fits ? strip.y + (strip.height - high) / 2 : strip.y - 42;
  canvas.fill(with_alpha(tones.panel, 0.92F));
  canvas.rect(x, y, words->width + 2 * padding, high, 9);
  canvas.fill(tones.mark);
  canvas.path(words->path.transformed({1, 0, 0, 1, x + padding, y + 17.5}));
}

}  // namespace

void draw_strip(Canvas& canvas, const StripLayout& layout, const StripView& view, const StripDrag* drag) {
  const std::size_t keys = view.prints.size();
  const Place all = layout.all();
  const Tones tones = tones_for(view.dark);
  canvas.no_stroke();
  canvas.fill(with_alpha(tones.panel, 0.92F));
  canvas.rect(all.x - 7, all.y - 7, all.width + 14, all.height + 14, 9);
  if (view.waits) draw_hint(canvas, all, canvas.width(), tones);
  if (layout.shows_play()) draw_play(canvas, layout.play(), view.playing, tones.mark);
  const bool torn = drag != nullptr && layout.outside(drag->at);
  const std::size_t slot = drag != nullptr ? layout.slot_at(drag->at) : 0;
  for (std::size_t i = 0, place = 0; i < keys; ++i) {
    if (drag != nullptr && i == drag->from) continue;
    if (drag != nullptr && !torn && place == slot) ++place;
    draw_print(canvas, layout.key(place++), view.prints[i], view.scaling);
  }
  const Color plus = view.can_add ? tones.mark : with_alpha(tones.mark, 0.25F);
  draw_plus(canvas, layout.add(), plus, 0);
  if (drag != nullptr) {
    const Place home = layout.key(drag->from);
    const float side = home.width * 1.12F;
    const Place held{static_cast<float>(drag->at.x) - side / 2, static_cast<float>(drag->at.y) - side / 2, side, side};
    canvas.opacity(torn ? 0.5 : 1);
    draw_print(canvas, held, view.prints[drag->from], view.scaling);
    draw_ring(canvas, held, accent, 2);
    canvas.opacity(1);
    return;
  }
  if (view.playing && keys > 1) draw_runner(canvas, layout, keys, view.along);
  if (!view.here || *view.here >= keys) return;
  draw_ring(canvas, layout.key(*view.here), accent, 2);
  const Place mark = layout.remove(*view.here);
  canvas.fill(accent);
  canvas.circle(middle_of(mark).x, middle_of(mark).y, mark.width * 0.86);
  draw_plus(canvas, mark, paper, 0.7853981633974483);
}

}  // namespace reverie::pieces
