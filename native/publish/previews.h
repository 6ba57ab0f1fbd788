// The pictures that stand beside a model: drawn by the very package that is published, through the session that plays
// it.
#pragma once

#include <vector>

#include "shared/image/image.h"
#include "shared/latent/latent.h"
#include "shared/model/model.h"
#include "shared/model/session.h"

namespace reverie {

// What the image port gives for each code, as (1,C,H,W), every label left to the code. A model whose batch is fixed to
// one row is asked one by one. It needs one latent input and an image.
Result<std::vector<Tensor>> raw_pictures(const Model& model, Session& session, const std::vector<Latent>& codes);

// Pictures from codes 0…count-1 of `seed`, every label left to the code. The model needs one latent input and an image.
Result<std::vector<Image>> draw_samples(const Model& model, Session& session, std::uint64_t seed, int count);

// Equal pictures in rows of `columns`, each pixel `zoom` wide, without gaps; unfilled places are white.
Result<Image> grid_of(const std::vector<Image>& pictures, int columns, int zoom);

// Pictures of at most `side` pixels a side: larger ones become means of whole squares of their pixels.
std::vector<Image> fitted(std::vector<Image> pictures, int side);

// The tiles of `side` pixels in rows [first_row, first_row + rows) of a grid that the trainer drew.
std::vector<Image> tiles_of(const Image& grid, int side, int first_row, int rows);

// Two pictures of one height beside each other on paper, a gap between them.
Result<Image> beside(const Image& left, const Image& right, int gap);

}  // namespace reverie
