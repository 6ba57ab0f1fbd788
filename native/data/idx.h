// IDX, MNIST's format, out of bytes from anywhere: plain or gzipped.
#pragma once

#include <span>

#include "native/files/files.h"

namespace reverie {

inline constexpr std::uint32_t max_idx_side = 1024;
inline constexpr std::uint64_t max_idx_bytes = std::uint64_t{4} << 30;

struct IdxPictures {
  std::uint32_t count = 0, rows = 0, columns = 0;
  Bytes pixels;  // count × rows × columns, 0 black … 255 white
};

// Whether the first bytes of a file are those of pictures or labels.
bool begins_as_idx(std::span<const std::uint8_t> bytes);

// `name` stands in the sentence of a failure. The length must be exactly what the head announces.
Result<IdxPictures> idx_pictures_from_bytes(std::span<const std::uint8_t> bytes, const std::string& name);
Result<Bytes> idx_labels_from_bytes(std::span<const std::uint8_t> bytes, const std::string& name);

}  // namespace reverie
