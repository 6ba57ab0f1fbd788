#include "shared/canvas/raster_clip.h"

#include <algorithm>

namespace reverie {

namespace {

constexpr std::size_t max_cached_bytes = 64 << 20;

// Only the box that is covered at all is kept: small clips are many.
void fit_box(ClipMask& mask, Coverage& coverage) {
  mask.first_row = coverage.end_row();
  mask.end_row = coverage.first_row();
  bool any = false;
  for (int y = coverage.first_row(); y < coverage.end_row(); ++y) {
    for (const Run& run : coverage.row(y)) {
      mask.first_row = std::min(mask.first_row, y);
      mask.end_row = std::max(mask.end_row, y + 1);
      mask.first_column = any ? std::min(mask.first_column, run.x) : run.x;
      mask.end_column = any ? std::max(mask.end_column, run.x + run.length) : run.x + run.length;
      any = true;
    }
  }
  if (!any) mask.end_row = mask.first_row;
}

}  // namespace

std::shared_ptr<const ClipMask> ClipCache::mask(std::uint32_t number) {
  std::vector<std::uint32_t> missing;
  std::shared_ptr<const ClipMask> found;
  for (std::uint32_t next = number; next != 0; next = list_.clip(next).parent) {
    const auto known = masks_.find(next);
    if (known != masks_.end()) {
      found = known->second;
      break;
    }
    missing.push_back(next);
  }
  for (; !missing.empty(); missing.pop_back()) {
    found = make(missing.back(), found.get());
    if (bytes_ > max_cached_bytes) {
      masks_.clear();
      bytes_ = 0;
    }
    masks_[missing.back()] = found;
    bytes_ += found->cover.size() + sizeof(ClipMask);
  }
  return found;
}

std::shared_ptr<const ClipMask> ClipCache::make(std::uint32_t number, const ClipMask* parent) {
  const Outline outline = outline_of_path(list_.clip(number).path, device_);
  auto mask = std::make_shared<ClipMask>();
  coverage_.begin(outline);
  fit_box(*mask, coverage_);
  mask->cover.resize(static_cast<std::size_t>(mask->end_row - mask->first_row) *
                     static_cast<std::size_t>(mask->end_column - mask->first_column));
  coverage_.begin(outline);
  for (int y = mask->first_row; y < mask->end_row; ++y) {
    for (const Run& run : coverage_.row(y)) {
      std::uint8_t* out = mask->row(y) + (run.x - mask->first_column);
      std::copy_n(run.cover, run.length, out);
      if (parent != nullptr) parent->narrow(y, run.x, run.length, out);
    }
  }
  return mask;
}

void ClipMask::narrow(int y, int x, int count, std::uint8_t* covers) const {
  for (int i = 0; i < count; ++i) {
    const int column = x + i;
    const bool inside = y >= first_row && y < end_row && column >= first_column && column < end_column;
    const std::uint32_t part = inside ? row(y)[column - first_column] : 0;
    covers[i] = static_cast<std::uint8_t>((covers[i] * part + 127) / 255);
  }
}

}  // namespace reverie
