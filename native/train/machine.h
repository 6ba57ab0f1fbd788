// Which device and precision a run gets.
#pragma once

#include <string>

#include "native/train/recipe.h"

namespace reverie {

// device: auto (a CUDA GPU where there is one), cpu, cuda; dtype: auto, float32, bfloat16. Fails with a sentence when
// the machine lacks what was asked for. `threads` 0 takes all cores.
Result<Machine> machine_from_names(const std::string& device, const std::string& dtype, int threads);

// What was decided, for config.json: "cpu" | "cuda", "float32" | "bfloat16".
std::string device_name(const Machine& machine);
std::string dtype_name(const Machine& machine);

}  // namespace reverie
