// From what a person asked for to a run that can start, and from a stopped run to one that goes on. Everything that can
// be wrong is found before the first file is written.
#pragma once

#include <optional>

#include "native/train/from.h"
#include "native/train/pack.h"
#include "native/train/pulse.h"
#include "native/train/run.h"

namespace reverie {

struct TrainOrder {
  std::string recipe, data, config_file, device;
  std::string from;               // a run whose weights to start from; empty: fresh ones
  std::vector<std::string> sets;  // key=value
  std::optional<std::int64_t> steps;
  std::optional<std::uint64_t> seed;
};

struct TrainPlan {
  RunConfig config;  // the dataset's part is filled by begin_run
  PackOptions pack;
  Machine machine;
  std::filesystem::path from;
  std::string few;  // what the recipe says to the person where it takes other defaults for few pictures; else empty
};

Result<TrainPlan> plan_from_order(const TrainOrder& order);

// The plan's recipe with its networks built and prepared for these data, and filled where the plan starts from another
// run; whoever asks twice gets two that share nothing.
struct BuiltRecipe {
  std::unique_ptr<Recipe> recipe;
  std::optional<TakenOver> taken;
  nlohmann::json told;  // what the preparation found out (Recipe::prepare)
};
Result<BuiltRecipe> built_recipe(const TrainPlan& plan, const Dataset& data);

struct BegunRun {
  std::filesystem::path run;
  std::unique_ptr<Recipe> recipe;
  std::string taken;  // what was taken over, for the person; empty without --from
};
// Builds the networks, then makes the folder with config.json and dataset.rvd. plan.config becomes complete.
Result<BegunRun> begin_run(TrainPlan& plan, const PackedData& packed, const std::filesystem::path& out);

struct ResumedRun {
  OpenRun open;
  Dataset data;
  Machine machine;
  RunHold hold;  // for train(): between this change of the folder and its first step nobody else begins there
};
// `steps`: a new end; the rates' decay follows it. Fails when another program trains there, and has changed nothing.
Result<ResumedRun> resume_run(const std::filesystem::path& run, std::optional<std::int64_t> steps);

}  // namespace reverie
