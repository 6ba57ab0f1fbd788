// What a person tells a model to draw: one choice for each of its label axes, and the weights that follow it softly.
#pragma once

#include <string>
#include <vector>

#include "shared/model/model.h"
#include "shared/piece/params.h"

namespace reverie::pieces {

// "label.glasses"
std::string label_param(const Port& port);

// A choice of the port's labels, first of all "free", which leaves the axis to the code.
ParamSpec label_spec(const Port& port);

// Moves the weights of every class port by at most `most` towards what the params choose; true when all are there.
// An axis without a param counts as free.
bool glide_weights(std::vector<std::vector<float>>& weights, const Model& model, const Params& params, float most);

}  // namespace reverie::pieces
