// reverie check: everything that can be verified about a package without trusting it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "native/runtime/package.h"
#include "shared/model/session.h"

namespace reverie {

struct CheckLine {
  std::string what, finding;  // "golden output" · "max 3.1e-07 (allowed 2.0e-05)"
};

// The lines of a package that is sound, in the order in which they were checked; the first thing that is wrong ends the
// check with its sentence. `lines` then holds what was right until there.
Result<void> check_package(const std::filesystem::path& folder, std::vector<CheckLine>& lines);

struct GoldenDifference {
  double max = 0, mean = 0;
};
// Runs the golden input through a session and compares. Fails when the files do not fit the ports.
Result<GoldenDifference> golden_difference(const Package& package, Session& session);

}  // namespace reverie
