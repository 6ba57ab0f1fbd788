#include "native/train/plan.h"

#include <toml++/toml.hpp>

#include "native/data/packed.h"
#include "native/recipes/few.h"
#include "native/recipes/registry.h"
#include "native/train/batcher.h"

namespace reverie {
namespace fs = std::filesystem;
namespace {

constexpr std::int64_t default_steps = 20000;
constexpr const char* dataset_file = "dataset.rvd";

Result<const RecipeEntry*> recipe_of(const std::string& id) {
  std::string list;
  for (const RecipeEntry& entry : recipe_registry()) {
    if (entry.id == id) return &entry;
    list += (list.empty() ? "" : ", ") + std::string(entry.id);
  }
  return Error{"There is no recipe '" + id + "'; there are: " + list + ". Nothing was trained."};
}

// [settings] and [run] steps of a file.
Result<void> apply_file(const std::string& file, RunConfig& config) {
  const auto text = text_from_file(file, 1 << 20);
  if (!text) return text.error();
  if (const auto set = config.settings.set_from_toml(*text, file); !set) return set;
  const auto table = toml::parse(*text);  // it parsed before
  config.steps = table["run"]["steps"].value_or(config.steps);
  if (config.steps < 1)
    return Error{file + " names " + std::to_string(config.steps) + " steps, and at least 1 is needed."};
  return {};
}

Result<PackOptions> pack_options(const RunConfig& config) {
  PackOptions options;
  const auto matte = color_from_text(config.settings.text("matte"));
  if (!matte) return matte.error();
  options.matte = *matte;
  for (const std::string& ground : config.settings.texts("grounds")) {
    const auto color = color_from_text(ground);
    if (!color) return color.error();
    options.grounds.push_back(ground.starts_with('#') ? ground.substr(1) : ground);
  }
  options.size = static_cast<int>(config.settings.integer("size"));
  options.labels = config.settings.text("labels") != "none";
  options.procedural_count = static_cast<int>(config.settings.integer("procedural-count"));
  options.seed = config.seed;
  return options;
}

// Other defaults, where there are few pictures and the person has chosen nothing that they would contradict.
Result<void> mind_few(const TrainOrder& order, std::string_view manifest, TrainPlan& plan) {
  const auto few = few_from_manifest(manifest);
  if (!few || !order.config_file.empty() || !order.from.empty() || chosen_otherwise(*few, order.sets)) return {};
  const auto pictures = plain_pictures_in(order.data);
  if (!pictures || *pictures >= few->below) return {};
  plan.few = few->said;
  plan.config.steps = few->steps_for(*pictures);
  return plan.config.settings.set_from_json(few->settings);
}

}  // namespace

Result<TrainPlan> plan_from_order(const TrainOrder& order) {
  const auto recipe = recipe_of(order.recipe);
  if (!recipe) return recipe.error();
  auto settings = Settings::from_manifest((*recipe)->toml, order.recipe);
  if (!settings) return settings.error();
  TrainPlan plan;
  plan.config.recipe = order.recipe;
  plan.config.source = order.data;
  plan.config.settings = std::move(settings).value();
  plan.config.steps = default_steps;
  if (const auto minded = mind_few(order, (*recipe)->toml, plan); !minded) return minded.error();
  if (!order.config_file.empty()) {
    if (const auto applied = apply_file(order.config_file, plan.config); !applied) return applied.error();
  }
  for (const std::string& assignment : order.sets) {
    if (const auto set = plan.config.settings.set_from_text(assignment); !set) return set.error();
  }
  plan.config.steps = order.steps.value_or(plan.config.steps);
  plan.config.seed = order.seed.value_or(1);
  plan.from = order.from;
  auto options = pack_options(plan.config);
  if (!options) return options.error();
  plan.pack = std::move(options).value();
  const auto machine = machine_from_wish(wish_from_settings(plan.config.settings, order.device));
  if (!machine) return machine.error();
  plan.machine = *machine;
  plan.config.device = device_name(plan.machine);
  plan.config.dtype = dtype_name(plan.machine);
  return plan;
}

Result<BuiltRecipe> built_recipe(const TrainPlan& plan, const Dataset& data) {
  BuiltRecipe result{recipe_of(plan.config.recipe).value()->make(), {}, {}};
  const auto built = result.recipe->build(plan.config.settings, shape_of(data), plan.machine, plan.config.seed);
  if (!built) return built.error();
  lay_out(result.recipe->state(), plan.machine);
  if (!plan.from.empty()) {
    auto taken = take_over(plan.from, data.size, *result.recipe);
    if (!taken) return taken.error();
    result.taken = std::move(taken).value();
  }
  // After the other run's weights: what comes from the data is these data's.
  auto prepared = result.recipe->prepare(data, plan.config.seed);
  if (!prepared) return prepared.error();
  result.told = std::move(prepared).value();
  return result;
}

Result<BegunRun> begin_run(TrainPlan& plan, const PackedData& packed, const fs::path& out) {
  RunConfig& config = plan.config;
  config.told = config.settings.json();
  config.record = packed.data.record;
  config.kind = packed.data.kind;
  config.size = packed.data.size;
  config.count = packed.data.count;
  config.combinations = packed.data.combinations();
  config.axes = packed.data.axes;
  BegunRun begun;
  auto recipe = built_recipe(plan, packed.data);
  if (!recipe) return recipe.error();
  begun.recipe = std::move(recipe->recipe);
  config.told.update(recipe->told);
  if (recipe->taken) {
    begun.taken = recipe->taken->sentence();
    config.from = recipe->taken->record();
  }
  auto run = create_run_folder(out, config);
  if (!run) return run.error();
  begun.run = std::move(run).value();
  if (const auto written = write_config(begun.run, config); !written) return written.error();
  std::error_code code;
  fs::create_hard_link(packed.file, begun.run / dataset_file, code);
  if (code) fs::copy_file(packed.file, begun.run / dataset_file, code);
  if (code)
    return Error{"The data cannot be kept in '" + begun.run.string() + "' (" + code.message() +
                 "); nothing was trained."};
  return begun;
}

Result<ResumedRun> resume_run(const fs::path& run, std::optional<std::int64_t> steps) {
  const auto config = read_config(run);
  if (!config) return config.error();
  auto hold = hold_run(run);  // before anything is read that the other program may still be writing
  if (!hold) return hold.error();
  MachineWish wish = wish_from_settings(config->settings, config->device);
  wish.dtype = config->dtype;  // as decided when the run began
  const auto machine = machine_from_wish(wish);
  if (!machine) return machine.error();
  auto open = open_run(run, *machine);
  if (!open) return open.error();
  if (steps) open->config.steps = *steps;
  std::error_code code;
  // The last snapshot without DONE: the run ended between the two, and only the end is left to do.
  const bool only_the_end = open->head.step == open->config.steps && !fs::exists(run / "DONE", code);
  if (open->head.step >= open->config.steps && !only_the_end) {
    return Error{"'" + run.string() + "' has done its " + std::to_string(open->head.step) +
                 " steps; --steps with a larger number goes on, nothing was trained."};
  }
  auto data = read_packed(run / dataset_file);
  if (!data) return data.error();
  if (data->record.tree_hash != open->config.record.tree_hash) {
    return Error{"The data in '" + run.string() + "' are not those the run began with; nothing was trained."};
  }
  fs::remove(run / "DONE", code);
  if (const auto written = write_config(run, open->config); !written) return written.error();
  return ResumedRun{std::move(open).value(), std::move(data).value(), *machine, std::move(*hold)};
}

}  // namespace reverie
