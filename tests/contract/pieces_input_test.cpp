// What every piece bears: hands, keys, and events that a careless host might send.
#include <cmath>

#include "tests/contract/every_piece.h"

namespace reverie {
namespace {

class EveryPieceBears : public EveryPiece {};

TEST_P(EveryPieceBears, PlayAndDrawsTheSameForTheSameHand) {
  auto a = open(), b = open();
  for (Player* player : {a.get(), b.get()}) {
    player->stage().params().surprise(11);
    play(*player, 5);
  }
  EXPECT_EQ(pixels(*a), pixels(*b));
}

// Ten fingers at once, ups without downs, downs twice, places far outside, pressure and tilt at their ends.
TEST_P(EveryPieceBears, AStormOfPointers) {
  for (const Clock clock : {Clock::offline, Clock::live}) {
    for (const float side : {1.0F, 200.0F}) {
      auto player = open(side, side, true, clock);
      Random random(29);
      const PointerPhase phases[] = {PointerPhase::down, PointerPhase::move, PointerPhase::up, PointerPhase::hover};
      const PointerKind kinds[] = {PointerKind::mouse, PointerKind::pen, PointerKind::touch};
      const double reaches[] = {0, 1, 200, 1e6, 1e12};
      for (int i = 0; i < 600; ++i) {
        const double reach = reaches[random.below(5)];
        const auto tilt = static_cast<float>(random.uniform(-90, 90));
        player->pointer({phases[random.below(4)],
                         {random.uniform(-reach, reach), random.uniform(-reach, reach)},
                         {random.uniform(-reach, reach), random.uniform(-reach, reach)},
                         static_cast<float>(random.below(2)),
                         static_cast<int>(random.below(10)),
                         kinds[random.below(3)],
                         tilt,
                         -tilt});
        if (i % 16 == 0) step(*player);
      }
      step(*player);
      expect_drawn(*player, "after the storm");
    }
  }
}

// Every key of a keyboard, held, repeated and let go in no order, with and without a finger down.
TEST_P(EveryPieceBears, AStormOfKeys) {
  auto player = open();
  std::vector<std::string> keys = {"ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Enter", "Backspace",
                                   "Delete",    "Escape",     "Tab",     "Home",      "End",   "Shift",
                                   "F1",        "Dead",       "é",       "夜",        "",      "no such key"};
  for (char c = ' '; c <= '~'; ++c) keys.emplace_back(1, c);
  Random random(31);
  for (int i = 0; i < 1200; ++i) {
    const std::string& key = keys[random.below(keys.size())];
    if (random.below(3) == 0) {
      player->key_released({key});
    } else {
      player->key({key, random.below(2) == 0, random.below(4) == 0});
    }
    if (i % 100 == 0) player->pointer({PointerPhase::down, {20, 20}, {}, 0.5F, 0});
    if (i % 100 == 50) player->pointer({PointerPhase::up, {30, 20}, {}, 0, 0});
    if (i % 16 == 0) step(*player);
  }
  step(*player);
  expect_drawn(*player, "after the storm");
}

TEST_P(EveryPieceBears, KeysThatItDoesNotKnow) {
  auto player = open();
  for (const char* key : {"", "no such key", "F5", "夜"}) EXPECT_FALSE(player->key({key})) << key;
}

// Wherever the hand went, no number left the range that was declared for it.
TEST_P(EveryPieceBears, AHandThatLeavesTheCanvasAndKeepsItsParamsInside) {
  auto player = open();
  player->pointer({PointerPhase::down, {48, 32}, {}, 0.5F, 0});
  for (const Vec2 at : {Vec2{-1e7, 3}, Vec2{1e7, 1e7}, Vec2{5, -1e9}}) {
    player->pointer({PointerPhase::move, at, at, 0.5F, 0});
    step(*player);
  }
  for (const ParamSpec& spec : player->stage().params().specs()) {
    const ParamValue value = player->stage().params().value(spec.name);
    if (const auto* number = std::get_if<double>(&value)) {
      EXPECT_TRUE(std::isfinite(*number) && *number >= spec.min && *number <= spec.max) << spec.name;
    } else if (const auto* pad = std::get_if<Vec2>(&value)) {
      EXPECT_TRUE(pad->x >= spec.min && pad->x <= spec.max && pad->y >= spec.min && pad->y <= spec.max) << spec.name;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Registry, EveryPieceBears, testing::ValuesIn(piece_ids()), test_name);

}  // namespace
}  // namespace reverie
