#include "native/train/machine.h"

namespace reverie {
namespace {

// True where bfloat16 products are computed by the processor, not emulated.
bool multiplies_bfloat16(const torch::Device& device) {
  if (device.is_cuda()) return true;
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512bf16");
#else
  return false;
#endif
}

}  // namespace

Result<Machine> machine_from_names(const std::string& device, const std::string& dtype, int threads) {
  if (device != "auto" && device != "cpu" && device != "cuda") {
    return Error{"'" + device + "' is no device; --device takes auto, cpu or cuda. Nothing was trained."};
  }
  const bool has_cuda = torch::cuda::is_available();
  if (device == "cuda" && !has_cuda) {
    return Error{
        "There is no CUDA device this LibTorch can use; --device takes auto or cpu here. Nothing was trained."};
  }
  Machine machine;
  machine.device = device != "cpu" && has_cuda ? torch::Device(torch::kCUDA) : torch::Device(torch::kCPU);
  machine.bfloat16 = dtype == "bfloat16" || (dtype == "auto" && multiplies_bfloat16(machine.device));
  if (threads > 0) torch::set_num_threads(threads);
  return machine;
}

std::string device_name(const Machine& machine) { return machine.device.is_cuda() ? "cuda" : "cpu"; }
std::string dtype_name(const Machine& machine) { return machine.bfloat16 ? "bfloat16" : "float32"; }

}  // namespace reverie
