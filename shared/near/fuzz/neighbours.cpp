// The file of neighbours: whatever is taken is written as the same bytes, and any picture can be held against it.
#include "shared/near/neighbours.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto neighbours = reverie::neighbours_from_bytes({data, size});
  if (!neighbours) return 0;
  const auto again = reverie::bytes_from_neighbours(*neighbours);
  if (again.size() != size || !std::equal(again.begin(), again.end(), data)) __builtin_trap();
  const auto nearness = reverie::nearness_of(*neighbours, {});
  if (nearness.nearest >= neighbours->count() || !(nearness.share >= 0 && nearness.share <= 1)) __builtin_trap();
  static_cast<void>(reverie::sentence_from(nearness, *neighbours));
  return 0;
}
