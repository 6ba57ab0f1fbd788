// The one training loop. It knows steps, ticks, grids and snapshots, and nothing of what is trained.
#pragma once

#include <filesystem>

#include "native/train/batcher.h"
#include "native/train/pulse.h"
#include "native/train/run.h"

namespace reverie {

enum class Ending { finished, interrupted };

// Goes on from `first` to config.steps, writing into `run`. SIGINT and SIGTERM end it after the step in progress, with
// a snapshot. Fails when a file cannot be written, a loss is no number any more, or another program trains in `run`;
// what was saved before stays. `hold`: the run's, where the caller has it already.
Result<Ending> train(const std::filesystem::path& run, const RunConfig& config, Recipe& recipe, const Dataset& dataset,
                     const Machine& machine, std::int64_t first, RunHold hold = std::nullopt);

}  // namespace reverie
