#include "native/train/pulse.h"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

namespace reverie {
namespace fs = std::filesystem;

Result<Pulse> Pulse::begin(const fs::path& run, std::int64_t step, std::int64_t steps) {
  Pulse pulse(run, step, steps);
  if (auto held = HeldFile::take(run / "training")) pulse.held_.emplace(std::move(*held));
  // A disk without locks holds nobody back.
  if (!pulse.held_ && HeldFile::is_held(run / "training")) {
    return Error{"'" + run.string() + "' is being trained by another program already; wait for it or stop it, then " +
                 "try again. Nothing was done."};
  }
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
