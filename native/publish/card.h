// CARD.md: what a person should know of a model before they show it to others.
#pragma once

#include <string>

#include "shared/model/model.h"

namespace reverie {

// Everything comes from the manifest; `limits` says what the model cannot do ("" gives the general sentence),
// `nearness` how near its pictures lie to those it learned from ("": nothing is known).
std::string card_from_model(const Model& model, const std::string& limits, const std::string& nearness = "");

}  // namespace reverie
