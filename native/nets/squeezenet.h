// SqueezeNet v1.0 (Iandola et al. 2016, arXiv:1602.07360) as a fixed measure of pictures. Its weights are read from a
// folder with manifest.json and one file of float32 numbers; they are never published.
#pragma once

#include <torch/torch.h>

#include <filesystem>
#include <string>
#include <vector>

#include "shared/base/result.h"

namespace reverie::nets {

// x (N,3,S,S) float32 sRGB in [-1,1], S ≥ 32 → the activations after conv1, fire3, fire4 and, as far as `last_fire`
// (4 to 9) reaches, fire6 and fire8 or fire9. Nothing here learns: all weights are buffers.
class SqueezeNetImpl : public torch::nn::Module {
 public:
  explicit SqueezeNetImpl(int last_fire);
  std::vector<torch::Tensor> forward(torch::Tensor x);

  // Fills the buffers and gives the sha256 of the weights' file. Fails with a sentence and changes nothing when the
  // manifest is not that of this network or the file has another length than it says.
  Result<std::string> load(const std::filesystem::path& folder);

 private:
  struct Layer {
    std::string name;  // as in the manifest: "fire2/expand3x3"
    int stride, padding;
    torch::Tensor weight, bias;
  };
  void add_layer(const std::string& name, int in, int out, int kernel, int stride, int padding);
  torch::Tensor apply(const Layer& layer, const torch::Tensor& x) const;
  torch::Tensor fire(int number, const torch::Tensor& x) const;

  int last_fire_;
  std::vector<Layer> layers_;  // conv1, then squeeze, expand1x1 and expand3x3 of fire2, fire3, …
};
TORCH_MODULE(SqueezeNet);

}  // namespace reverie::nets
