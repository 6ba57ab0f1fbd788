#include "native/train/pulse.h"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

namespace reverie {
namespace fs = std::filesystem;

Result<RunHold> hold_run(const fs::path& run) {
  RunHold hold = HeldFile::take(run / "training");
  if (!hold && HeldFile::is_held(run / "training")) {
    return Error{"'" + run.string() + "' is being trained by another program already; wait for it or stop it, then " +
                 "try again. Nothing was done."};
  }
  return hold;
}

Result<Pulse> Pulse::begin(const fs::path& run, std::int64_t step, std::int64_t steps, RunHold hold) {
  auto held = hold ? Result<RunHold>(std::move(hold)) : hold_run(run);
  if (!held) return held.error();
  Pulse pulse(run, step, steps, std::move(*held));
  pulse.write("training", {});
  return pulse;
}

void Pulse::beat(std::int64_t step, double pictures_per_second, double seconds_left) {
  step_ = step;
  rate_ = pictures_per_second;
  left_ = seconds_left;
  const auto now = std::chrono::steady_clock::now();
  if (step < steps_ && now - last_ < std::chrono::seconds(1)) return;
  last_ = now;
  write("training", {});
}

void Pulse::end(const std::string& state, const std::string& why) { write(state, why); }

// By rename, so that nobody reads half of it, but without waiting for the disk: after a power cut it means nothing.
void Pulse::write(const std::string& state, const std::string& why) const {
  nlohmann::json json{{"state", state},
                      {"step", step_},
                      {"steps", steps_},
                      {"pictures_per_second", std::round(rate_ * 10) / 10},
                      {"seconds_left", std::round(left_ * 10) / 10}};
  if (!why.empty()) json["why"] = why;
  const fs::path temporary = run_ / ".now.json.new";
  std::ofstream file(temporary);
  file << json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
  file.close();
  std::error_code code;
  if (file) fs::rename(temporary, run_ / "now.json", code);
}

}  // namespace reverie
