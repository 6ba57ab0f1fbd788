// Game: rallies, who plays which end, and what they make of the garden. It counts its own ticks and draws nothing.
#pragma once

#include <vector>

#include "shared/pieces/pong-garden/court.h"
#include "shared/pieces/pong-garden/garden.h"
#include "shared/random/random.h"

namespace reverie::pieces::pong_garden {

// What the params and the stage ask for, each tick anew.
struct Wishes {
  double length = 1.5, half_paddle = 0.12, pace = 1, partner = 0.85;
  const std::vector<Plant>* wild = nullptr;  // between which is sown
  bool still = false;                        // reduced motion: nothing moves until a person serves
};

class Game {
 public:
  explicit Game(std::uint64_t seed = 0) : chance_(seed, 3) {}

  void tick(const Wishes& wishes);
  // A person holds an end: the paddle goes to `where`, and the partner stays away for ten seconds.
  void hold(int end, double where);
  void nudge(int end, double by);
  void serve_now();

  bool flying() const { return flying_; }
  bool held(int end) const { return now_ < held_until_[end]; }
  bool settled() const;  // nothing grows or wilts, and each paddle is where it was wanted
  int rally() const { return rally_; }
  int last_rally() const { return last_rally_; }
  int best_rally() const { return best_rally_; }
  double glow(int end) const { return glow_[end]; }
  const Court& court() const { return court_; }
  const std::vector<Vec2>& trail() const { return trail_; }
  const std::vector<Sprout>& sprouts() const { return sprouts_; }

  // What took root; `revision` rises with every change of it.
  const std::vector<Plant>& rooted() const { return rooted_; }
  int revision() const { return revision_; }
  void set_rooted(std::vector<Plant> plants);

 private:
  void fly(const Wishes& wishes);
  void play_partner(int end, const Wishes& wishes);
  void choose_aim(int end, const Wishes& wishes);
  void returned(int end, const Wishes& wishes);
  void missed();
  void sow(const Wishes& wishes);
  void begin_rally(const Wishes& wishes);
  void grow(bool at_once);

  Court court_;
  Random chance_;
  std::vector<Sprout> sprouts_;
  std::vector<Plant> rooted_;
  std::vector<Vec2> trail_;
  std::int64_t now_ = 0, held_until_[2] = {0, 0};
  double wanted_[2] = {0.5, 0.5}, aim_[2] = {0, 0}, glow_[2] = {0, 0};
  double to_next_seed_ = 0.2;
  int waiting_ = 30, server_ = 1, rally_ = 0, last_rally_ = 0, best_rally_ = 0, revision_ = 0;
  bool flying_ = false, somebody_played_ = false, asked_to_serve_ = false;
};

}  // namespace reverie::pieces::pong_garden
