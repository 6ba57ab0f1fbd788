#include "native/train/loop.h"

#include <csignal>
#include <ctime>

#include "native/train/diary.h"
#include "native/train/first_losses.h"

namespace reverie {
namespace {

volatile std::sig_atomic_t stop_asked = 0;
volatile std::time_t stop_asked_at = 0;

// One Ctrl-C can arrive twice, from the terminal and from a program that passes it on; only one that comes clearly
// later means "now".
void ask_to_stop(int signal) {
  std::timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (stop_asked && now.tv_sec - stop_asked_at >= 2) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
  if (!stop_asked) stop_asked_at = now.tv_sec;
  stop_asked = 1;
}

// While it lives, Ctrl-C and SIGTERM ask the loop to stop; a second one after two seconds ends the process as usual.
class StopOnSignal {
 public:
  StopOnSignal() {
    stop_asked = 0;
    struct sigaction action{};
    action.sa_handler = ask_to_stop;
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

}  // namespace

namespace {

Result<Ending> train_steps(const std::filesystem::path& run, const RunConfig& config, Recipe& recipe,
                           const Dataset& dataset, const Machine& machine, std::int64_t first, Pulse& pulse) {
  const int rows = static_cast<int>(config.settings.integer("batch"));
  const Batcher batches(dataset, config.seed, rows, machine);
  const auto seconds_before = rewind_stats(run, first);
  if (!seconds_before) return seconds_before.error();
  auto losses = FirstLosses::open(run, machine, first);
  if (!losses) return losses.error();
  Diary diary(run, config, first, *seconds_before, pulse);
  if (const auto begun = diary.begin(batches.for_grid(grid_columns * grid_rows), recipe); !begun) return begun.error();

  const StopOnSignal stopping;
  for (std::int64_t step = first; step < config.steps; ++step) {
    const double asked = diary.progress().seconds();
    const Batch batch = batches.at(step);
    diary.waited(diary.progress().seconds() - asked);

    Meters of_step;
    recipe.step(batch, {config.seed, step, config.steps}, of_step);
    if (const auto kept = losses->keep(step + 1, of_step); !kept) return kept.error();
    diary.meters().join(of_step);

    const bool finished = step + 1 == config.steps;
    const bool stop = stop_asked && !finished;  // read once: what comes later is heeded in the next step
    if (const auto kept = diary.keep(step + 1, finished || stop, recipe); !kept) return kept.error();
    if (stop) {
      diary.progress().clear();
      return Ending::interrupted;
    }
  }
  diary.progress().clear();
  if (const auto ended = diary.end(verdict_on(recipe, dataset, config.seed)); !ended) return ended.error();
  return Ending::finished;
}

}  // namespace

Result<Ending> train(const std::filesystem::path& run, const RunConfig& config, Recipe& recipe, const Dataset& dataset,
                     const Machine& machine, std::int64_t first, RunHold hold) {
  auto pulse = Pulse::begin(run, first, config.steps, std::move(hold));
  if (!pulse) return pulse.error();
  const auto ending = train_steps(run, config, recipe, dataset, machine, first, *pulse);
  if (!ending) {
    pulse->end("failed", ending.error().message);
  } else {
    pulse->end(*ending == Ending::finished ? "done" : "stopped");
  }
  return ending;
}

}  // namespace reverie
