#include "web/shell/offline.h"

#include <algorithm>

#include "shared/canvas/raster.h"

namespace reverie {

Result<std::unique_ptr<OfflineRender>> OfflineRender::create(const RenderWish& wish,
                                                             std::span<const KnownModel> known) {
  LinkState link;
  if (wish.link.find('=') == std::string::npos) {
    link.piece = wish.link;
  } else if (Result<LinkState> read = link_state_from_text(wish.link); read) {
    link = std::move(*read);
  } else {
    return read.error();
  }
  auto player = Player::create(link.piece, Clock::offline, wish.width, wish.height);
  if (!player) return player.error();
  std::unique_ptr<OfflineRender> render(new OfflineRender(wish, std::move(*player)));
  render->player_->apply(link);
  for (const SlotSpec& slot : render->player_->manifest().slots) {
    const auto chosen =
        std::ranges::find_if(link.models, [&](const LinkModel& model) { return model.slot == slot.name; });
    if (chosen != link.models.end()) {
      render->openings_[slot.name] = Opening::start(chosen->id, false);
    } else if (slot.min > 0 && !known.empty()) {
      render->openings_[slot.name] = Opening::start(known.front().id, false);
    } else if (slot.min > 0) {
      return Error{"The piece " + link.piece + " needs a model for its slot " + slot.name +
                   " and none is published here; nothing was drawn."};
    }
  }
  return render;
}

Result<bool> OfflineRender::fill_slots() {
  for (const auto& [slot, opening] : openings_) {
    const ModelLoad& load = opening->load();
    if (load.state == LoadState::failed) return Error{load.sentence};
    if (load.state != LoadState::ready) return false;
  }
  for (const auto& [slot, opening] : openings_) {
    if (auto filled = player_->fill_slot(slot, opening->load().loaded); !filled) return filled.error();
  }
  openings_.clear();
  return true;
}

Result<bool> OfflineRender::step() {
  if (!openings_.empty()) {
    const Result<bool> filled = fill_slots();
    if (!filled || !*filled) return filled;
  }
  for (; drawn_ < wish_.frames; ++drawn_) {
    if (!player_->step()) return false;
    if (std::string problem = player_->stage().take_problem(); !problem.empty()) return Error{std::move(problem)};
  }
  Result<Image> picture = raster_from_display_list(player_->draw(), wish_.width, wish_.height, wish_.density);
  if (!picture) return picture.error();
  picture_ = std::move(*picture);
  return true;
}

}  // namespace reverie
