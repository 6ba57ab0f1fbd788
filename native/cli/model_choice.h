// Which model plays in which slot, from what a person typed.
#pragma once

#include <string>
#include <vector>

#include "shared/keep/looking.h"
#include "shared/piece/player.h"

namespace reverie::cli {

// Fills the slots of `player`: choices are "slot=id", "slot=folder", or without "slot=" where the piece has one slot;
// what is left empty gets the model its link names, else the first in `models` (a folder; "" is the default one) that
// fits. Fails when a choice is wrong or a slot that needs a model stays empty. Gives what the packages tell of their
// training pictures.
Result<Looking::NeighboursOfSlot> fill_slots(Player& player, const std::vector<std::string>& choices,
                                             const std::string& models);

}  // namespace reverie::cli
