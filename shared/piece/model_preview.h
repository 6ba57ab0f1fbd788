// ModelPreview: pictures that a model's package brings of itself, to be looked at while its network is on its way. A
// package's file of role `strip` is a PNG of pictures that the network drew from codes of their own, side by side.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "shared/image/image.h"
#include "shared/model/model.h"

namespace reverie {

// A strip is a stranger's file like any other: what is larger is not read.
inline constexpr std::uint64_t max_strip_bytes = 1 << 18;
inline constexpr int max_strip_width = 8192, max_strip_height = 256;  // pixels
inline constexpr int max_strip_pictures = 64;

struct ModelPreview {
  std::shared_ptr<const Model> model;
  std::vector<std::shared_ptr<const Image>> pictures;  // at least one, all of one size
};

// Cuts a strip into its pictures. Each is as the model's image port has it, or smaller by a whole number. Fails where
// the model draws no pictures, and on a strip that holds no whole number of them.
Result<ModelPreview> preview_from_strip(std::shared_ptr<const Model> model, const Image& strip);

}  // namespace reverie
