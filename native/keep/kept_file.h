// KeptFile: rows in, a file on disk out; seen whole or never.
#pragma once

#include <filesystem>

#include "native/files/files.h"
#include "shared/keep/kept_state.h"
#include "shared/keep/order.h"

namespace reverie {

class KeptFile {
 public:
  // Fails when the file cannot be made or no encoder takes the order (SVG has no rows).
  static Result<std::unique_ptr<KeptFile>> create(const std::filesystem::path& path, const KeepOrder& order);

  Result<void> add_rows(std::span<const std::uint8_t> rows) { return encoder_->add_rows(rows); }
  // Some of the work after the last row; true when the file is there. Dropped before that, nothing is left.
  Result<bool> finish_some();

 private:
  KeptFile() = default;
  std::unique_ptr<FileInProgress> file_;
  std::unique_ptr<Encoder> encoder_;
};

// The state out of a kept file; fails with a sentence that names the file.
Result<KeptState> state_from_path(const std::filesystem::path& path);

}  // namespace reverie
