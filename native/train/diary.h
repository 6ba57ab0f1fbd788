// Diary: everything a run writes down as it goes — the line of a tick, the grid, the snapshot.
#pragma once

#include <filesystem>
#include <fstream>
#include <optional>

#include "native/train/batcher.h"
#include "native/train/progress.h"
#include "native/train/pulse.h"
#include "native/train/run.h"
#include "native/train/variety.h"

namespace reverie {

class Diary {
 public:
  // `pulse` outlives it.
  Diary(const std::filesystem::path& run, const RunConfig& config, std::int64_t first, double seconds_before,
        Pulse& pulse);

  // reals.png, and fakes_init.png before the first step. Also fixes what the grids will show.
  Result<void> begin(const Batch& reals, Recipe& recipe);
  // After a step: whatever is due by the settings, all of it when `last`. Fails when a file cannot be written, or when
  // a loss is no number any more; nothing is overwritten by such a network.
  Result<void> keep(std::int64_t done, bool last, Recipe& recipe);
  // The verdict in plain words, then DONE, written when all steps are.
  Result<void> end(const Verdict& verdict);

  Meters& meters() { return meters_; }
  Progress& progress() { return progress_; }
  void waited(double seconds) { waited_ += seconds; }

 private:
  Result<void> tick(std::int64_t done, Recipe& recipe);
  void say(const std::string& sentence);  // in the log and to the person
  Result<void> grid(const std::string& name, const torch::Tensor& pictures);

  std::filesystem::path run_;
  const RunConfig& config_;
  double before_, waited_ = 0;
  int pictures_;  // a step
  std::ofstream stats_, log_;
  Fixed fixed_;
  std::optional<CollapseAlarm> alarm_;
  Meters meters_;
  Progress progress_;
  Pulse& pulse_;
};

// Takes the lines after `step` out of stats.jsonl: a continuation writes them anew. Returns the seconds spent so far.
Result<double> rewind_stats(const std::filesystem::path& run, std::int64_t step);

}  // namespace reverie
