// The other program: verbs that need weights live in reverie-train, so that this one never links LibTorch.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "shared/base/result.h"

namespace reverie {

// Beside this program, or in the preset `train` of the same checkout. Fails with the sentence that tells how to build
// it.
Result<std::filesystem::path> trainer_program();

// Becomes the trainer; returns only on failure.
Error exec_trainer(const std::vector<std::string>& arguments);

// Runs the trainer, its output going to ours, and waits. Fails unless it ends with 0.
Result<void> run_trainer(const std::vector<std::string>& arguments);

}  // namespace reverie
