// reverie train: from a folder of pictures to a run's folder, and back into it with --resume.
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <iostream>
#include <optional>

#include "native/cli/train_verb.h"
#include "native/recipes/registry.h"
#include "native/train/forecast.h"
#include "native/train/loop.h"
#include "native/train/pack.h"
#include "native/train/plan.h"
#include "native/train/verify.h"
#include "native/watch/watch.h"

namespace reverie::cli {
namespace fs = std::filesystem;
namespace {

struct Arguments {
  std::string recipe, data, out = "runs", config, device = "auto", resume, verify, from;
  std::optional<std::int64_t> steps;
  std::optional<std::uint64_t> seed;
  std::vector<std::string> sets;
  std::optional<bool> page;
  std::optional<std::uint16_t> port;
  bool dry_run = false;
};

// The page of a run, where a person sits before the terminal or one was asked for. Without it a run is no worse.
std::unique_ptr<RunWatch> page_of(const Arguments& arguments, const fs::path& run) {
  if (!arguments.page.value_or(arguments.port.has_value() || ::isatty(STDOUT_FILENO) == 1)) return nullptr;
  auto page = RunWatch::start(run, arguments.port);
  if (!page) {
    complain("There is no page: " + page.error().message + " The training goes on without it.");
    return nullptr;
  }
  std::printf("Watch it grow at %s on this computer only.\n", (*page)->address().c_str());
  std::fflush(stdout);
  return std::move(page).value();
}

int end_with(const Result<Ending>& ending, const fs::path& run) {
  if (!ending) return complain(ending.error().message);
  if (*ending == Ending::interrupted) {
    std::printf("Stopped and saved; %s goes on.\n", resume_command(run).c_str());
  } else {
    std::printf("%s makes it a model.\n", publish_command(run).c_str());
  }
  std::printf("%s\n", run.c_str());
  return done;
}

// Trains beside the page, which sees the end before it ends.
int train_and_show(const Arguments& arguments, const fs::path& run, const std::function<Result<Ending>()>& training) {
  const auto page = page_of(arguments, run);
  const int code = end_with(training(), run);
  std::fflush(stdout);
  if (page) page->let_pages_see_the_end(std::chrono::seconds(4));
  return code;
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
  // For whoever looks at the run later; the page tells it too.
  static_cast<void>(write_file_whole(begun->run / "plan.txt", expected->text + "\n"));
  return train_and_show(arguments, begun->run, [&] {
    return train(begun->run, plan->config, *begun->recipe, dataset->data, plan->machine, 0);
  });
}

int go_on(const Arguments& arguments) {
  const fs::path run = fs::path(arguments.resume).lexically_normal();
  auto resumed = resume_run(run, arguments.steps);
  if (!resumed) return complain(resumed.error().message);
  std::printf("%sGoing on after step %lld of %lld.\n", resumed->open.notes.c_str(),
              static_cast<long long>(resumed->open.head.step), static_cast<long long>(resumed->open.config.steps));
  std::fflush(stdout);
  return train_and_show(arguments, run, [&] {
    return train(run, resumed->open.config, *resumed->open.recipe, resumed->data, resumed->machine,
                 resumed->open.head.step, std::move(resumed->hold));
  });
}

int run_verb(const Arguments& arguments) {
  if (!arguments.resume.empty()) {
    const bool alone = arguments.recipe.empty() && arguments.data.empty() && arguments.config.empty() &&
                       arguments.sets.empty() && arguments.verify.empty() && arguments.from.empty() && !arguments.seed;
    if (alone) return go_on(arguments);
    return complain(
        "--resume goes on with what config.json of the run says, and takes only --steps, --page and --port beside it; "
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
  verb.add_option("--steps", a->steps,
                  "Steps in all (default: what --config says, 20000 without one, fewer with few pictures)")
      ->check(CLI::Range(1, 1 << 30));
  verb.add_option("--seed", a->seed, "Equal seeds give equal runs (default: 1)");
  verb.add_option("--device", a->device, "auto, cpu or cuda");
  verb.add_option("--config", a->config, "A file with [settings] and [run], such as a recipe's faces.toml")
      ->type_name("FILE");
  verb.add_option("--set", a->sets, "key=value; reverie recipes --json lists the keys")->type_name("KEY=VALUE");
  verb.add_option("--resume", a->resume, "Go on with a run that was stopped")->type_name("RUN");
  verb.add_option("--from", a->from, "Start from the weights of another run on pictures of a similar kind")
      ->type_name("RUN");
  verb.add_flag("--page,!--no-page", a->page,
                "A live page of the run at 127.0.0.1, for this computer only (default: where there is a terminal)");
  verb.add_option("--port", a->port, "The page's port (default: 8020, or any free one where that is taken)")
      ->check(CLI::Range(0, 65535));
  verb.add_flag("--dry-run", a->dry_run, "Say what was found and how long it would take, and stop there");
  verb.add_option("--verify", a->verify,
                  "Train the first 50 steps again and compare with first-losses.csv of a run; nothing is kept")
      ->type_name("CSV");
  verb.footer("Ctrl-C saves and stops. The last line printed is the run's folder.");
  verb.callback([a, &code] { code = run_verb(*a); });
}

}  // namespace reverie::cli
