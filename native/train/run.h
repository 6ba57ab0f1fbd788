// A run's folder: config.json, dataset.rvd, log.txt, stats.jsonl, reals.png, fakes_*.png, snapshots/, DONE.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "native/data/dataset.h"
#include "native/train/machine.h"
#include "native/train/recipe.h"
#include "native/train/snapshot.h"

namespace reverie {

// What config.json holds: everything that decides the result.
struct RunConfig {
  std::string recipe, source;  // source: what --data said
  std::int64_t steps = 0;
  std::uint64_t seed = 0;
  std::string device, dtype;  // as decided
  Settings settings;
  nlohmann::json told;  // [settings] as config.json has them: a later version may know more keys than the run did
  DatasetRecord record;
  DatasetKind kind = DatasetKind::pictures;
  int size = 0;
  std::int64_t count = 0;
  double combinations = 0;
  std::vector<LabelAxis> axes;
  nlohmann::json from;  // TakenOver::record() of a run that started from another's weights; else null
};

nlohmann::json json_from_config(const RunConfig& config);
// Fails on an unknown recipe or a malformed file.
Result<RunConfig> read_config(const std::filesystem::path& run);
Result<void> write_config(const std::filesystem::path& run, const RunConfig& config);
DatasetShape shape_of(const RunConfig& config);

// Of everything that a continuation may not change; the number of steps may.
std::string config_hash(const RunConfig& config);

// <out>/NNNNN-<data>-<recipe>, the next free number.
Result<std::filesystem::path> create_run_folder(const std::filesystem::path& out, const RunConfig& config);

// A recipe as a run left it: networks built from config.json and filled from the newest whole snapshot. The exporter
// and
// --resume begin here. published()'s forward takes float32 on the CPU where `machine` says so.
struct OpenRun {
  RunConfig config;
  std::unique_ptr<Recipe> recipe;
  SnapshotHead head;
  std::string notes;  // broken snapshots that were passed over
};
Result<OpenRun> open_run(const std::filesystem::path& run, const Machine& machine);
Result<OpenRun> open_run(const std::filesystem::path& run);  // on the CPU, float32

}  // namespace reverie
