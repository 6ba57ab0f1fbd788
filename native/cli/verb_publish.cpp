// reverie publish and reverie check.
#include "native/cli/verb.h"

namespace reverie::cli {

void declare_publish(CLI::App& verb, int& code) {
  verb.callback([&code] { code = complain("reverie publish is being written."); });
}

void declare_check(CLI::App& verb, int& code) {
  verb.callback([&code] { code = complain("reverie check is being written."); });
}

}  // namespace reverie::cli
