// What a run says of itself between two ticks, for whoever watches its folder: now.json, written anew about once a
// second, and the file `training`, held for as long as somebody trains here (native/watch reads both). A pulse that
// cannot be written never ends a run.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "native/files/held.h"
#include "shared/base/result.h"

namespace reverie {

// The right to change a run's folder, for as long as it lives; nothing on a disk without locks: it holds nobody back.
using RunHold = std::optional<HeldFile>;
// Fails when another program trains in this folder.
Result<RunHold> hold_run(const std::filesystem::path& run);

class Pulse {
 public:
  // `hold`: as hold_run gave it to whoever changed something there before; else it is taken here, which may fail.
  static Result<Pulse> begin(const std::filesystem::path& run, std::int64_t step, std::int64_t steps, RunHold hold);
  // At most once a second, and always at the last step.
  void beat(std::int64_t step, double pictures_per_second, double seconds_left);
  // How it ended: "done", "stopped" or "failed"; `why` is a sentence of the last.
  void end(const std::string& state, const std::string& why = {});

 private:
  Pulse(std::filesystem::path run, std::int64_t step, std::int64_t steps, RunHold hold)
      : run_(std::move(run)), hold_(std::move(hold)), step_(step), steps_(steps) {}
  void write(const std::string& state, const std::string& why) const;

  std::filesystem::path run_;
  RunHold hold_;
  std::int64_t step_, steps_;
  double rate_ = 0, left_ = 0;
  std::chrono::steady_clock::time_point last_{};
};

}  // namespace reverie
