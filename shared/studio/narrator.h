// Narrator: the canvas for those who cannot see it. A sentence that is true of it at any time, and news of what
// changed: few, calm, and never while a hand is still at it.
#pragma once

#include <map>
#include <string>

#include "shared/piece/player.h"

namespace reverie {

// What is drawn, the seed it was drawn from, and whether it moves.
std::string spoken_picture(const Player& player, bool paused);

class Narrator {
 public:
  // Each frame, with the seconds since the last one: what a screen reader should say now, or "". What a piece moves by
  // itself is no news; what a person changed is, once it has been left alone for a moment, and at most every four
  // seconds.
  std::string news(double elapsed, const Player& player, bool paused);
  // Something changed that is still to be said.
  bool waiting() const { return player_ != nullptr && !same(last_, told_); }

 private:
  struct Seen {
    std::uint64_t params_version = 0;
    std::string seed;
    std::map<std::string, std::string> models;  // slot → title, of those that play
    Document document;
    bool paused = false;
  };
  static bool same(const Seen& a, const Seen& b);
  static Seen look(const Player& player, bool paused);
  static std::string words_for(const Seen& before, const Seen& now, const Player& player);

  Seen told_, last_;
  const Player* player_ = nullptr;
  double unchanged_ = 0, silent_ = 1e9;  // seconds
};

}  // namespace reverie
