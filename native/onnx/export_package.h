// From a trained generator to a package that plays: generator.onnx with its weights table, ports, and a golden pair
// that was computed by LibTorch and checked against ONNX Runtime before anything is called done. Publishing adds the
// rest.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "native/nets/generator.h"
#include "native/onnx/parity.h"
#include "native/onnx/storage_choice.h"

namespace reverie {

struct ExportOrder {
  std::shared_ptr<nets::Generator> generator;  // its batch norms are folded, its weights become those that are stored
  std::vector<std::pair<std::string, std::vector<std::string>>> axes;  // name and labels, as the generator has them
  Scaling scaling = Scaling::smooth;                                   // how the pictures want to be enlarged
  std::optional<WeightType> weight_type;                               // none: the smallest that draws the same
  std::uint64_t seed = 1;                                              // of the golden pair
  std::string title, licence, credit;                                  // of the run; publishing gives the final ones
  std::string training_json = "{}";
};

struct ExportReport {
  StorageTrial storage;          // what was chosen, its PSNR against float32 and the bytes of the graph
  std::size_t weight_count = 0;  // numbers, not tensors
  Difference difference;         // LibTorch against ONNX Runtime on the golden pair
};

// Writes the package into `folder`, manifest last. Fails, leaving no manifest behind that was not there, when a layer
// cannot be written, when the runtimes disagree, or when a file cannot be written.
Result<ExportReport> export_generator(const std::filesystem::path& folder, const ExportOrder& order);

}  // namespace reverie
