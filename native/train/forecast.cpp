#include "native/train/forecast.h"

#include <chrono>

#include "native/train/batcher.h"
#include "native/train/progress.h"

namespace reverie {
namespace {

// The first step is slower, and a gradient penalty comes every sixteen.
constexpr int timed_steps = 16;
constexpr double enough_seconds = 3;
constexpr std::int64_t few_pictures = 400;

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

double step_seconds(const TrainPlan& plan, const Dataset& data, Recipe& recipe) {
  const RunConfig& config = plan.config;
  const Batcher batches(data, config.seed, static_cast<int>(config.settings.integer("batch")), plan.machine);
  double began = 0;
  for (std::int64_t step = 0;; ++step) {
    const double spent = now() - began;
    if (step > timed_steps || (step > 1 && spent > enough_seconds)) return spent / static_cast<double>(step - 1);
    if (step == 1) began = now();
    Meters meters;
    recipe.step(batches.at(step), {config.seed, step, config.steps}, meters);
    meters.take();  // reading them waits until a GPU is done
  }
}

std::string machine_words(const Machine& machine) {
  if (machine.device.is_cuda()) return "on this GPU (" + dtype_name(machine);
  const int threads = torch::get_num_threads();
  return "on this CPU (" + dtype_name(machine) + ", " + std::to_string(threads) +
         (threads == 1 ? " thread" : " threads");
}

}  // namespace

std::string text_from_count(std::int64_t count) {
  std::string text = std::to_string(count);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3) {
    text.insert(static_cast<std::size_t>(at), ",");
  }
  return text;
}

Result<Forecast> forecast(const TrainPlan& plan, const PackedData& packed) {
  auto built = built_recipe(plan, packed.data);
  if (!built) return built.error();
  const std::int64_t batch = plan.config.settings.integer("batch");
  Forecast result;
  result.step_seconds = step_seconds(plan, packed.data, *built->recipe);
  char rate[32];
  std::snprintf(rate, sizeof rate, "%.0f", static_cast<double>(batch) / result.step_seconds);
  result.text = std::to_string(packed.data.size) + " px, " + text_from_count(plan.config.steps) + " steps of " +
                text_from_count(batch) + " pictures, about " +
                text_from_seconds(result.step_seconds * static_cast<double>(plan.config.steps)) + " " +
                machine_words(plan.machine) + ", " + rate + " pictures/s).";
  if (!plan.few.empty()) {
    result.hint = text_from_count(packed.data.count) + " pictures are few: " + plan.few;
  } else if (packed.data.kind == DatasetKind::pictures && packed.data.count <= few_pictures && plan.from.empty()) {
    result.hint = text_from_count(packed.data.count) +
                  " pictures are few to learn from: train on many of a similar kind first, then start from that run "
                  "with --from RUN.";
  }
  return result;
}

}  // namespace reverie
