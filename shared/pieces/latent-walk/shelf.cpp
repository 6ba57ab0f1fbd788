#include "shared/pieces/latent-walk/shelf.h"

#include <algorithm>
#include <cmath>

#include "shared/pieces/latent-walk/labels.h"
#include "shared/random/random.h"

namespace reverie::pieces {

namespace {

constexpr std::size_t most_known = 64;  // prints remembered for undo
constexpr float least_room = 160;       // points; on less there is no place for a strip

}  // namespace

Result<void> Shelf::set_document(const Document& document) {
  Result<Keyframes> keys = keyframes_from_document(document);
  if (!keys) return keys.error();
  take(std::move(*keys));
  return {};
}

void Shelf::take(Keyframes keys) {
  document_ = document_from_keyframes(keys);
  keys_ = std::make_shared<const Keyframes>(std::move(keys));
}

std::shared_ptr<const Keyframes> Shelf::loop(const Params& params) const {
  const bool through = params.toggle("walk") && params.text("walk-path") == through_keyframes;
  return through && keys_->size() > 1 ? keys_ : nullptr;
}

std::optional<std::size_t> Shelf::here(const Params& params) const {
  if (loop(params)) return std::nullopt;
  const Keyframe now = keyframe_from_params(params);
  if (visited_ < keys_->size() && (*keys_)[visited_] == now) return visited_;
  const auto found = std::find(keys_->begin(), keys_->end(), now);
  if (found == keys_->end()) return std::nullopt;
  return static_cast<std::size_t>(found - keys_->begin());
}

// On the loop every picture lies between keyframes already; and the same twice in a row is a slip of the finger.
void Shelf::keep(const Stage& stage) {
  if (loop(stage.params()) || keys_->size() >= max_keyframes) return;
  const Keyframe now = keyframe_from_params(stage.params());
  if (!keys_->empty() && keys_->back() == now) return;
  Keyframes keys = *keys_;
  keys.push_back(now);
  visited_ = keys.size() - 1;
  take(std::move(keys));
}

void Shelf::remove(std::size_t index) {
  if (index >= keys_->size()) return;
  Keyframes keys = *keys_;
  keys.erase(keys.begin() + static_cast<std::ptrdiff_t>(index));
  take(std::move(keys));
}

void Shelf::move(std::size_t from, std::size_t to) {
  if (from >= keys_->size() || to >= keys_->size() || from == to) return;
  Keyframes keys = *keys_;
  const auto a = keys.begin() + static_cast<std::ptrdiff_t>(from), b = keys.begin() + static_cast<std::ptrdiff_t>(to);
  from < to ? std::rotate(a, a + 1, b + 1) : std::rotate(b, a, a + 1);
  visited_ = to;
  take(std::move(keys));
}

void Shelf::visit(Params& params, std::size_t index) {
  if (index >= keys_->size()) return;
  go_to_keyframe(params, (*keys_)[index]);
  static_cast<void>(params.set("walk", false));
  visited_ = index;
}

void Shelf::toggle_play(Stage& stage) const {
  Params& params = stage.params();
  const bool playing = loop(params) != nullptr;
  // From the keyframe that one looks at.
  if (const auto at = here(params); at && !playing) {
    static_cast<void>(params.set("along", static_cast<double>(*at) / static_cast<double>(keys_->size())));
  }
  static_cast<void>(params.set("walk-path", std::string(through_keyframes)));
  static_cast<void>(params.set("walk", !playing));
}

void Shelf::act(Stage& stage, StripSpot spot) {
  if (spot.part == StripPart::play) toggle_play(stage);
  if (spot.part == StripPart::key) visit(stage.params(), spot.index);
  if (spot.part == StripPart::remove) remove(spot.index);
  if (spot.part == StripPart::add) keep(stage);
}

bool Shelf::pointer(Stage& stage, const PointerEvent& event) {
  constexpr double slip = 6;  // points that a finger moves without meaning it
  const bool room = std::min(stage.width(), stage.height()) >= least_room && stage.slot("generator") != nullptr;
  if (event.phase == PointerPhase::down) {
    pressed_.reset();
    dragging_ = false;
    const StripSpot spot = layout(stage).at(event.position, here(stage.params()));
    if (!room || spot.part == StripPart::none) return false;
    pressed_ = spot;
    down_ = at_ = event.position;
    return true;
  }
  if (!pressed_) return false;
  at_ = event.position;
  const double way = std::max(std::fabs(at_.x - down_.x), std::fabs(at_.y - down_.y));
  if (event.phase == PointerPhase::move && pressed_->part == StripPart::key && way > slip) dragging_ = true;
  if (event.phase != PointerPhase::up) return true;
  const StripSpot spot = *pressed_;
  pressed_.reset();
  if (!std::exchange(dragging_, false)) {
    const StripSpot under = layout(stage).at(at_, here(stage.params()));
    if (under.part == spot.part && under.index == spot.index) act(stage, spot);
  } else if (layout(stage).outside(at_)) {
    remove(spot.index);
  } else {
    move(spot.index, layout(stage).slot_at(at_));
  }
  return true;
}

bool Shelf::key(Stage& stage, const KeyEvent& event) {
  const std::size_t count = keys_->size();
  const auto at = here(stage.params());
  if (event.key == "Enter") {
    if (!event.repeated) keep(stage);
    return true;
  }
  if (event.key == "p" || event.key == "P") {
    if (!event.repeated && count > 1) toggle_play(stage);
    return count > 1;
  }
  if (event.key == "Delete" || event.key == "Backspace") {
    if (at && !event.repeated) remove(*at);
    return at.has_value();
  }
  const bool back = event.key == "PageUp";
  if ((!back && event.key != "PageDown") || count == 0) return false;
  const std::size_t next = at ? (*at + (back ? count - 1 : 1)) % count : back ? count - 1 : 0;
  if (!event.shift) {
    visit(stage.params(), next);
  } else if (at) {
    move(*at, next);
  }
  return true;
}

Print Shelf::print_of(const Keyframe& key) const {
  const auto known = std::find_if(known_.begin(), known_.end(), [&](const Known& one) { return one.key == key; });
  return known == known_.end() ? nullptr : known->print;
}

void Shelf::forget() {
  prints_.forget();
  asked_.clear();
  known_.clear();
}

// Only what is not known yet is asked for, so that keeping one more costs one picture.
void Shelf::update(Stage& stage, const LoadedModel& loaded) {
  prints_.collect(stage, loaded);
  const std::vector<Print>& come = prints_.pictures();
  for (std::size_t i = 0; i < std::min(come.size(), asked_.size()); ++i) {
    if (come.size() == asked_.size() && come[i] && !print_of(asked_[i])) known_.push_back({asked_[i], come[i]});
  }
  if (prints_.waiting()) return;
  if (known_.size() > most_known) known_.erase(known_.begin(), known_.end() - most_known);
  Keyframes missing;
  for (const Keyframe& key : *keys_) {
    if (!print_of(key)) missing.push_back(key);
  }
  if (missing.empty() || missing == asked_) return;  // a wish that failed waits until it changes
  asked_ = std::move(missing);
  Wish wish;
  for (const Keyframe& key : asked_) {
    wish.push_back({code_at(*loaded.model, seed_from_text(key.seed), key.point, key.truncation),
                    weights_of(*loaded.model, key.labels)});
  }
  prints_.clear();
  prints_.ask(stage, loaded, wish, 0);
}

void Shelf::draw(const Stage& stage, Canvas& canvas, bool dark) const {
  if (std::min(stage.width(), stage.height()) < least_room || stage.slot("generator") == nullptr) return;
  StripView view;
  view.dark = dark;
  for (const Keyframe& key : *keys_) view.prints.push_back(print_of(key));
  view.scaling = prints_.scaling();
  view.here = here(stage.params());
  view.playing = loop(stage.params()) != nullptr;
  view.can_add = !view.playing && keys_->size() < max_keyframes;
  view.waits = stage.params().toggle("walk") && stage.params().text("walk-path") == through_keyframes && !view.playing;
  view.along = stage.params().number("along");
  const StripDrag drag{pressed_ ? pressed_->index : 0, at_};
  draw_strip(canvas, layout(stage), view, dragging_ && drag.from < keys_->size() ? &drag : nullptr);
}

}  // namespace reverie::pieces
