// reverie train: from a folder of pictures to a run's folder, and back into it with --resume.
#include <filesystem>
#include <iostream>
#include <optional>

#include "native/cli/train_verb.h"
#include "native/recipes/registry.h"
#include "native/train/forecast.h"
#include "native/train/loop.h"
#include "native/train/pack.h"
#include "native/train/plan.h"
#include "native/train/verify.h"

namespace reverie::cli {
namespace fs = std::filesystem;
namespace {

struct Arguments {
  std::string recipe, data, out = "runs", config, device = "auto", resume, verify, from;
  std::optional<std::int64_t> steps;
  std::optional<std::uint64_t> seed;
  std::vector<std::string> sets;
  bool dry_run = false;
};

int end_with(const Result<Ending>& ending, const fs::path& run) {
  if (!ending) return complain(ending.error().message);
  if (*ending == Ending::interrupted) {
    std::printf("Stopped and saved; reverie train --resume %s goes on.\n", run.c_str());
  } else {
    std::printf("reverie publish %s --id my-model --title '…' --licence CC0-1.0 --author '…' makes it a model.\n",
                run.c_str());
  }
  std::printf("%s\n", run.c_str());
  return done;
}

int start(const Arguments& arguments) {
  TrainOrder order{arguments.recipe, arguments.data, arguments.config, arguments.device,
                   arguments.from,   arguments.sets, arguments.steps,  arguments.seed};
  auto plan = plan_from_order(order);
  if (!plan) return complain(plan.error().message, misused);
  auto dataset = packed_dataset(*plan, arguments.out);
  if (!dataset) return complain(dataset.error().message);
  if (!arguments.verify.empty()) {
    const auto verified = verify_first_losses(*plan, *dataset, arguments.verify);
    if (!verified) return complain(verified.error().message);
    if (!verified->agrees) return complain(verified->sentence);
    std::printf("%s\n", verified->sentence.c_str());
    return done;
  }
  const auto expected = forecast(*plan, *dataset);
  if (!expected) return complain(expected.error().message);
  std::printf("Training %s on %s: %s\n", plan->config.recipe.c_str(), dataset->data.record.name.c_str(),
              expected->text.c_str());
  if (!expected->hint.empty()) std::printf("%s\n", expected->hint.c_str());
  if (arguments.dry_run) return done;
  auto begun = begin_run(*plan, *dataset, arguments.out);
  if (!begun) return complain(begun.error().message);
  if (!begun->taken.empty()) std::printf("%s\n", begun->taken.c_str());
  std::fflush(stdout);
  return end_with(train(begun->run, plan->config, *begun->recipe, dataset->data, plan->machine, 0), begun->run);
}

int go_on(const Arguments& arguments) {
  const fs::path run = fs::path(arguments.resume).lexically_normal();
  auto resumed = resume_run(run, arguments.steps);
  if (!resumed) return complain(resumed.error().message);
  std::printf("%sGoing on after step %lld of %lld.\n", resumed->open.notes.c_str(),
              static_cast<long long>(resumed->open.head.step), static_cast<long long>(resumed->open.config.steps));
  std::fflush(stdout);
  return end_with(
      train(run, resumed->open.config, *resumed->open.recipe, resumed->data, resumed->machine, resumed->open.head.step),
      run);
}

int run_verb(const Arguments& arguments) {
  if (!arguments.resume.empty()) {
    const bool alone = arguments.recipe.empty() && arguments.data.empty() && arguments.config.empty() &&
                       arguments.sets.empty() && arguments.verify.empty() && arguments.from.empty() && !arguments.seed;
    if (alone) return go_on(arguments);
    return complain(
        "--resume goes on with what config.json of the run says, and takes only --steps beside it; "
        "nothing was trained.",
        misused);
  }
  if (arguments.recipe.empty() || arguments.data.empty()) {
    return complain(
        "reverie train needs a recipe and --data, or --resume RUN; reverie train --help shows both. "
        "Nothing was trained.",
        misused);
  }
  return start(arguments);
}

}  // namespace

void declare_train(CLI::App& verb, int& code) {
  auto a = std::make_shared<Arguments>();
  verb.add_option("recipe", a->recipe, "The recipe, for example gan; reverie recipes lists them");
  verb.add_option("--data", a->data,
                  "A folder of PNG and JPEG pictures; a folder of layers 1-name, 2-name, … to be stacked; a packed "
                  "dataset; or procedural:de-stijl")
      ->type_name("PATH");
  verb.add_option("--out", a->out, "Where the run's folder is made (default: runs)")->type_name("DIR");
  verb.add_option("--steps", a->steps, "Steps in all (default: 20000, or what --config says)")
      ->check(CLI::Range(1, 1 << 30));
  verb.add_option("--seed", a->seed, "Equal seeds give equal runs (default: 1)");
  verb.add_option("--device", a->device, "auto, cpu or cuda");
  verb.add_option("--config", a->config, "A file with [settings] and [run], such as a recipe's faces.toml")
      ->type_name("FILE");
  verb.add_option("--set", a->sets, "key=value; reverie recipes --json lists the keys")->type_name("KEY=VALUE");
  verb.add_option("--resume", a->resume, "Go on with a run that was stopped")->type_name("RUN");
  verb.add_option("--from", a->from,
                  "Start from the weights of another run; with a few hundred pictures this decides success")
      ->type_name("RUN");
  verb.add_flag("--dry-run", a->dry_run, "Say what was found and how long it would take, and stop there");
  verb.add_option("--verify", a->verify,
                  "Train the first 50 steps again and compare with first-losses.csv of a run; nothing is kept")
      ->type_name("CSV");
  verb.footer("Ctrl-C saves and stops. The last line printed is the run's folder.");
  verb.callback([a, &code] { code = run_verb(*a); });
}

}  // namespace reverie::cli
