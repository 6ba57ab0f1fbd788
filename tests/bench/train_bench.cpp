// Our side of train.bench.mjs: recipe gan by train.toml on pictures that a piece draws, fed as a run is fed.
//   reverie-train-bench PICTURES.f32 [key=value…]
// Writes the pictures, prints the settings as JSON, then reads numbers of steps from standard input, a line each, and
// answers {"ms": per step, "cpu": the same in processor time, "wait": share spent on data, "d_loss": mean, "g_loss":
// mean}.
#include <chrono>
#include <cstdio>
#include <ctime>
#include <iostream>

#include "native/data/source.h"
#include "native/files/files.h"
#include "native/train/batcher.h"
#include "native/train/plan.h"

namespace reverie {
namespace {

double now() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Result<void> write_pictures(const Dataset& dataset, const char* file) {
  std::vector<float> numbers(dataset.pixels.size());
  std::vector<std::int32_t> labels(dataset.axes.size());
  const std::size_t each = dataset.item_bytes();
  for (std::int64_t i = 0; i < dataset.count; ++i) {
    sample_from_dataset(dataset, random_at(1, Purpose::data, 0, i), numbers.data() + each * static_cast<std::size_t>(i),
                        labels.data());
  }
  return write_file_whole(file, bytes_from_floats(numbers));
}

Result<void> serve(const char* file, std::vector<std::string> sets) {
  const std::string config = std::string(REVERIE_SOURCE_DIR) + "/tests/bench/train.toml";
  TrainOrder order;
  order.recipe = "gan";
  order.data = "procedural:de-stijl";
  order.config_file = config;
  order.device = "auto";
  order.sets = std::move(sets);
  const auto plan = plan_from_order(order);
  if (!plan) return plan.error();
  PackReport report;
  const auto dataset = dataset_from_source(plan->config.source, plan->pack, report);
  if (!dataset) return dataset.error();
  if (const auto written = write_pictures(*dataset, file); !written) return written;
  auto recipe = built_recipe(*plan, *dataset);
  if (!recipe) return recipe.error();
  const Settings& settings = plan->config.settings;
  const Batcher batches(*dataset, 1, static_cast<int>(settings.integer("batch")), plan->machine);
  std::cout << settings.json().dump() << std::endl;
  std::int64_t step = 0;
  for (int steps = 0; std::cin >> steps;) {
    Meters meters;
    double wait = 0;
    const double began = now();
    const std::clock_t worked = std::clock();
    for (const std::int64_t end = step + steps; step < end; ++step) {
      const double asked = now();
      const Batch batch = batches.at(step);
      wait += now() - asked;
      recipe->recipe->step(batch, {1, step, plan->config.steps}, meters);
    }
    auto line = nlohmann::json(meters.take());
    const double spent = now() - began;
    line["ms"] = spent / steps;
    line["cpu"] = 1000.0 * static_cast<double>(std::clock() - worked) / CLOCKS_PER_SEC / steps;
    line["wait"] = wait / spent;
    std::cout << line.dump() << std::endl;
  }
  return {};
}

}  // namespace
}  // namespace reverie

int main(int count, char** words) {
  if (count < 2) return 2;
  if (const auto done = reverie::serve(words[1], {words + 2, words + count}); !done) {
    std::fprintf(stderr, "reverie-train-bench: %s\n", done.error().message.c_str());
    return 1;
  }
  return 0;
}
