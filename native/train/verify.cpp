#include "native/train/verify.h"

#include "native/train/batcher.h"

namespace reverie {
namespace {

std::string figure(double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", number);
  return text;
}

std::string sentence_from(const LossComparison& found, const LossTable& told, const std::string& machine,
                          const std::string& file) {
  const std::string steps = "The first " + std::to_string(told.rows.size()) + " steps";
  if (found.equal) return steps + " give the losses of '" + file + "', bit for bit.";
  const std::string difference = steps + " differ from '" + file + "' by at most " + figure(found.difference) + " ('" +
                                 found.name + "' after step " + std::to_string(found.step) + ")";
  const std::string others = ": code, data, configuration or seed are others.";
  if (found.same_machine) {
    return difference + ", and on an equal machine (" + machine + ") they should be the same bit for bit" + others;
  }
  const std::string early = ", the first " + std::to_string(early_steps) + " of them by " + figure(found.early) +
                            "; another machine explains " + figure(allowed_early_difference) + " there";
  const std::string machines = " (made on " + told.made_on + "; here is " + machine + ")";
  if (!found.agrees()) return difference + early + machines + others;
  return difference + early + " and anything later" + machines + ", so it is the same run.";
}

}  // namespace

Result<Verified> verify_first_losses(const TrainPlan& plan, const PackedData& packed,
                                     const std::filesystem::path& file) {
  const auto told = read_loss_table(file);
  if (!told) return told.error();
  auto recipe = built_recipe(plan, packed.data);
  if (!recipe) return recipe.error();
  const RunConfig& config = plan.config;
  const Batcher batches(packed.data, config.seed, static_cast<int>(config.settings.integer("batch")), plan.machine);
  LossTable found;
  found.made_on = machine_text(plan.machine);
  for (std::int64_t step = 0; step < static_cast<std::int64_t>(told->rows.size()); ++step) {
    Meters of_step;
    recipe->recipe->step(batches.at(step), {config.seed, step, config.steps}, of_step);
    found.add(of_step);
  }
  const auto compared = compare_losses(*told, found);
  if (!compared) return compared.error();
  return Verified{compared->agrees(), sentence_from(*compared, *told, found.made_on, file.string())};
}

}  // namespace reverie
