#include "shared/piece/history.h"

#include <gtest/gtest.h>

#include <utility>

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
  History wide;
  wide.start(moment_of(*player_));
  ASSERT_TRUE(params().set("truncation", 0.05).ok());
  wide.note(moment_of(*player_), false);
  const std::size_t step = wide.bytes();  // what one costs; pointers are smaller in the page
  ASSERT_GT(step, 0u);
  History small(3 * step + step / 2);
  small.start(moment_of(*player_));
  for (int i = 1; i <= 9; ++i) {
    ASSERT_TRUE(params().set("truncation", 0.1 * i).ok());
    small.note(moment_of(*player_), false);
  }
  int steps = 0;
  while (small.undo()) ++steps;
  EXPECT_EQ(steps, 3);
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

// A document as a piece with much in it holds it: each is the one below and a little more.
class Grown final : public Document::Content {
 public:
  static constexpr char kind = 0;
  Grown(std::shared_ptr<const Grown> below, int* written)
      : Content(&kind), below_(std::move(below)), depth_(below_ ? below_->depth_ + 1 : 1), written_(written) {}
  ~Grown() override {
    while (below_ && below_.use_count() == 1) below_ = std::exchange(below_->below_, nullptr);
  }
  std::string json() const override { return ++*written_, "{\"depth\":" + std::to_string(depth_) + "}"; }
  std::size_t bytes() const override { return 1000; }
  int depth() const { return depth_; }

 private:
  mutable std::shared_ptr<const Grown> below_;
  int depth_;
  int* written_;
};

class GrowingMoments : public testing::Test {
 protected:
  GrowingMoments() { moment_.params = std::make_shared<const Moment::Params>(); }
  Moment next() {
    newest_ = std::make_shared<const Grown>(std::move(newest_), &written_);
    moment_.document = Document(1, newest_);
    return moment_;
  }
  static int depth(const Moment& moment) {
    const Grown* content = moment.document.content<Grown>();
    return content == nullptr ? 0 : content->depth();
  }
  std::shared_ptr<const Grown> newest_;
  Moment moment_;
  int written_ = 0;
};

TEST_F(GrowingMoments, TenThousandStepsGoBackAndForth) {
  History history;
  history.start(moment_);
  for (int i = 0; i < 10'000; ++i) history.note(next(), false);
  EXPECT_EQ(history.steps(), 10'000u);
  EXPECT_LT(history.bytes(), 12u << 20);
  for (int i = 9'999; i >= 0; --i) {
    const auto moment = history.undo();
    ASSERT_TRUE(moment.has_value());
    ASSERT_EQ(depth(*moment), i);
    history.note(*moment, false);  // as a host does each frame
  }
  EXPECT_FALSE(history.undo().has_value());
  for (int i = 1; i <= 10'000; ++i) ASSERT_EQ(depth(*history.redo()), i);
  EXPECT_FALSE(history.redo().has_value());
  EXPECT_EQ(written_, 0) << "undo never writes a document out";
}

TEST_F(GrowingMoments, OnlyMemoryBoundsThem) {
  History history(100'000);
  history.start(moment_);
  for (int i = 0; i < 1'000; ++i) {
    history.note(next(), false);
    ASSERT_LE(history.bytes(), 100'000u);
  }
  const std::size_t kept = history.steps();
  EXPECT_GT(kept, 60u);
  EXPECT_LE(kept, 100u);
  std::size_t undone = 0;
  int oldest = 0;
  while (const auto moment = history.undo()) {
    oldest = depth(*moment);
    ++undone;
    ASSERT_LE(history.bytes(), 100'000u);
  }
  EXPECT_EQ(undone, kept);
  EXPECT_EQ(oldest, 1'000 - static_cast<int>(kept)) << "the oldest are forgotten first";
  history.note(moment_, false);  // what undo restored, whatever it is
  history.note(next(), false);
  EXPECT_FALSE(history.can_redo());
  EXPECT_LE(history.bytes(), 3'000u) << "what cannot be redone any more is let go";
}

TEST_F(HistoryOfAPlayer, AskingEachFrameCopiesNothing) {
  set_truncation(0.1);
  const std::size_t bytes = history_.bytes();
  for (int i = 0; i < 10'000; ++i) history_.note(*player_, false);
  EXPECT_EQ(history_.steps(), 1u);
  EXPECT_EQ(history_.bytes(), bytes);
  ASSERT_TRUE(params().set("truncation", 0.3).ok());
  history_.note(*player_, true);
  ASSERT_TRUE(params().set("truncation", 0.4).ok());
  history_.note(*player_, false);
  EXPECT_EQ(history_.steps(), 2u) << "held until the second call: one step";
}

TEST_F(HistoryOfAPlayer, TheChoiceOfAModelIsAStepAndItsArrivalIsNone) {
  player_->choose_model("generator", "faces");
  history_.adopt(moment_of(*player_));
  EXPECT_FALSE(history_.can_undo());
  player_->choose_model("generator", "digits");
  history_.note(*player_, false);
  ASSERT_TRUE(history_.can_undo());
  ASSERT_TRUE(player_->fill_slot("generator", test::loaded(test::small_model())).ok());  // brings label.hat
  history_.adopt(moment_of(*player_));
  note();
  EXPECT_EQ(history_.steps(), 1u);
  ASSERT_TRUE(params().set("label.hat", std::string("cap")).ok());
  note();
  EXPECT_TRUE(undo());
  EXPECT_TRUE(undo());
  EXPECT_EQ(player_->model_choices().at("generator"), "faces");
  EXPECT_TRUE(redo());
  EXPECT_TRUE(redo());
  EXPECT_EQ(player_->model_choices().at("generator"), "digits");
  EXPECT_EQ(params().text("label.hat"), "cap");
}

TEST(History, ParamsOfAModelOnItsWayAreRestoredWhenItComes) {
  auto player = Player::create("latent-walk", Clock::offline, 64, 64).value();
  Moment moment = moment_of(*player);
  auto values = std::make_shared<Moment::Params>(*moment.params);
  values->emplace_back("label.hat", std::string("crown"));
  moment.params = values;
  restore(*player, moment);
  ASSERT_TRUE(player->fill_slot("generator", test::loaded(test::small_model())).ok());
  EXPECT_EQ(player->stage().params().text("label.hat"), "crown");
}

}  // namespace
}  // namespace reverie
