// What recipe gan does by the calendar and by the toss of a coin.
#pragma once

#include "native/train/adam.h"
#include "native/train/recipe.h"

namespace reverie::recipes {

// 1 until `decay-from` of the run is done, then down in a straight line to 2 %.
double rate_scale(const Settings& settings, const StepContext& at);

// (rows, max(axes,1)) of 0 and 1: the first rows of a batch are given all labels, then come rows that are given some,
// then rows that are given none.
torch::Tensor given_labels(const Settings& settings, const StepContext& at, int64_t rows, int64_t axes);

// How much of the averaged weights is kept in this step. Young weights are forgotten sooner, so that a short run is no
// average over its own noise.
double kept_average(const Settings& settings, const StepContext& at, int64_t rows);

// The class tables of a generator learn faster than the rest.
Adam generator_optimiser(const Settings& settings, nets::Generator& net);
// The gradient penalty is a step of its own every r1-every steps; the correction keeps Adam's time scale (Karras et al.
// 2020, arXiv:1912.04958).
Adam discriminator_optimiser(const Settings& settings, const std::vector<torch::Tensor>& parameters);

}  // namespace reverie::recipes
