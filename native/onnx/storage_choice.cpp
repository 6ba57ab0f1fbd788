#include "native/onnx/storage_choice.h"

#include "native/onnx/stored_weight.h"

namespace reverie {
namespace {

torch::Tensor bytes_of(const torch::Tensor& pictures) {
  return ((pictures.to(torch::kFloat64).clamp(-1, 1) + 1) * 127.5).round();
}

// The values of a network, kept so that a trial can be taken back.
class Kept {
 public:
  explicit Kept(const torch::nn::Module& net) {
    for (const torch::Tensor& tensor : net.parameters()) values_.emplace_back(tensor, tensor.detach().clone());
    for (const torch::Tensor& tensor : net.buffers()) values_.emplace_back(tensor, tensor.detach().clone());
  }
  void put_back() {
    const torch::NoGradGuard no_grad;
    for (auto& [tensor, value] : values_) tensor.copy_(value);
  }

 private:
  std::vector<std::pair<torch::Tensor, torch::Tensor>> values_;
};

}  // namespace

double mean_psnr(const torch::Tensor& pictures, const torch::Tensor& reference) {
  const torch::Tensor error = (bytes_of(pictures) - bytes_of(reference)).square().flatten(1).mean(1);  // (N)
  const torch::Tensor decibel = 10 * torch::log10(255.0 * 255.0 / error);  // infinite where nothing differs
  return decibel.clamp_max(equal_decibel).mean().item<double>();
}

Result<StoredGraph> graph_in_storage(nets::Generator& net, std::optional<WeightType> wanted,
                                     const std::function<Result<OnnxFile>(WeightType)>& write,
                                     const std::function<torch::Tensor()>& draw) {
  std::vector<WeightType> types{WeightType::int8, WeightType::float16, WeightType::float32};
  if (wanted) types = {*wanted};
  Kept kept(net);
  const torch::Tensor reference = draw();
  for (const WeightType type : types) {
    auto file = write(type);
    // What half precision cannot hold, full precision may.
    if (!file && type != types.back()) continue;
    if (!file) return file.error();
    if (auto taken = take_stored(net, *file); !taken) return taken.error();
    const StorageTrial trial{type, mean_psnr(draw(), reference), file->bytes.size()};
    if (type == types.back() || trial.decibel >= least_decibel) return StoredGraph{std::move(*file), trial};
    kept.put_back();
  }
  return Error{"There is no storage to try; nothing was exported."};  // not reached: the last is always taken
}

}  // namespace reverie
