// What every verb of the program `reverie-train` shares.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "native/cli/verb.h"

namespace reverie::cli {

struct TrainVerb {
  const char* name;
  const char* summary;
  DeclareVerb declare;
};

void declare_train(CLI::App& verb, int& code);
void declare_export(CLI::App& verb, int& code);

}  // namespace reverie::cli
