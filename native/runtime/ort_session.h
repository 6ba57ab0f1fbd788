// The Session on ONNX Runtime: one worker thread, one queue, calls never overlap.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "shared/model/model.h"
#include "shared/model/session.h"
#include "shared/piece/stage.h"

namespace reverie {

struct OrtOptions {
  int threads = 1;  // 1…2 inside one operator; these nets are too small to gain from more
};

// Looks at the graph (check_graph), compiles it and starts the worker. Blocks for the compilation (some 20 ms for small
// nets). Fails when the graph may not be played, when its ports are not those of the manifest, or when the runtime
// refuses it; the runtime sees nothing before the first two are settled.
Result<std::shared_ptr<Session>> ort_session_from_bytes(std::shared_ptr<const Model> model,
                                                        std::span<const std::uint8_t> graph,
                                                        const OrtOptions& options = {});

// Reads the package in `folder`, hashes the file of `role` before the runtime sees a byte of it, and makes a session.
Result<LoadedModel> load_package(const std::filesystem::path& folder, std::string_view role = "generator",
                                 const OrtOptions& options = {});

// Submits once and waits: for previews, golden checks and tests. Not for anything that draws frames.
Result<NamedTensors> run_and_wait(Session& session, NamedTensors inputs);

}  // namespace reverie
