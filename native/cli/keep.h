// What `reverie render` writes: a piece as a file that remembers how it was made.
#pragma once

#include <filesystem>
#include <memory>

#include "native/cli/preview.h"
#include "shared/keep/looking.h"
#include "shared/keep/order.h"
#include "shared/piece/player.h"

namespace reverie::cli {

struct KeepWish {
  std::filesystem::path out;
  KeepFormat format = KeepFormat::png;
  double density = 1;
  bool quiet = false;  // no bar
  Looking::NeighboursOfSlot neighbours = {};
};

// A network that answers nothing for two minutes is taken for stuck.
Result<void> step_until_settled(Player& player);

// The picture of this moment, as PNG of any size or as SVG.
Result<void> keep_still(Player& player, const KeepWish& wish);
// The piece's loop, from its start, as GIF or WebM. Fails when it has none.
Result<void> keep_loop(std::unique_ptr<Player> player, const KeepWish& wish);
// So many seconds of it as it plays, loop or not, under a hand that is written down.
Result<void> keep_film(std::unique_ptr<Player> player, const KeepWish& wish, const Preview& preview);

// Ctrl-C ends the work with a sentence and leaves nothing half-written; asked by the two above.
void listen_for_interrupt();

}  // namespace reverie::cli
