#include "shared/pieces/pong-garden/game.h"

#include <algorithm>
#include <cmath>

namespace reverie::pieces::pong_garden {

namespace {

constexpr int hold_ticks = 600, pause_ticks = 100, longest_show = 26;
constexpr std::size_t trail_ticks = 18;
constexpr double first_speed = 0.0092, most_speed = 0.021, gain = 1.035, show_share = 0.75;  // shorter sides a tick
constexpr double crowd = 0.058;  // nearer than this two flowers are one

}  // namespace

void Game::tick(const Wishes& wishes) {
  ++now_;
  court_.length = wishes.length;
  court_.half_paddle = wishes.half_paddle;
  grow(wishes.still);
  for (const int end : {0, 1}) {
    glow_[end] = wishes.still || glow_[end] < 0.01 ? 0 : glow_[end] * 0.93;
    if (held(end)) {
      court_.move_paddle(end, wanted_[end], 0.06);
    } else if (!wishes.still || flying_) {
      play_partner(end, wishes);
    } else {
      court_.move_paddle(end, court_.paddle[end], 0);  // only within the reach
    }
  }
  if (flying_) return fly(wishes);
  if (waiting_ > 0) --waiting_;
  if (asked_to_serve_ || (waiting_ == 0 && !wishes.still)) begin_rally(wishes);
}

void Game::hold(int end, double where) {
  held_until_[end] = now_ + hold_ticks;
  wanted_[end] = where;
}

void Game::nudge(int end, double by) {
  const double from = held(end) ? wanted_[end] : court_.paddle[end];
  hold(end, std::clamp(from + by, court_.half_paddle, std::max(court_.half_paddle, 1 - court_.half_paddle)));
}

void Game::serve_now() { asked_to_serve_ = !flying_; }

bool Game::settled() const {
  for (const int end : {0, 1}) {
    const double reach = std::min(court_.half_paddle, 0.5);
    if (held(end) && court_.paddle[end] != std::clamp(wanted_[end], reach, 1 - reach)) return false;
  }
  return sprouts_.end() == std::find_if(sprouts_.begin(), sprouts_.end(), [](const Sprout& sprout) {
           return sprout.age < growing_ticks || sprout.wilting > 0;
         });
}

void Game::set_rooted(std::vector<Plant> plants) {
  rooted_ = std::move(plants);
  sprouts_.clear();
  trail_.clear();
  flying_ = somebody_played_ = asked_to_serve_ = false;
  court_.ball = {0.5, 0.5};
  waiting_ = pause_ticks;
  rally_ = 0;
  ++revision_;
}

void Game::begin_rally(const Wishes& wishes) {
  asked_to_serve_ = false;
  for (const Sprout& sprout : sprouts_) {
    if (sprout.wilting == 0) rooted_.push_back(sprout.plant);
  }
  const bool took_root = std::erase_if(sprouts_, [](const Sprout& sprout) { return sprout.wilting == 0; }) > 0;
  revision_ += took_root;
  flying_ = true;
  somebody_played_ = held(0) || held(1);
  rally_ = 0;
  trail_.clear();
  server_ = 1 - server_;
  const double share = somebody_played_ ? 1 : show_share;
  serve(court_, server_, chance_.uniform(-0.55, 0.55), first_speed * wishes.pace * share);
  choose_aim(server_, wishes);
}

void Game::fly(const Wishes& wishes) {
  const bool shown = !held(0) && !held(1);
  somebody_played_ = somebody_played_ || !shown;
  const Happening happening =
      advance(court_, shown ? 1 : gain, most_speed * wishes.pace * (somebody_played_ ? 1 : show_share));
  trail_.push_back(court_.ball);
  if (trail_.size() > trail_ticks) trail_.erase(trail_.begin());
  to_next_seed_ -= std::sqrt(court_.velocity.x * court_.velocity.x + court_.velocity.y * court_.velocity.y);
  if (to_next_seed_ <= 0) sow(wishes);
  if (happening == Happening::hit_0) returned(0, wishes);
  if (happening == Happening::hit_1) returned(1, wishes);
  if (happening == Happening::missed_0 || happening == Happening::missed_1) missed();
}

// Follows the ball that comes, a little to one side, so that its own returns have an angle.
void Game::play_partner(int end, const Wishes& wishes) {
  const bool comes = flying_ && (end == 0 ? court_.velocity.x < 0 : court_.velocity.x > 0);
  court_.move_paddle(end, comes ? court_.ball.y + aim_[end] : 0.5,
                     (comes ? 0.008 + 0.012 * wishes.partner : 0.006) * wishes.pace);
}

void Game::choose_aim(int end, const Wishes& wishes) {
  const bool shown = !somebody_played_;
  const double misses = shown ? (rally_ > longest_show ? 0.6 : 0) : 0.3 * (1 - wishes.partner);
  const double luck = chance_.uniform(), side = chance_.uniform(-1, 1);
  aim_[end] = luck < misses ? (side < 0 ? -1.7 : 1.7) * court_.half_paddle : 0.75 * side * court_.half_paddle;
}

void Game::returned(int end, const Wishes& wishes) {
  glow_[end] = 1;
  ++rally_;
  choose_aim(1 - end, wishes);
}

// The youngest half goes with the seed; of a rally that nobody played nothing stays.
void Game::missed() {
  std::size_t stay = somebody_played_ ? sprouts_.size() / 2 : 0;
  if (sprouts_.size() < stay + 3) stay = sprouts_.size() > 3 ? sprouts_.size() - 3 : 0;
  for (std::size_t i = stay; i < sprouts_.size(); ++i) sprouts_[i].wilting = std::max(1, sprouts_[i].wilting);
  if (somebody_played_) {
    last_rally_ = rally_;
    best_rally_ = std::max(best_rally_, rally_);
  }
  flying_ = false;
  rally_ = 0;
  trail_.clear();
  court_.ball = {0.5, 0.5};
  waiting_ = pause_ticks;
}

void Game::sow(const Wishes& wishes) {
  to_next_seed_ = chance_.uniform(0.2, 0.42);
  const Plant plant{static_cast<int>(std::clamp(court_.ball.x, 0.0, 1.0) * 4095 + 0.5),
                    static_cast<int>(std::clamp(court_.ball.y, 0.0, 1.0) * 4095 + 0.5),
                    static_cast<int>(2 + chance_.below(8)), static_cast<int>(chance_.below(32)),
                    static_cast<int>(chance_.below(species_count))};
  const bool on_the_lawn = court_.ball.x > 0.09 && court_.ball.x < 0.91;
  if (!on_the_lawn || plant_near(rooted_, court_.ball, court_.length, crowd) != nullptr) return;
  if (wishes.wild != nullptr && plant_near(*wishes.wild, court_.ball, court_.length, crowd) != nullptr) return;
  for (Sprout& sprout : sprouts_) {
    if (plant_near({sprout.plant}, court_.ball, court_.length, crowd) == nullptr) continue;
    if (sprout.wilting == 0) sprout.plant.size = std::min(15, sprout.plant.size + 2);
    return;
  }
  if (rooted_.size() + sprouts_.size() < most_plants) sprouts_.push_back({plant, 0, 0});
}

void Game::grow(bool at_once) {
  for (Sprout& sprout : sprouts_) {
    sprout.age = at_once ? growing_ticks : std::min(growing_ticks, sprout.age + 1);
    if (sprout.wilting > 0) sprout.wilting = at_once ? wilting_ticks : sprout.wilting + 1;
  }
  std::erase_if(sprouts_, [](const Sprout& sprout) { return sprout.wilting >= wilting_ticks; });
}

}  // namespace reverie::pieces::pong_garden
