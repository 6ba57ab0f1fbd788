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

MachineWish wish_from_settings(const Settings& settings, const std::string& device) {
  return {device, settings.text("dtype"), static_cast<int>(settings.integer("threads")), settings.text("layout")};
}

Result<Machine> machine_from_wish(const MachineWish& wish) {
  const auto& [device, dtype, threads, layout] = wish;
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
  machine.channels_last = layout == "channels-last";
  if (threads > 0) torch::set_num_threads(threads);
  return machine;
}

torch::Tensor laid_out(const torch::Tensor& pictures, const Machine& machine) {
  const auto order = machine.channels_last ? torch::MemoryFormat::ChannelsLast : torch::MemoryFormat::Contiguous;
  return pictures.dim() == 4 ? pictures.contiguous(order) : pictures;
}

void lay_out(const NamedState& state, const Machine& machine) {
  if (!machine.channels_last) return;
  torch::NoGradGuard no_grad;
  for (const auto& [name, tensor] : state) torch::Tensor(tensor).set_data(laid_out(tensor, machine));
}

std::string machine_text(const Machine& machine) {
  std::string text = "libtorch " TORCH_VERSION ", ";
  if (machine.device.is_cuda()) {
    text += "cuda";
  } else {
    text += at::get_cpu_capability();
#if defined(__x86_64__)
    if (__builtin_cpu_supports("amx-bf16")) text += ", amx";
#endif
    const int threads = torch::get_num_threads();
    text += ", " + std::to_string(threads) + (threads == 1 ? " thread" : " threads");
  }
  return text + ", " + dtype_name(machine) + (machine.channels_last ? ", channels-last" : "");
}

std::string device_name(const Machine& machine) { return machine.device.is_cuda() ? "cuda" : "cpu"; }
std::string dtype_name(const Machine& machine) { return machine.bfloat16 ? "bfloat16" : "float32"; }

}  // namespace reverie
