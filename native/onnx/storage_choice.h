// Which storage a package gets: the smallest whose pictures a person cannot tell from those of the full weights.
#pragma once

#include <torch/torch.h>

#include <functional>
#include <optional>
#include <vector>

#include "native/nets/generator.h"
#include "native/onnx/graph_writer.h"

namespace reverie {

inline constexpr double least_decibel = 35;           // mean PSNR of 8-bit pictures against float32
inline constexpr double equal_decibel = 99;           // stands for pictures without a difference
inline constexpr std::int64_t storage_pictures = 64;  // seeds that the mean is taken over

struct StorageTrial {
  WeightType type = WeightType::float32;
  double decibel = equal_decibel;
  std::size_t bytes = 0;  // of the graph
};

struct StoredGraph {
  OnnxFile file;
  StorageTrial chosen;
};

// Mean over the rows of 10·log10(255²/MSE), both sides rounded to 8 bits: (N,3,H,W) sRGB in [-1,1]. Equal pictures
// count as equal_decibel.
double mean_psnr(const torch::Tensor& pictures, const torch::Tensor& reference);

// Writes `net` in the type wanted, or, where none is, as int8, float16 or float32: the first of them that keeps
// least_decibel. `write` makes the graph of the net as it stands; `draw` gives storage_pictures pictures by it.
// Afterwards the net holds what is stored. Fails when `write` does.
Result<StoredGraph> graph_in_storage(nets::Generator& net, std::optional<WeightType> wanted,
                                     const std::function<Result<OnnxFile>(WeightType)>& write,
                                     const std::function<torch::Tensor()>& draw);

}  // namespace reverie
