#include "shared/piece/history.h"

#include <gtest/gtest.h>

#include "shared/piece/test/support.h"

namespace reverie {
namespace {

class HistoryOfAPlayer : public testing::Test {
 protected:
  void SetUp() override {
    player_ = Player::create("latent-walk", Clock::offline, 64, 64).value();
    history_.start(moment_of(*player_));
  }
  void set_truncation(double value, bool held = false) {
    ASSERT_TRUE(params().set("truncation", value).ok());
    note(held);
  }
  void note(bool held = false) { history_.note(moment_of(*player_), held); }
  bool undo() { return back(history_.undo()); }
  bool redo() { return back(history_.redo()); }
  Params& params() { return player_->stage().params(); }
  double truncation() { return params().number("truncation"); }

  std::unique_ptr<Player> player_;
  History history_;

 private:
  bool back(const std::optional<Moment>& moment) {
    if (moment) restore(*player_, *moment);
    note();  // as a host does each frame
    return moment.has_value();
  }
};

TEST_F(HistoryOfAPlayer, UndoesAndRedoesStepByStep) {
  const double initial = truncation();
  set_truncation(0.1);
  set_truncation(0.2);
  EXPECT_TRUE(undo());
  EXPECT_EQ(truncation(), 0.1);
  EXPECT_TRUE(undo());
  EXPECT_EQ(truncation(), initial);
  EXPECT_FALSE(undo());
  EXPECT_TRUE(redo());
  EXPECT_TRUE(redo());
  EXPECT_EQ(truncation(), 0.2);
  EXPECT_FALSE(redo());
}

TEST_F(HistoryOfAPlayer, ADragIsOneStep) {
  const double initial = truncation();
  for (int i = 1; i <= 50; ++i) set_truncation(0.01 * i, true);
  note(false);
  set_truncation(0.9);
  undo();
  EXPECT_EQ(truncation(), 0.5);
  undo();
  EXPECT_EQ(truncation(), initial);
  EXPECT_FALSE(history_.can_undo());
}

TEST_F(HistoryOfAPlayer, TwoDragsAreTwoSteps) {
  set_truncation(0.1, true);
  set_truncation(0.2, true);
  note(false);
  set_truncation(0.3, true);
  note(false);
  undo();
  EXPECT_EQ(truncation(), 0.2);
}

TEST_F(HistoryOfAPlayer, AChangeAfterUndoForgetsTheFuture) {
  set_truncation(0.1);
  undo();
  EXPECT_TRUE(history_.can_redo());
  set_truncation(0.3);
  EXPECT_FALSE(history_.can_redo());
}

TEST_F(HistoryOfAPlayer, AWalkIsNoStepAndDoesNotLoseTheFuture) {
  set_truncation(0.1);
  undo();
  params().drift("pad", Vec2{1, 1});
  note();
  EXPECT_FALSE(history_.can_undo());
  EXPECT_TRUE(redo());
  EXPECT_EQ(truncation(), 0.1);
}

TEST_F(HistoryOfAPlayer, KeepsOnlySoMuch) {
  // Room for three or four moments of this piece, however they are counted.
  History small(3'500);
  small.start(moment_of(*player_));
  for (int i = 1; i <= 9; ++i) {
    ASSERT_TRUE(params().set("truncation", 0.1 * i).ok());
    small.note(moment_of(*player_), false);
  }
  int steps = 0;
  while (small.undo()) ++steps;
  EXPECT_GE(steps, 2);
  EXPECT_LT(steps, 9);
  History narrow(1);  // not even one fits
  narrow.start(moment_of(*player_));
  ASSERT_TRUE(params().set("truncation", 0.05).ok());
  narrow.note(moment_of(*player_), false);
  EXPECT_FALSE(narrow.can_undo());
}

TEST(History, DocumentsAreSteps) {
  auto player = Player::create("de-stijl", Clock::offline, 200, 100).value();
  History history;
  history.start(moment_of(*player));
  player->pointer({PointerPhase::down, {100, 50}, {}, 1, 0});
  player->pointer({PointerPhase::up, {100, 50}, {}, 0, 0});
  history.note(moment_of(*player), false);
  const Document made = player->piece().document();
  EXPECT_NE(made, Document{});
  restore(*player, *history.undo());
  EXPECT_EQ(player->piece().document(), Document{});
  restore(*player, *history.redo());
  EXPECT_EQ(player->piece().document(), made);
}

}  // namespace
}  // namespace reverie
