// reverie play: the studio in a desktop window.
#include "native/cli/verb.h"
#include "native/runtime/package.h"

namespace reverie::cli {

void declare_play(CLI::App& verb, int& code) {
  verb.callback([&code] {
    code = complain("This build of reverie has no window; build the preset native with the module window.");
  });
}

}  // namespace reverie::cli
