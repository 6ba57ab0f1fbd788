#include "shared/pieces/latent-walk/gallery.h"

#include <algorithm>

namespace reverie::pieces {

namespace {

constexpr float glide_ticks = 0.4F * ticks_per_second;

}  // namespace

void Gallery::forget() {
  prints_.forget();
  standing_.reset();
  wish_.clear();
}

void Gallery::update(Stage& stage, const LoadedModel& loaded, Standing now, bool at_once) {
  const bool changed = !standing_ || !(now == *standing_);
  if (changed || glide_ < 1) {
    Wish goal = wish_of(*loaded.model, now);
    if (changed && standing_ && wish_.size() == goal.size() && !at_once && is_jump(*standing_, now)) {
      from_ = wish_;
      glide_ = 0;
    }
    standing_ = std::move(now);
    glide_ = at_once || from_.size() != goal.size() ? 1 : std::min(glide_ + 1 / glide_ticks, 1.0F);
    const double t = glide_ * glide_ * (3 - 2 * glide_);
    for (std::size_t i = 0; i < goal.size() && glide_ < 1; ++i) goal[i] = blend_rows(from_[i], goal[i], t);
    wish_ = std::move(goal);
  }
  prints_.ask(stage, loaded, wish_, tag_of(standing_->group));
  collect(stage, loaded);
}

void Gallery::collect(Stage& stage, const LoadedModel& loaded) {
  const bool first = picture() == nullptr;
  prints_.collect(stage, loaded);
  if (first) born_ = stage.tick();
}

Print Gallery::picture() const {
  const std::vector<Print>& all = prints_.pictures();
  const std::size_t middle = middle_of(group());
  if (middle < all.size() && all[middle] != nullptr) return all[middle];
  const auto there = std::find_if(all.begin(), all.end(), [](const Print& print) { return print != nullptr; });
  return there == all.end() ? nullptr : *there;
}

Hanging Gallery::hanging(const Stage& stage) const {
  const Print any = picture();
  return hang(stage.width(), stage.height(), group(), any->width(), any->height(), prints_.scaling());
}

const Standing* Gallery::standing() const {
  return standing_ && picture() != nullptr && standing_->group == group() ? &*standing_ : nullptr;
}

}  // namespace reverie::pieces
