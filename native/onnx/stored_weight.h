// How weights are stored in a graph, and what a reader finds there. Whatever the storage, every computation is in
// float32: a Cast or a DequantizeLinear behind the stored numbers is folded when the graph is loaded.
#pragma once

#include <torch/torch.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "native/files/files.h"
#include "native/onnx/weight_type.h"
#include "shared/model/model.h"

namespace reverie {

struct StoredWeight {
  std::string dtype;      // as the weights table spells it
  torch::Tensor numbers;  // contiguous, on the CPU
  torch::Tensor scales;   // int8: (shape[axis]) float32; else undefined
};

// float16: every number rounded. int8: one factor for each index of dimension `axis` (that of output channels), the
// largest magnitude becoming 127, zero staying zero; a vector, or a weight whose factors would outweigh what they save,
// is float16 then.
StoredWeight stored_weight(const torch::Tensor& tensor, WeightType type, std::int64_t axis);

// The float32 values of a table entry in the graph's bytes, as every runtime reads them. Fails when the entry leaves
// the file.
Result<torch::Tensor> values_from_entry(std::span<const std::uint8_t> file, const WeightEntry& entry);

struct OnnxFile;

// Gives each parameter and float buffer of `module` the value that `file` holds under `path` + its name, so that
// LibTorch computes with what was stored. Fails when one of them is not in the table: then the file is not this module.
Result<void> take_stored(torch::nn::Module& module, const OnnxFile& file, const std::string& path = "");

}  // namespace reverie
