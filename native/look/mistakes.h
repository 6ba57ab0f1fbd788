// Where a network goes wrong, shown: of many pictures from chance the least like anything it learned from, and those
// most like one of it.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "native/runtime/package.h"
#include "shared/image/image.h"
#include "shared/model/session.h"

namespace reverie {

inline constexpr std::uint64_t mistakes_seed = 0;
inline constexpr int mistakes_drawn = 256;  // fewer where a network is slow
inline constexpr int mistakes_shown = 8;

struct Mistakes {
  int drawn = 0;
  bool layered = false;
  std::size_t rows = 0;                  // training pictures that it was held against
  double of = 0;                         // all there are
  std::array<int, 5> words{};            // how many of the drawn for each NearWord
  std::vector<Image> farthest, nearest;  // farthest first; nearest first
};

// Nothing where the package has no neighbours. `multiply_adds` are those of one picture: about 2·10¹¹ are spent.
Result<std::optional<Mistakes>> mistakes_of(const Package& package, Session& session, std::int64_t multiply_adds);

}  // namespace reverie
