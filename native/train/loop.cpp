#include "native/train/loop.h"

#include <cmath>
#include <csignal>
#include <fstream>

#include "native/codec/png_write.h"
#include "native/train/progress.h"

namespace reverie {
namespace fs = std::filesystem;
namespace {

volatile std::sig_atomic_t stop_asked = 0;

// While it lives, the first Ctrl-C or SIGTERM asks the loop to stop; a second one ends the process as usual.
class StopOnSignal {
 public:
  StopOnSignal() {
    stop_asked = 0;
    struct sigaction action{};
    action.sa_handler = [](int) { stop_asked = 1; };
    action.sa_flags = SA_RESETHAND;
    sigaction(SIGINT, &action, &old_int_);
    sigaction(SIGTERM, &action, &old_term_);
  }
  ~StopOnSignal() {
    sigaction(SIGINT, &old_int_, nullptr);
    sigaction(SIGTERM, &old_term_, nullptr);
  }
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;

 private:
  struct sigaction old_int_{}, old_term_{};
};

// Everything the loop writes besides snapshots.
class Diary {
 public:
  Diary(const fs::path& run, double seconds_before, bool anew)
      : run_(run),
        before_(seconds_before),
        stats_(run / "stats.jsonl", std::ios::app),
        log_(run / "log.txt", std::ios::app) {
    if (!anew) log_ << "continued\n";
  }

  Result<void> tick(std::int64_t done, int pictures, Progress& progress, Meters& meters, double waited) {
    const auto means = meters.take();
    log_ << progress.tick(done, means) << std::endl;
    const double seconds = progress.seconds();
    nlohmann::json line = {{"step", done},
                           {"pictures", done * pictures},
                           {"seconds", std::round((before_ + seconds) * 100) / 100},
                           {"pictures_per_second", std::round(progress.rate() * 10) / 10},
                           {"data_share", seconds > 0 ? std::round(waited / seconds * 1e5) / 1e5 : 0}};
    for (const auto& [name, value] : means) {
      if (!std::isfinite(value)) {
        return Error{"After " + std::to_string(done) + " steps '" + name +
                     "' is no number any more, so the run ended; " +
                     "a lower lr-g or lr-d may help, and the last snapshot stays in '" + run_.string() + "'."};
      }
      line[name] = value;
    }
    stats_ << line.dump() << std::endl;
    if (!stats_ || !log_)
      return Error{"'" + (run_ / "stats.jsonl").string() + "' cannot be written, so the run ended."};
    return {};
  }

  Result<void> grid(const std::string& name, const torch::Tensor& pictures) {
    const auto image = grid_from_pictures(pictures);
    return image ? write_png(run_ / name, *image) : Result<void>(image.error());
  }

 private:
  fs::path run_;
  double before_;
  std::ofstream stats_, log_;
};

std::string grid_name(std::int64_t step) {
  char text[40];
  std::snprintf(text, sizeof text, "fakes_%06lld.png", static_cast<long long>(step));
  return text;
}

Result<void> finish(const fs::path& run, const RunConfig& config) {
  const nlohmann::json done = {{"steps", config.steps}};
  return write_file_whole(run / "DONE", done.dump() + "\n");
}

}  // namespace

Result<Ending> train(const fs::path& run, const RunConfig& config, Recipe& recipe, const Dataset& dataset,
                     const Machine& machine, std::int64_t first) {
  const auto setting = [&](const char* name) { return config.settings.integer(name); };
  const int rows = static_cast<int>(setting("batch"));
  const Batcher batches(dataset, config.seed, rows, machine.device);
  const Batch reals = batches.for_grid(grid_columns * grid_rows);
  const Fixed fixed = fixed_from_batch(reals, config.seed, recipe.published()->z_size());
  const auto before = rewind_stats(run, first);
  if (!before) return before.error();
  Diary diary(run, *before, first == 0);
  if (const auto drawn = diary.grid("reals.png", reals.pictures); !drawn) return drawn.error();
  if (first == 0) {
    if (const auto drawn = diary.grid("fakes_init.png", recipe.draw(fixed)); !drawn) return drawn.error();
  }
  const auto save = [&](std::int64_t step) { return write_snapshot(run, {step, config_hash(config)}, recipe.state()); };

  const StopOnSignal stopping;
  Meters meters;
  Progress progress(first, config.steps, rows);
  double waited = 0;
  for (std::int64_t step = first; step < config.steps; ++step) {
    const double asked = progress.seconds();
    const Batch batch = batches.at(step);
    waited += progress.seconds() - asked;
    recipe.step(batch, {config.seed, step, config.steps}, meters);

    const std::int64_t done = step + 1;
    const bool last = done == config.steps || stop_asked;
    const auto due = [&](const char* name) { return last || done % setting(name) == 0; };
    progress.step(done);
    if (due("tick-steps")) {
      if (const auto told = diary.tick(done, rows, progress, meters, waited); !told) return told.error();
    }
    if (due("grid-steps")) {
      if (const auto drawn = diary.grid(grid_name(done), recipe.draw(fixed)); !drawn) return drawn.error();
    }
    if (due("snapshot-steps")) {
      if (const auto saved = save(done); !saved) return saved.error();
    }
    if (stop_asked) break;
  }
  progress.clear();
  if (stop_asked) return Ending::interrupted;
  if (const auto closed = finish(run, config); !closed) return closed.error();
  return Ending::finished;
}

Result<double> rewind_stats(const fs::path& run, std::int64_t step) {
  std::error_code code;
  if (!fs::exists(run / "stats.jsonl", code)) return 0.0;
  const auto text = text_from_file(run / "stats.jsonl", std::uint64_t{1} << 30);
  if (!text) return text.error();
  std::string kept;
  double seconds = 0;
  std::size_t at = 0;
  while (at < text->size()) {
    const std::size_t end = std::min(text->find('\n', at), text->size());
    const auto line = nlohmann::json::parse(text->begin() + static_cast<std::ptrdiff_t>(at),
                                            text->begin() + static_cast<std::ptrdiff_t>(end), nullptr, false);
    const bool whole = line.is_object() && line.contains("step") && line["step"].is_number_integer();
    if (whole && line["step"].get<std::int64_t>() <= step) {
      kept += text->substr(at, end - at) + "\n";
      if (line.contains("seconds") && line["seconds"].is_number()) seconds = line["seconds"].get<double>();
    }
    at = end + 1;
  }
  if (const auto written = write_file_whole(run / "stats.jsonl", kept); !written) return written.error();
  return seconds;
}

}  // namespace reverie
