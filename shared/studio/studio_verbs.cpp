// What a person asks for: surprise, keep, share, undo. The part of Studio behind the large buttons.
#include <algorithm>

#include "shared/canvas/raster.h"
#include "shared/random/random.h"
#include "shared/studio/studio.h"

namespace reverie {

namespace {

constexpr float keep_density = 2;  // pixels a point

// A name that says what it is and sorts well: "latent-walk-hello.png".
std::string file_name_of(Player& player) {
  std::string name = player.manifest().id;
  for (const ParamSpec& spec : player.stage().params().specs()) {
    if (spec.kind != ParamKind::text) continue;
    std::string word;
    for (const char c : player.stage().params().text(spec.name)) {
      const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || (!word.empty() && word.back() != '-')) word += plain ? c : '-';
    }
    while (!word.empty() && word.back() == '-') word.pop_back();
    if (!word.empty()) name += "-" + word;
    break;
  }
  return name + ".png";
}

}  // namespace

// The seed follows from the link of this moment: no clock is asked, and one surprise leads to another.
void Studio::surprise() {
  player_->stage().params().surprise(seed_from_text(link_text()) + ++surprises_);
  wake();
}

void Studio::keep() {
  const Stage& stage = player_->stage();
  const Result<Image> picture = raster_from_display_list(player_->draw(), stage.width(), stage.height(), keep_density);
  if (!picture) return tell(picture.error().message);
  const Result<void> kept = host_.keep(*picture, file_name_of(*player_));
  if (!kept) return tell(kept.error().message);
  tell("The picture is kept, " + std::to_string(picture->width()) + " × " + std::to_string(picture->height()) +
           " pixels.",
       MessageKind::note);
}

void Studio::share() {
  const Result<std::string> whole = text_from_link_state(player_->link_state());
  const Result<void> shared = host_.share(link_text());
  if (!shared) return tell(shared.error().message);
  if (!whole) return tell(whole.error().message);
  tell("The link is copied. It reopens exactly this.", MessageKind::note);
}

void Studio::undo() {
  wake();
  if (const auto moment = history_.undo()) go_to(*moment);
}

void Studio::redo() {
  wake();
  if (const auto moment = history_.redo()) go_to(*moment);
}

// Models of that moment are asked for again; what they bring is restored when they are there.
void Studio::go_to(const Moment& moment) {
  restore(*player_, moment);
  for (const auto& [slot, id] : *moment.models) {
    const auto view = slots_.find(slot);
    if (view != slots_.end() && view->second.wanted != id) load_model(slot, id);
  }
}

std::string Studio::link_text() const {
  LinkState state = player_->link_state();
  for (const auto& [slot, view] : slots_) {
    // A model on its way, or one that failed, is still what this link is about.
    const bool there =
        std::any_of(state.models.begin(), state.models.end(), [&](const LinkModel& held) { return held.slot == slot; });
    if (!there && !view.wanted.empty()) state.models.push_back({slot, view.wanted, ""});
  }
  Result<std::string> text = text_from_link_state(state);
  if (!text) {
    state.document = {};
    text = text_from_link_state(state);
  }
  return text ? *text : "piece=" + state.piece;
}

}  // namespace reverie
