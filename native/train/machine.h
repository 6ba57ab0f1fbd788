// Which device and precision a run gets.
#pragma once

#include <string>

#include "native/train/recipe.h"

namespace reverie {

// device: auto (a CUDA GPU where there is one), cpu, cuda; dtype: auto, float32, bfloat16; threads 0 takes all cores;
// layout: plain, channels-last. Fails with a sentence when the machine lacks what was asked for.
struct MachineWish {
  std::string device, dtype;
  int threads = 0;
  std::string layout = "plain";
};
Result<Machine> machine_from_wish(const MachineWish& wish);
// dtype, threads and layout are settings of every recipe.
MachineWish wish_from_settings(const Settings& settings, const std::string& device);

// Puts pictures and everything of their shape (N,C,H,W) into the memory order of the machine. The tensors keep their
// names, shapes and numbers; whoever holds them sees the change.
void lay_out(const NamedState& state, const Machine& machine);
torch::Tensor laid_out(const torch::Tensor& pictures, const Machine& machine);

// What decides the bits of a loss beside the configuration: "libtorch 2.6.0, AVX512, amx, bfloat16, 1 thread".
std::string machine_text(const Machine& machine);

// What was decided, for config.json: "cpu" | "cuda", "float32" | "bfloat16".
std::string device_name(const Machine& machine);
std::string dtype_name(const Machine& machine);

}  // namespace reverie
