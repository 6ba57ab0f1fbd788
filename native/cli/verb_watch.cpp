// reverie watch: a page about one run, during it and after it.
#include <optional>

#include "native/cli/end_signals.h"
#include "native/cli/verb_watch.h"
#include "native/watch/watch.h"

namespace reverie::cli {
namespace {

int watch(const std::string& run, std::optional<std::uint16_t> port) {
  const EndSignals ends;
  const auto page = RunWatch::start(run, port);
  if (!page) return complain(page.error().message);
  std::printf("%s is at %s on this computer only (Ctrl-C ends the page, not the run)\n", run.c_str(),
              (*page)->address().c_str());
  std::fflush(stdout);
  ends.wait();
  return done;
}

}  // namespace

void declare_watch(CLI::App& verb, int& code) {
  auto run = std::make_shared<std::string>();
  auto port = std::make_shared<std::optional<std::uint16_t>>();
  verb.add_option("run", *run, "The run's folder, as reverie train prints it")->required()->type_name("RUN");
  verb.add_option("--port", *port, "0 takes any free one (default: 8020, or any free one where that is taken)")
      ->check(CLI::Range(0, 65535));
  verb.footer("Example: reverie watch runs/00000-my-pictures-gan");
  verb.callback([run, port, &code] { code = watch(*run, *port); });
}

}  // namespace reverie::cli
