// The packed dataset file, all that the trainer needs on a bare machine. Little-endian:
//   8 bytes   "REVDATA1"
//   u32       bytes of the record
//   u32       zero
//   record    JSON: {"kind":"pictures"|"layers","size":32,"count":n,"axes":[{"name","labels":[…]}],
//                    "name","source","licence","credits","tree_hash","report"?}
//   pixels    u8, count × size × size × (3 | 4 for layers)
//   labels    i32, count × axes (pictures) or none (layers)
// The length of the file must be exactly that; it is checked before anything is allocated.
#pragma once

#include <filesystem>
#include <span>

#include "native/data/dataset.h"
#include "native/files/files.h"

namespace reverie {

Bytes bytes_from_dataset(const Dataset& dataset);
Result<Dataset> dataset_from_bytes(std::span<const std::uint8_t> bytes, const std::string& name);

Result<void> write_packed(const std::filesystem::path& path, const Dataset& dataset);
// Everything but pixels and labels, quickly: what was found, its names and counts. The rest of the file is not looked
// at.
Result<Dataset> read_packed_record(const std::filesystem::path& path);
Result<Dataset> read_packed(const std::filesystem::path& path);

}  // namespace reverie
