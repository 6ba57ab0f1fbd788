// What a person tells a model to draw: one choice for each of its label axes, and the weights that follow it softly.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/model/model.h"
#include "shared/piece/params.h"

namespace reverie::pieces {

// "label.glasses"
std::string label_param(const Port& port);
// "glasses" of "label.glasses"; empty for every other param.
std::string_view axis_of_param(std::string_view name);

// A choice of the port's labels, first of all "free", which leaves the axis to the code.
ParamSpec label_spec(const Port& port);

// Moves the weights of every class port by at most `most` towards what the params choose; true when all are there.
// An axis without a param counts as free.
bool glide_weights(std::vector<std::vector<float>>& weights, const Model& model, const Params& params, float most);

// What glide_weights ends with for these choices, axis → label.
std::vector<std::vector<float>> weights_of(const Model& model, const std::map<std::string, std::string>& labels);

}  // namespace reverie::pieces
