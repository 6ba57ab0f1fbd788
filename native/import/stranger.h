// A file that somebody calls an ONNX model: what it really is, and its graph once it has passed the pre-check. Inside
// this module only.
#pragma once

#include <onnx/onnx_pb.h>

#include <filesystem>

#include "native/files/files.h"
#include "shared/model/graph_check.h"

namespace reverie {

struct Stranger {
  std::string name;  // of the file, for sentences
  std::string sha256;
  std::uint64_t bytes = 0;
  GraphSummary summary;
  onnx::ModelProto model;
};

// What a file that is no ONNX model is, judged by its first bytes: "a web page"; "" when nothing else is recognised.
std::string other_kind(std::span<const std::uint8_t> bytes);

// Reads, recognises, checks (shared/model/graph_check.h), parses; libonnx never opens another file for it.
Result<Stranger> stranger_from_file(const std::filesystem::path& file, const GraphSizes& sizes);

}  // namespace reverie
