// What a person sees while a run goes on: a bar that is redrawn on a terminal, a line a tick elsewhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

namespace reverie {

// "1 h 05 min", "4 min 10 s", "12 s"
std::string text_from_seconds(double seconds);

class Progress {
 public:
  Progress(std::int64_t first, std::int64_t steps, int pictures_a_step);
  // After each step; redraws the bar at most four times a second.
  void step(std::int64_t done);
  // The line of a tick, for log.txt and for those who have no terminal (there it is also printed).
  std::string tick(std::int64_t done, const std::map<std::string, double>& means);
  double seconds() const;
  double rate() const { return rate_; }          // pictures a second, by the last tick
  double rate_now(std::int64_t done) const;      // the same before the first tick, too
  double seconds_left(std::int64_t done) const;  // 0 where nothing is known yet
  void clear();                                  // takes the bar off the screen

 private:
  using Time = std::chrono::steady_clock::time_point;
  std::string state(std::int64_t done) const;
  std::int64_t steps_, last_done_;
  int pictures_;
  bool terminal_;
  Time start_, last_tick_, last_drawn_;
  double rate_ = 0;
};

}  // namespace reverie
