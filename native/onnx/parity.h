// The guard of the exporter: the same numbers in LibTorch and in ONNX Runtime.
#pragma once

#include <torch/torch.h>

#include <vector>

#include "native/onnx/graph_writer.h"

namespace reverie {

struct Difference {
  double max = 0, mean = 0;
};
inline constexpr Difference parity_tolerance{2e-5, 1e-6};

// Largest and mean absolute difference; shapes must be equal.
Difference difference_between(const torch::Tensor& a, const torch::Tensor& b);
bool within(const Difference& found, const Difference& allowed);

// Runs an exported graph with ONNX Runtime. inputs: (name, float32 tensor whose first dimension is the batch);
// `output_shape` is what its output "out" must have.
Result<torch::Tensor> run_exported(const OnnxFile& file,
                                   const std::vector<std::pair<std::string, torch::Tensor>>& inputs,
                                   torch::IntArrayRef output_shape, const std::string& output = "out");

}  // namespace reverie
