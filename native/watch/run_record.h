// A run's folder as a record for the page: nothing but what lies there is asked, so it works during a run and after it,
// for runs of other versions, and without LibTorch.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "shared/base/result.h"

namespace reverie {

// "reverie publish runs/00000-birds-gan --id my-model …", quoted for a shell where need be.
std::string publish_command(const std::filesystem::path& run);
std::string resume_command(const std::filesystem::path& run);

inline constexpr std::size_t max_curve_points = 240, max_grids = 120;

class RunReader {
 public:
  // Fails where the folder has no config.json of a run. `run`: as a person named it, for the commands.
  static Result<RunReader> open(const std::filesystem::path& run);

  // {"title", "name", "recipe", "found": […], "plan", "state", "why", "step", "steps", "rate", "left", "spent",
  // "saved",
  //  "grids": [[step, file]…], "live": step or 0, "reals", "curves": {"step": […], "d_loss"?, "g_loss"?, "variety"?},
  //  "verdict": […], "publish", "resume"}
  // state: "waiting", "training", "stopped" (saved, by Ctrl-C), "failed" (`why` says it), "gone" (without a word) or
  // "done". Rates are pictures a second, times seconds, `saved` the step of the newest snapshot, 0 for none.
  nlohmann::json record();

 private:
  explicit RunReader(std::filesystem::path run) : run_(std::move(run)) {}
  void read_settings(const nlohmann::json& config);
  void read_stats();

  std::filesystem::path run_;
  nlohmann::json fixed_;  // what does not change while the run lives
  // Of stats.jsonl, read again only when it has changed.
  std::uintmax_t stats_size_ = 0;
  std::filesystem::file_time_type stats_time_{};
  nlohmann::json curves_;
  std::int64_t last_step_ = 0;
  double spent_ = 0, rate_ = 0;
};

}  // namespace reverie
