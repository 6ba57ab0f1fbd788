// What every piece does with time: it rests when it should, and a loop closes.
#include <algorithm>

#include "tests/contract/every_piece.h"

namespace reverie {
namespace {

class EveryPieceInTime : public EveryPiece {};

TEST_P(EveryPieceInTime, KeepsStillForThoseWhoAskedForRest) {
  auto player = open(96, 64, true, Clock::live);
  player->stage().set_reduced_motion(true);
  for (int i = 0; i < 300; ++i) step(*player);
  EXPECT_TRUE(player->piece().resting(player->stage()));
  const std::vector<std::uint8_t> still = pixels_now(*player);
  step(*player, 60);
  EXPECT_EQ(pixels_now(*player), still);
}

// After a hand too: what it set going comes to rest within ten seconds once it is let go.
TEST_P(EveryPieceInTime, ComesToRestAgainAfterPlay) {
  auto player = open(96, 64, true, Clock::live);
  player->stage().set_reduced_motion(true);
  const auto released = [&] {
    for (const ParamSpec& spec : player->stage().params().specs()) {
      if (spec.kind == ParamKind::toggle) player->stage().params().reset(spec.name);
    }
  };
  play(*player, 17);
  released();
  for (int i = 0; i < 600 && !player->piece().resting(player->stage()); ++i) step(*player);
  EXPECT_TRUE(player->piece().resting(player->stage()));
}

TEST_P(EveryPieceInTime, ChangesNothingWhileItSaysThatItRests) {
  for (const bool with_models : {false, true}) {
    auto player = open(96, 64, with_models, Clock::live);
    for (int i = 0; i < 300 && !player->piece().resting(player->stage()); ++i) step(*player);
    if (!player->piece().resting(player->stage())) continue;  // it never does, by design
    const std::vector<std::uint8_t> still = pixels_now(*player);
    step(*player, 30);
    EXPECT_EQ(pixels_now(*player), still);
  }
}

// Frame 0 is frame N, and the next one too: the loop goes on and not only meets itself.
TEST_P(EveryPieceInTime, ClosesItsLoopExactly) {
  for (const std::uint64_t seed : {0U, 3U, 8U}) {
    auto player = open(64, 48);
    if (seed > 0) player->stage().params().surprise(seed);
    step(*player);
    const std::int64_t ticks = player->piece().loop_ticks(player->stage());
    ASSERT_GE(ticks, 0);
    ASSERT_LE(ticks, 10 * 60 * ticks_per_second) << "longer than anyone keeps";
    if (ticks == 0) continue;  // no period now
    const std::vector<std::uint8_t> first = pixels_now(*player);
    step(*player);
    const std::vector<std::uint8_t> second = pixels_now(*player);
    step(*player, ticks - 1);
    EXPECT_EQ(pixels_now(*player), first) << "after " << ticks << " ticks, seed " << seed;
    step(*player);
    EXPECT_EQ(pixels_now(*player), second) << "after " << ticks + 1 << " ticks, seed " << seed;
    EXPECT_EQ(player->piece().loop_ticks(player->stage()), ticks);
  }
}

INSTANTIATE_TEST_SUITE_P(Registry, EveryPieceInTime, testing::ValuesIn(piece_ids()), test_name);

}  // namespace
}  // namespace reverie
