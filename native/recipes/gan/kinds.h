// The three ways in which recipe gan trains.
#pragma once

#include <memory>

#include "native/train/recipe.h"

namespace reverie::recipes {

// A discriminator that learns from the pictures alone. For layered sprites and for thousands of pictures.
std::unique_ptr<Recipe> make_own_gan();
// A discriminator that looks through a fixed, trained network, and a memory of the pictures. For small sets.
std::unique_ptr<Recipe> make_projected_gan();
// A memory alone, which nothing judges. For few pictures.
std::unique_ptr<Recipe> make_remembering_gan();

}  // namespace reverie::recipes
