#include "shared/piece/player.h"

#include <gtest/gtest.h>

#include "shared/canvas/raster.h"
#include "shared/piece/test/support.h"

namespace reverie {
namespace {

using test::loaded;
using test::small_model;
using test::step;

std::unique_ptr<Player> walk(Clock clock = Clock::offline) {
  Result<std::unique_ptr<Player>> player = Player::create("latent-walk", clock, 64, 64);
  EXPECT_TRUE(player.ok());
  return std::move(*player);
}

Image picture(Player& player) {
  step(player);
  return *raster_from_display_list(player.draw(), player.stage().width(), player.stage().height());
}

std::string problem_of(Player& player) { return player.stage().take_problem(); }

TEST(Player, UnknownPieceListsThoseThereAre) {
  const auto player = Player::create("sunrize", Clock::live, 10, 10);
  ASSERT_FALSE(player.ok());
  EXPECT_NE(player.error().message.find("\"sunrize\""), std::string::npos) << player.error().message;
  EXPECT_NE(player.error().message.find("latent-walk"), std::string::npos);
}

TEST(Player, OfflineSettlesBeforeTheTickEnds) {
  auto player = walk();
  ASSERT_TRUE(player->fill_slot("generator", loaded(small_model(), 3)).ok());
  int calls = 1;
  while (!player->step()) ++calls;
  EXPECT_GT(calls, 1);
  EXPECT_EQ(player->stage().tick(), 1u);
}

TEST(Player, LiveNeverWaits) {
  auto player = walk(Clock::live);
  ASSERT_TRUE(player->fill_slot("generator", loaded(small_model(), 1000)).ok());
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(player->step());
  EXPECT_EQ(player->stage().tick(), 5u);
}

TEST(Player, SameSeedSamePicture) {
  auto a = walk(), b = walk(), c = walk();
  for (Player* player : {a.get(), b.get(), c.get()}) {
    ASSERT_TRUE(player->fill_slot("generator", loaded(small_model())).ok());
  }
  ASSERT_TRUE(c->stage().params().set("seed", std::string("another")).ok());
  const Image first = picture(*a);
  EXPECT_EQ(first.rgba(), picture(*b).rgba());
  EXPECT_NE(first.rgba(), picture(*c).rgba());
}

TEST(Player, LabelsComeAndGoWithTheModel) {
  auto player = walk();
  EXPECT_EQ(player->stage().params().spec("label.hat"), nullptr);
  ASSERT_TRUE(player->fill_slot("generator", loaded(small_model())).ok());
  ASSERT_NE(player->stage().params().spec("label.hat"), nullptr);
  EXPECT_EQ(player->stage().params().text("label.hat"), "free");
  const Image before = picture(*player);
  ASSERT_TRUE(player->stage().params().set("label.hat", std::string("crown")).ok());
  EXPECT_NE(before.rgba(), picture(*player).rgba());
  Model bare = small_model();
  bare.inputs.pop_back();
  ASSERT_TRUE(player->fill_slot("generator", loaded(bare)).ok());
  EXPECT_EQ(player->stage().params().spec("label.hat"), nullptr);
  step(*player);
  EXPECT_EQ(problem_of(*player), "");
}

TEST(Player, LinkParamsOfAModelWaitForIt) {
  auto player = walk();
  player->apply(*link_state_from_text("piece=latent-walk&model.generator=dots&label.hat=crown&seed=z"));
  EXPECT_EQ(problem_of(*player), "");
  EXPECT_EQ(player->stage().params().text("seed"), "z");
  const LinkState waiting = player->link_state();
  EXPECT_EQ(waiting.models, (std::vector<LinkModel>{{"generator", "dots", ""}}));
  EXPECT_EQ(waiting.params.back(), (std::pair<std::string, std::string>{"label.hat", "crown"}));
  ASSERT_TRUE(player->fill_slot("generator", loaded(small_model())).ok());
  EXPECT_EQ(player->stage().params().text("label.hat"), "crown");
  EXPECT_EQ(player->link_state().models, (std::vector<LinkModel>{{"generator", "dots", "1a2b3c4d"}}));
  EXPECT_EQ(problem_of(*player), "");
}

TEST(Player, LinkOfTheMomentLeadsBack) {
  auto player = walk();
  ASSERT_TRUE(player->fill_slot("generator", loaded(small_model())).ok());
  ASSERT_TRUE(player->stage().params().set("pad", Vec2{0.5, -1.25}).ok());
  ASSERT_TRUE(player->stage().params().set("label.hat", std::string("cap")).ok());
  const std::string text = *text_from_link_state(player->link_state());
  auto other = walk();
  ASSERT_TRUE(other->stage().params().set("truncation", 0.1).ok());  // not in the link: back to its initial value
  other->apply(*link_state_from_text(text));
  ASSERT_TRUE(other->fill_slot("generator", loaded(small_model())).ok());
  EXPECT_EQ(other->link_state(), player->link_state());
  EXPECT_EQ(picture(*player).rgba(), picture(*other).rgba());
}

TEST(Player, SaysWhatOfALinkDoesNotFitAndAppliesTheRest) {
  auto player = walk();
  ASSERT_TRUE(player->fill_slot("generator", loaded(small_model())).ok());
  player->apply(*link_state_from_text("piece=latent-walk&truncation=7&colour=red&seed=kept"));
  EXPECT_NE(problem_of(*player).find("truncation"), std::string::npos);
  EXPECT_EQ(player->stage().params().text("seed"), "kept");
  player->apply(*link_state_from_text("piece=de-stijl&seed=other"));
  EXPECT_NE(problem_of(*player).find("de-stijl"), std::string::npos);
  EXPECT_EQ(player->stage().params().text("seed"), "kept");
  player->apply(*link_state_from_text("piece=latent-walk&random=mersenne/1"));
  EXPECT_NE(problem_of(*player).find("mersenne/1"), std::string::npos);
  player->apply(*link_state_from_text("piece=latent-walk&doc=2.e30"));
  EXPECT_NE(problem_of(*player).find("document"), std::string::npos);
}

TEST(Player, SaysWhenAModelHasChangedSinceTheLink) {
  auto player = walk();
  player->apply(*link_state_from_text("piece=latent-walk&model.generator=dots@ffffffff"));
  ASSERT_TRUE(player->fill_slot("generator", loaded(small_model())).ok());
  EXPECT_NE(problem_of(*player).find("ffffffff"), std::string::npos);
}

TEST(Player, RefusesSlotsAndModelsThatDoNotFit) {
  auto player = walk();
  const Result<void> no_slot = player->fill_slot("painter", loaded(small_model()));
  ASSERT_FALSE(no_slot.ok());
  EXPECT_NE(no_slot.error().message.find("generator"), std::string::npos) << no_slot.error().message;
  Model blind = small_model();
  blind.outputs.clear();
  const Result<void> no_fit = player->fill_slot("generator", loaded(blind));
  ASSERT_FALSE(no_fit.ok());
  EXPECT_NE(no_fit.error().message.find("\"dots\""), std::string::npos) << no_fit.error().message;
  EXPECT_FALSE(player->fill_slot("generator", {}).ok());
  EXPECT_EQ(player->stage().slot("generator"), nullptr);
}

TEST(Player, SlotsAskForPortsNotForModels) {
  SlotSpec slot{"a", "A", {PortKind::image}, {PortKind::image}, 1, 1};
  EXPECT_FALSE(slot_accepts(slot, small_model()));  // wants a latent that the slot does not give
  Model translator = small_model();
  translator.inputs = {translator.outputs[0]};
  EXPECT_TRUE(slot_accepts(slot, translator));
}

TEST(Player, LettingGoBringsEverythingUp) {
  auto player = Player::create("de-stijl", Clock::offline, 200, 100).value();
  PointerEvent event{PointerPhase::down, {60, 40}, {}, 0.5F, 0};
  player->pointer(event);
  event.id = 1;
  player->pointer(event);
  player->key({"ArrowLeft"});
  const Input& input = player->stage().input();
  EXPECT_EQ(input.touches().size(), 2u);
  EXPECT_TRUE(input.key_is_down("ArrowLeft"));
  player->let_go();
  EXPECT_TRUE(input.touches().empty());
  EXPECT_TRUE(input.keys().empty());
  EXPECT_EQ(input.mouse(), (Vec2{60, 40}));
  EXPECT_NE(player->piece().document(), Document{}) << "the piece heard that the finger came up: a click";
}

}  // namespace
}  // namespace reverie
