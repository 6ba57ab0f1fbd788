// What latent-walk says about itself, for those who cannot see it.
#pragma once

#include <string>
#include <vector>

#include "shared/model/model.h"
#include "shared/piece/params.h"

namespace reverie::pieces {

// "seven"; figures from thirteen on.
std::string number_word(std::size_t number);

// Of the pictures that a package brings, before its network has drawn.
std::string sentence_while_waiting(const Model& model);
std::string line_while_waiting();
std::string sentence_in_vain(const Model& model);  // what it was asked brought nothing

// One sentence. `labels`: the names of the params that the model brought.
std::string sentence_of(const Model& model, const Params& params, const std::vector<std::string>& labels,
                        std::size_t pictures, std::size_t keyframes, bool on_loop);

}  // namespace reverie::pieces
