// Clips as masks of coverage.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "shared/canvas/raster_coverage.h"

namespace reverie {

// 0 outside its box.
class ClipMask {
 public:
  int first_row = 0, end_row = 0, first_column = 0, end_column = 0;
  std::vector<std::uint8_t> cover;

  // Multiplies the coverage of `count` pixels from column x of row y on by the mask's.
  void narrow(int y, int x, int count, std::uint8_t* covers) const;
  const std::uint8_t* row(int y) const {
    return cover.data() + static_cast<std::size_t>(y - first_row) * static_cast<std::size_t>(end_column - first_column);
  }
  std::uint8_t* row(int y) { return const_cast<std::uint8_t*>(std::as_const(*this).row(y)); }
};

// The masks of one list under one base transform, each made when it is first asked for.
class ClipCache {
 public:
  // `device` takes canvas points to device pixels. `coverage` is shared with the replay, which never uses it meanwhile.
  ClipCache(const DisplayList& list, const Matrix& device, Coverage& coverage)
      : list_(list), device_(device), coverage_(coverage) {}

  // `number` as in DisplayList::clip(), ≥ 1.
  std::shared_ptr<const ClipMask> mask(std::uint32_t number);

 private:
  std::shared_ptr<const ClipMask> make(std::uint32_t number, const ClipMask* parent);

  const DisplayList& list_;
  Matrix device_;
  Coverage& coverage_;
  std::unordered_map<std::uint32_t, std::shared_ptr<const ClipMask>> masks_;
  std::size_t bytes_ = 0;
};

}  // namespace reverie
