// Keyframes: what is kept, by mouse, finger and key; the loop that passes through them; the way through links.
// Longer than 300 lines because every way to a keyframe has its case here.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "shared/canvas/raster.h"
#include "shared/canvas/text_layout.h"
#include "shared/piece/history.h"
#include "shared/piece/test/support.h"
#include "shared/pieces/latent-walk/keyframes.h"
#include "shared/pieces/latent-walk/strip.h"

namespace reverie::pieces {
namespace {

using test::loaded;
using test::small_model;
using test::step;

std::unique_ptr<Player> open(Clock clock = Clock::offline) {
  auto player = Player::create("latent-walk", clock, 400, 400).value();
  EXPECT_TRUE(player->fill_slot("generator", loaded(small_model())).ok());
  step(*player);
  return player;
}

void set(Player& player, const char* name, ParamValue value) {
  ASSERT_TRUE(player.stage().params().set(name, std::move(value)).ok()) << name;
}

// Three kept places, by keys: kite 0,0 · kite 1,0 with a cap · harbour 1,0, not so daring.
std::unique_ptr<Player> with_three(Clock clock = Clock::offline) {
  auto player = open(clock);
  player->key({"Enter"});
  set(*player, "pad", Vec2{1, 0});
  set(*player, "label.hat", std::string("cap"));
  player->key({"Enter"});
  set(*player, "seed", std::string("harbour"));
  set(*player, "label.hat", std::string("free"));
  set(*player, "truncation", 0.7);
  player->key({"Enter"});
  return player;
}

std::string kept(const Player& player) { return player.piece().document().json(); }

std::vector<std::uint8_t> picture(Player& player) {
  for (const Command& command : player.draw().commands) {
    if (const auto* image = std::get_if<ImageCommand>(&command)) return image->image->rgba();
  }
  return {};
}

void click(Player& player, const Place& place, PointerKind kind = PointerKind::mouse) {
  const Vec2 at{place.x + place.width / 2.0, place.y + place.height / 2.0};
  player.pointer({PointerPhase::down, at, {}, 0.5F, 0, kind});
  player.pointer({PointerPhase::up, at, {}, 0, 0, kind});
}

void drag(Player& player, const Place& from, Vec2 to) {
  const Vec2 at{from.x + from.width / 2.0, from.y + from.height / 2.0};
  player.pointer({PointerPhase::down, at, {}, 0.5F, 0});
  player.pointer({PointerPhase::move, {(at.x + to.x) / 2, (at.y + to.y) / 2}, {}, 0.5F, 0});
  player.pointer({PointerPhase::move, to, {}, 0.5F, 0});
  player.pointer({PointerPhase::up, to, {}, 0, 0});
}

constexpr const char* three =
    R"({"keys":[["kite",0.0,0.0],["kite",1.0,0.0,1.0,{"hat":"cap"}],["harbour",1.0,0.0,0.7]]})";

TEST(Keyframes, AreKeptByKeysAndKeepEverythingThatMadeThePicture) {
  auto player = with_three();
  EXPECT_EQ(kept(*player), three);
  player->key({"Enter"});  // the same again is a slip
  player->key({"Enter", false, true});
  EXPECT_EQ(kept(*player), three);
}

TEST(Keyframes, AreNoMoreThanTheStripHolds) {
  auto player = open();
  for (int i = 0; i < 20; ++i) {
    set(*player, "pad", Vec2{0.1 * i, 0});
    player->key({"Enter"});
  }
  EXPECT_EQ(keyframes_from_document(player->piece().document())->size(), max_keyframes);
  EXPECT_TRUE(text_from_link_state(player->link_state()).ok());
}

TEST(Keyframes, AreVisitedReorderedAndRemovedByKeys) {
  auto player = with_three();
  player->key({"PageDown"});  // round to the first
  EXPECT_EQ(player->stage().params().text("seed"), "kite");
  EXPECT_EQ(player->stage().params().pad("pad"), (Vec2{0, 0}));
  EXPECT_EQ(player->stage().params().number("truncation"), 1);
  player->key({"PageDown"});
  EXPECT_EQ(player->stage().params().text("label.hat"), "cap");
  player->key({"PageUp", true});
  EXPECT_EQ(kept(*player), R"({"keys":[["kite",1.0,0.0,1.0,{"hat":"cap"}],["kite",0.0,0.0],["harbour",1.0,0.0,0.7]]})");
  EXPECT_TRUE(player->key({"Delete"}));
  EXPECT_EQ(kept(*player), R"({"keys":[["kite",0.0,0.0],["harbour",1.0,0.0,0.7]]})");
  EXPECT_FALSE(player->key({"Delete"}));  // one stands at none now
  player->key({"PageUp"});
  EXPECT_TRUE(player->key({"Backspace"}));
  player->key({"PageUp"});
  EXPECT_TRUE(player->key({"Backspace"}));
  EXPECT_EQ(player->piece().document(), Document{});
  EXPECT_FALSE(player->key({"PageUp"}));
}

TEST(Keyframes, AreKeptVisitedReorderedAndTornOutByHand) {
  for (const PointerKind kind : {PointerKind::mouse, PointerKind::touch}) {
    auto player = open();
    click(*player, StripLayout(400, 400, 0).add(), kind);
    set(*player, "pad", Vec2{1, 0});
    click(*player, StripLayout(400, 400, 1).add(), kind);
    set(*player, "pad", Vec2{2, 0});
    click(*player, StripLayout(400, 400, 2).add(), kind);
    const StripLayout strip(400, 400, 3);
    EXPECT_EQ(kept(*player), R"({"keys":[["kite",0.0,0.0],["kite",1.0,0.0],["kite",2.0,0.0]]})");
    click(*player, strip.key(0), kind);
    EXPECT_EQ(player->stage().params().pad("pad"), (Vec2{0, 0}));
    drag(*player, strip.key(2), {strip.key(0).x + 1.0, strip.key(0).y + 5.0});
    EXPECT_EQ(kept(*player), R"({"keys":[["kite",2.0,0.0],["kite",0.0,0.0],["kite",1.0,0.0]]})");
    EXPECT_EQ(player->stage().params().pad("pad"), (Vec2{0, 0}));  // the hand moved a print, not the place
    drag(*player, strip.key(2), {200, 100});
    EXPECT_EQ(kept(*player), R"({"keys":[["kite",2.0,0.0],["kite",0.0,0.0]]})");
    click(*player, StripLayout(400, 400, 2).remove(1), kind);
    EXPECT_EQ(kept(*player), R"({"keys":[["kite",2.0,0.0]]})");
  }
}

TEST(Keyframes, AreStepsOfUndo) {
  auto player = open();
  History history;
  history.start(moment_of(*player));
  player->key({"Enter"});
  history.note(*player, false);
  set(*player, "pad", Vec2{1, 0});
  history.note(*player, false);
  player->key({"Enter"});
  history.note(*player, false);
  restore(*player, *history.undo());
  EXPECT_EQ(kept(*player), R"({"keys":[["kite",0.0,0.0]]})");
  restore(*player, *history.undo());
  restore(*player, *history.undo());
  EXPECT_EQ(player->piece().document(), Document{});
  for (int i = 0; i < 3; ++i) restore(*player, *history.redo());
  EXPECT_EQ(kept(*player), R"({"keys":[["kite",0.0,0.0],["kite",1.0,0.0]]})");
}

TEST(Keyframes, ComeBackFromALinkAndOtherTextsAreRefused) {
  auto player = with_three();
  const auto text = text_from_link_state(player->link_state());
  ASSERT_TRUE(text.ok());
  auto other = open();
  other->apply(*link_state_from_text(*text));
  EXPECT_EQ(kept(*other), three);
  for (const char* foreign :
       {R"({"keys":[]})", R"({"keys":3})", R"({"keys":[["kite",0]]})", R"({"keys":[["kite",0,9]]})",
        R"({"keys":[["kite",0,0,2]]})", R"({"keys":[["kite",0,0,1,[]]]})", R"({"keys":[["kite",0,0,1,{"hat":3}]]})",
        R"({"keys":[[3,0,0]]})", R"({"keys":[["kite",null,0]]})", R"({"keys":[["kite",0,0,1,{},0]]})"}) {
    EXPECT_FALSE(other->piece().set_document(other->stage(), Document(1, foreign)).ok()) << foreign;
  }
  std::string many;
  for (std::size_t i = 0; i <= max_keyframes; ++i) many += (i ? "," : "") + std::string(R"(["kite",0,0])");
  EXPECT_FALSE(other->piece().set_document(other->stage(), Document(1, R"({"keys":[)" + many + "]}")).ok());
  EXPECT_EQ(kept(*other), three);
}

TEST(Keyframes, OfAnotherModelLeaveUnknownAxesFree) {
  auto player = open();
  const Document foreign(1, R"({"keys":[["kite",1.0,0.0,1.0,{"hat":"sombrero","moon":"full"}]]})");
  ASSERT_TRUE(player->piece().set_document(player->stage(), foreign).ok());
  player->key({"PageUp"});
  EXPECT_EQ(player->stage().params().text("label.hat"), "free");
  EXPECT_EQ(player->stage().params().pad("pad"), (Vec2{1, 0}));
}

TEST(Loop, NeedsTwoAndWaitsForThem) {
  auto player = open();
  player->key({"Enter"});
  EXPECT_FALSE(player->key({"p"}));
  set(*player, "walk-path", std::string("keyframes"));
  set(*player, "walk", true);
  const auto still = picture(*player);
  const auto hint = words_of_reader("Keep two with +, and walk between them.", 13);
  const auto hinted = [&](bool live) {
    return std::ranges::any_of(player->draw(live).commands, [&](const Command& command) {
      const auto* path = std::get_if<PathCommand>(&command);
      return path != nullptr && path->path.verbs() == hint->path.verbs();
    });
  };
  EXPECT_TRUE(hinted(true));
  EXPECT_FALSE(hinted(false)) << "in a file";
  for (int i = 0; i < 30; ++i) step(*player);
  EXPECT_EQ(picture(*player), still);
  EXPECT_EQ(player->piece().loop_ticks(player->stage()), 0);
  set(*player, "pad", Vec2{1, 1});
  player->key({"Enter"});
  step(*player);
  EXPECT_GT(player->stage().params().number("along"), 0);
  EXPECT_FALSE(hinted(true));
}

// At each keyframe hangs exactly the picture that was kept.
TEST(Loop, PassesThroughItsKeyframesExactly) {
  auto player = with_three();
  std::vector<std::vector<std::uint8_t>> wanted;
  for (int i = 0; i < 3; ++i) {
    player->key({"PageDown"});
    step(*player);
    wanted.push_back(picture(*player));
  }
  for (const double rest : {0.0, 1.0}) {
    auto looping = with_three();
    set(*looping, "rest", rest);
    set(*looping, "walk-path", std::string("keyframes"));
    set(*looping, "walk-speed", 1.0);
    set(*looping, "along", 0.0);
    set(*looping, "walk", true);
    ASSERT_EQ(looping->piece().loop_ticks(looping->stage()), 180);
    for (int tick = 1; tick <= 180; ++tick) {
      step(*looping);
      if (tick % 60 != 0 || tick == 180) continue;
      EXPECT_EQ(picture(*looping), wanted[static_cast<std::size_t>(tick / 60)]) << tick << " " << rest;
    }
    EXPECT_EQ(picture(*looping), wanted[0]);
  }
}

int difference(const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b) {
  int largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

// The step from the last frame to the first is no larger than any other.
TEST(Loop, ClosesWithoutAJump) {
  auto player = with_three();
  set(*player, "walk-path", std::string("keyframes"));
  set(*player, "walk-speed", 0.5);
  set(*player, "walk", true);
  step(*player);
  const std::int64_t ticks = player->piece().loop_ticks(player->stage());
  ASSERT_EQ(ticks, 360);
  const auto first = picture(*player);
  auto last = first;
  int largest = 0;
  for (std::int64_t i = 1; i < ticks; ++i) {
    step(*player);
    const auto now = picture(*player);
    largest = std::max(largest, difference(now, last));
    last = now;
  }
  EXPECT_GT(largest, 1);
  EXPECT_LT(largest, 24);
  EXPECT_LE(difference(last, first), largest);
  step(*player);
  EXPECT_EQ(picture(*player), first);
}

TEST(Loop, IsPlayedByItsButtonScrubbedByADragAndLeftByAKeyframe) {
  auto player = with_three(Clock::live);
  const StripLayout strip(400, 400, 3);
  click(*player, strip.play());
  const Params& params = player->stage().params();
  EXPECT_TRUE(params.toggle("walk"));
  EXPECT_NEAR(params.number("along"), 2.0 / 3, 1e-6);  // from the keyframe that one looked at
  for (int i = 0; i < 30; ++i) step(*player);
  EXPECT_GT(params.number("along"), 2.0 / 3);
  const double before = params.number("along");
  player->pointer({PointerPhase::down, {100, 100}, {}, 0.5F, 0});
  player->pointer({PointerPhase::move, {60, 100}, {-40, 0}, 0.5F, 0});
  step(*player);
  EXPECT_LT(params.number("along"), before);
  player->pointer({PointerPhase::up, {60, 100}, {}, 0, 0});
  EXPECT_EQ(params.pad("pad"), (Vec2{1, 0}));
  click(*player, strip.key(0));
  EXPECT_FALSE(params.toggle("walk"));
  EXPECT_EQ(params.pad("pad"), (Vec2{0, 0}));
}

TEST(Loop, StandsStillForThoseWhoAskedForRest) {
  auto player = with_three(Clock::live);
  player->stage().set_reduced_motion(true);
  player->key({"p"});
  EXPECT_NE(player->stage().take_problem(), "");
  const double along = player->stage().params().number("along");
  for (int i = 0; i < 60; ++i) step(*player);
  EXPECT_EQ(player->stage().params().number("along"), along);
  EXPECT_TRUE(player->piece().resting(player->stage()));
  EXPECT_GT(player->piece().loop_ticks(player->stage()), 0);  // to be kept all the same
}

TEST(Strip, FitsEveryCanvasAndIsLargeEnoughForAFinger) {
  for (const Vec2 size : {Vec2{360, 740}, Vec2{390, 844}, Vec2{1440, 900}, Vec2{320, 320}}) {
    for (std::size_t keys = 0; keys <= max_keyframes; ++keys) {
      const StripLayout strip(static_cast<float>(size.x), static_cast<float>(size.y), keys);
      EXPECT_GE(strip.all().x, 0);
      EXPECT_LE(strip.all().x + strip.all().width, size.x);
      EXPECT_LE(strip.all().y + strip.all().height, size.y);
      EXPECT_GE(strip.add().width, 44) << size.x << " " << keys;
      EXPECT_EQ(strip.at({strip.add().x + 5.0, strip.add().y + 5.0}, std::nullopt).part, StripPart::add);
      for (std::size_t i = 0; i < keys; ++i) {
        const Place place = strip.key(i);
        const StripSpot spot = strip.at({place.x + 20.0, place.y + 30.0}, std::nullopt);
        EXPECT_TRUE(spot.part == StripPart::key && spot.index == i) << i;
        EXPECT_EQ(strip.slot_at({place.x + 20.0, place.y + 30.0}), i);
      }
    }
  }
}

// Only what is new is asked for.
TEST(Strip, PrintsAreAskedOnce) {
  auto player = with_three(Clock::live);
  for (int i = 0; i < 60; ++i) step(*player);
  auto& session = static_cast<StubSession&>(*player->stage().slot("generator")->session);
  const auto before = session.finished_jobs();
  player->key({"PageUp", true});
  for (int i = 0; i < 60; ++i) step(*player);
  EXPECT_EQ(session.finished_jobs(), before);
  EXPECT_TRUE(player->piece().resting(player->stage()));
}

}  // namespace
}  // namespace reverie::pieces
