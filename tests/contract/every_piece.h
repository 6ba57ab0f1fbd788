// EveryPiece: the piece under test with stand-ins for its models, for all tests of the contract.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "shared/canvas/raster.h"
#include "shared/model/stub_session.h"
#include "shared/piece/player.h"

namespace reverie {

// A model with one port of each kind that the slot asks for, and a label axis beside them.
LoadedModel model_for(const SlotSpec& slot);

class EveryPiece : public testing::TestWithParam<std::string> {
 protected:
  static std::unique_ptr<Player> open(float width = 96, float height = 64, bool with_models = true,
                                      Clock clock = Clock::offline);

  // One tick, offline settled.
  static void step(Player& player);
  static void step(Player& player, std::int64_t ticks);

  // Of the frame after the next tick, and of the frame as it is.
  static std::vector<std::uint8_t> pixels(Player& player);
  static std::vector<std::uint8_t> pixels_now(Player& player);

  // Draws and expects a whole picture and no complaint. `what` stands in the message.
  static void expect_drawn(Player& player, const std::string& what);

  // Clicks, drags, strokes of every named key: whatever a restless hand does.
  static void play(Player& player, std::uint64_t seed);
};

std::vector<std::string> piece_ids();
std::string test_name(const testing::TestParamInfo<std::string>& info);

}  // namespace reverie
