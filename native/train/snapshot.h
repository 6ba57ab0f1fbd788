// Snapshots: all that a resumed run needs, in one file that is either whole or not there. Little-endian:
//   "REVSNAP1" · u32 bytes of the record · u32 zero · record (JSON: step, config_hash, tensors [{name, dtype, shape}])
//   · the tensors in that order · sha256 of everything before (32 bytes)
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "native/files/files.h"
#include "native/train/recipe.h"

namespace reverie {

struct SnapshotHead {
  std::int64_t step = 0;    // steps done
  std::string config_hash;  // of what may not change between a run and its continuation
};

Bytes bytes_from_state(const SnapshotHead& head, const NamedState& state);
// What such bytes hold, whatever network it is of. Fails on a wrong checksum and on a record that does not fit them.
struct Snapshot {
  SnapshotHead head;
  NamedState state;  // on the CPU
};
Result<Snapshot> read_snapshot(std::span<const std::uint8_t> bytes, const std::string& name);
// Copies into `state`, only when names, dtypes, shapes and the checksum all agree; otherwise nothing is touched.
Result<SnapshotHead> restore_state(std::span<const std::uint8_t> bytes, const std::string& name, NamedState& state);

// <run>/snapshots/snapshot-NNNNNNNN.snap; the newest two are kept.
Result<void> write_snapshot(const std::filesystem::path& run, const SnapshotHead& head, const NamedState& state);
std::vector<std::filesystem::path> snapshot_files(const std::filesystem::path& run);  // newest first
// From the newest snapshot that is whole; a broken one is passed over with a line in `notes`.
Result<SnapshotHead> restore_newest(const std::filesystem::path& run, NamedState& state, std::string& notes);

}  // namespace reverie
