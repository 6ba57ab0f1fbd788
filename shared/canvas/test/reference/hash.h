// What a reference picture is known by where its PNG cannot be read.
#pragma once

#include <cstdint>

#include "shared/image/image.h"

namespace reverie::reference {

inline constexpr double fine_density = 1.75;  // of the second hash

inline std::uint64_t hash_of(const Image& image) {  // FNV-1a
  std::uint64_t hash = 14695981039346656037ull;
  for (const std::uint8_t byte : image.rgba()) hash = (hash ^ byte) * 1099511628211ull;
  return hash;
}

}  // namespace reverie::reference
