// reverie watch, declared apart so that a new verb compiles few files anew.
#pragma once

#include "native/cli/verb.h"

namespace reverie::cli {

void declare_watch(CLI::App& verb, int& code);

}  // namespace reverie::cli
