#include "shared/studio/narrator.h"

#include <gtest/gtest.h>

namespace reverie {
namespace {

class NarratorTest : public testing::Test {
 protected:
  void open(const char* piece) {
    auto made = Player::create(piece, Clock::live, 640, 480);
    ASSERT_TRUE(made.ok());
    player = std::move(*made);
    for (int i = 0; i < 120; ++i) player->step();
    pass(10);
  }
  // All that was said in so many seconds of sixty frames.
  std::vector<std::string> pass(double seconds, bool paused = false) {
    std::vector<std::string> said;
    for (int i = 0; i < static_cast<int>(seconds * 60); ++i) {
      player->step();
      if (std::string words = narrator.news(1.0 / 60, *player, paused); !words.empty()) said.push_back(words);
    }
    return said;
  }
  Params& params() { return player->stage().params(); }
  std::unique_ptr<Player> player;
  Narrator narrator;
};

TEST_F(NarratorTest, SaysTheSeedOfANewPicture) {
  open("de-stijl");
  ASSERT_TRUE(params().set("seed", std::string("kite")).ok());
  const auto said = pass(3);
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(said[0].find("A new picture: seed kite. A composition of"), 0u) << said[0];
}

TEST_F(NarratorTest, NeverFloodsAndWaitsForTheHand) {
  open("de-stijl");
  std::size_t said = 0;
  for (int i = 0; i < 100; ++i) {  // ten a second for ten seconds
    ASSERT_TRUE(params().set("seed", "seed-" + std::to_string(i)).ok());
    said += pass(0.1).size();
  }
  EXPECT_EQ(said, 0u) << "it spoke while the hand was still at it";
  EXPECT_EQ(pass(2).size(), 1u);
  for (int i = 0; i < 10; ++i) {  // one a second
    ASSERT_TRUE(params().set("seed", "slow-" + std::to_string(i)).ok());
    said += pass(1).size();
  }
  EXPECT_LE(said, 3u);
}

TEST_F(NarratorTest, WhatMovesByItselfIsNoNews) {
  open("sunrise");
  ASSERT_TRUE(params().set("day-plays", true).ok());
  pass(6);
  EXPECT_TRUE(pass(20).empty());
}

TEST_F(NarratorTest, SaysPauseAndTheWayOn) {
  open("sunrise");
  EXPECT_EQ(pass(2, true), std::vector<std::string>{"Paused."});
  EXPECT_EQ(pass(6, false), std::vector<std::string>{"It goes on."});
  EXPECT_NE(spoken_picture(*player, true).find("It is paused."), std::string::npos);
}

TEST_F(NarratorTest, TheSentenceNamesTheSeedOnce) {
  for (const char* piece : {"sunrise", "de-stijl", "constellation", "pong-garden", "latent-walk"}) {
    open(piece);
    ASSERT_TRUE(params().set("seed", std::string("quince")).ok());
    for (int i = 0; i < 10; ++i) player->step();
    const std::string words = spoken_picture(*player, false);
    const std::size_t at = words.find("seed quince");
    EXPECT_NE(at, std::string::npos) << words;
    EXPECT_EQ(words.find("seed quince", at + 1), std::string::npos) << words;
  }
}

}  // namespace
}  // namespace reverie
