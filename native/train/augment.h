// Augmentation that gradients pass through (DiffAugment, Zhao et al. 2020, arXiv:2006.10738): a discriminator that sees
// drawn and real pictures only through it cannot learn a small dataset by heart.
#pragma once

#include "native/train/recipe.h"

namespace reverie {

struct Augmentation {
  torch::Tensor brightness, saturation, contrast;  // (N,1,1,1): added; factors of the distance to grey and to the mean
  std::vector<std::int64_t> across, down;          // N each, in pixels
};

// Depends on (seed, step) only. Brightness −0.2 … 0.2 of the range 2, saturation 0.6 … 1.4, contrast 0.75 … 1.25, moved
// by up to an eighth of the side.
Augmentation augmentation_at(std::uint64_t seed, std::int64_t step, std::int64_t rows, std::int64_t side);

// x (N,3,S,S) → the same shape; edges are repeated where a picture was moved away.
torch::Tensor augmented(const torch::Tensor& x, const Augmentation& how);

}  // namespace reverie
