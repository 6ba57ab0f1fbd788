#include <gtest/gtest.h>

#include <cmath>

#include "shared/canvas/raster.h"
#include "shared/piece/test/support.h"
#include "shared/pieces/latent-walk/labels.h"
#include "shared/pieces/latent-walk/places.h"
#include "shared/pieces/latent-walk/veil.h"
#include "shared/pieces/latent-walk/walker.h"

namespace reverie::pieces {
namespace {

using test::loaded;
using test::small_model;
using test::step;

std::unique_ptr<Player> walk(Clock clock, float width = 100, float height = 100, int delay_polls = 0) {
  auto player = Player::create("latent-walk", clock, width, height).value();
  EXPECT_TRUE(player->fill_slot("generator", loaded(small_model(), delay_polls)).ok());
  return player;
}

std::vector<ImageCommand> images_of(Player& player) {
  std::vector<ImageCommand> images;
  for (const Command& command : player.draw().commands) {
    if (const auto* image = std::get_if<ImageCommand>(&command)) images.push_back(*image);
  }
  return images;
}

TEST(LatentWalk, ShowsAVeilUntilAModelIsThere) {
  auto player = Player::create("latent-walk", Clock::live, 100, 100).value();
  step(*player);
  EXPECT_EQ(images_of(*player).size(), 1u);
  EXPECT_FALSE(player->piece().resting(player->stage()));
  player->stage().set_reduced_motion(true);
  EXPECT_TRUE(player->piece().resting(player->stage()));
}

TEST(LatentWalk, VeilDriftsAndIsTheSameEachTime) {
  EXPECT_EQ(veil_picture(32, 3)->rgba(), veil_picture(32, 3)->rgba());
  EXPECT_NE(veil_picture(32, 3)->rgba(), veil_picture(32, 4)->rgba());
  EXPECT_EQ(veil_picture(32, 3)->at(0, 0).a, 0);
}

TEST(LatentWalk, FirstPictureComesThroughTheVeil) {
  auto player = walk(Clock::live);
  for (int i = 0; i < 10; ++i) step(*player);
  ASSERT_EQ(images_of(*player).size(), 2u);
  EXPECT_LT(images_of(*player)[1].tint.a, 255);
  for (int i = 0; i < 200; ++i) step(*player);
  ASSERT_EQ(images_of(*player).size(), 1u);
  EXPECT_EQ(images_of(*player)[0].tint.a, 255);
  EXPECT_TRUE(player->piece().resting(player->stage()));
}

TEST(LatentWalk, NeighboursComeWhereThereIsRoomInOneCall) {
  const std::pair<Vec2, std::size_t> cases[] = {{{100, 100}, 1}, {{160, 100}, 3}, {{220, 100}, 5}, {{100, 220}, 3}};
  for (const auto& [size, pictures] : cases) {
    auto player = walk(Clock::offline, static_cast<float>(size.x), static_cast<float>(size.y));
    step(*player);
    EXPECT_EQ(images_of(*player).size(), pictures);
    EXPECT_EQ(static_cast<StubSession&>(*player->stage().slot("generator")->session).finished_jobs(), 1);
  }
}

TEST(LatentWalk, AsksOnlyWhenSomethingChanged) {
  auto player = walk(Clock::offline);
  for (int i = 0; i < 20; ++i) step(*player);
  auto& session = static_cast<StubSession&>(*player->stage().slot("generator")->session);
  EXPECT_EQ(session.finished_jobs(), 1);
  ASSERT_TRUE(player->stage().params().set("truncation", 0.3).ok());
  step(*player);
  EXPECT_EQ(session.finished_jobs(), 2);
}

TEST(LatentWalk, LabelsGlideLiveAndJumpOffline) {
  Params params;
  const Model model = small_model();
  const Port& port = *model.class_inputs()[0];
  ASSERT_TRUE(params.declare(label_spec(port)).ok());
  std::vector<std::vector<float>> weights;
  EXPECT_TRUE(glide_weights(weights, model, params, 1));
  EXPECT_EQ(weights, (std::vector<std::vector<float>>{{0, 0, 0}}));
  ASSERT_TRUE(params.set("label.hat", std::string("cap")).ok());
  EXPECT_FALSE(glide_weights(weights, model, params, 0.25f));
  EXPECT_EQ(weights[0][1], 0.25f);
  EXPECT_TRUE(glide_weights(weights, model, params, 1));
  EXPECT_EQ(weights[0], (std::vector<float>{0, 1, 0}));
}

TEST(LatentWalk, DragsAndKeysMoveThePlace) {
  auto player = walk(Clock::live, 400, 400);
  Piece& piece = player->piece();
  Stage& stage = player->stage();
  piece.pointer(stage, {PointerPhase::hover, {10, 10}, {5, 5}, 0, 0});
  EXPECT_EQ(stage.params().pad("pad"), (Vec2{0, 0}));
  piece.pointer(stage, {PointerPhase::down, {10, 10}, {}, 1, 0});
  piece.pointer(stage, {PointerPhase::move, {40, 10}, {30, 0}, 1, 0});
  piece.pointer(stage, {PointerPhase::up, {40, 10}, {}, 1, 0});
  EXPECT_NEAR(stage.params().pad("pad").x, 0.1103, 1e-9);
  EXPECT_TRUE(piece.key(stage, {"ArrowDown", false}));
  EXPECT_NEAR(stage.params().pad("pad").y, 0.05, 1e-9);
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(piece.key(stage, {"ArrowLeft", true}));
  EXPECT_EQ(stage.params().pad("pad").x, -4);
  EXPECT_FALSE(piece.key(stage, {"x", false}));
}

TEST(LatentWalk, SpaceWalksAndTheWalkIsTheSameEachTime) {
  auto a = walk(Clock::offline), b = walk(Clock::offline);
  for (Player* player : {a.get(), b.get()}) {
    EXPECT_TRUE(player->piece().key(player->stage(), {" ", false}));
    for (int i = 0; i < 300; ++i) step(*player);
  }
  EXPECT_NE(a->stage().params().pad("pad"), (Vec2{0, 0}));
  EXPECT_EQ(a->stage().params().pad("pad"), b->stage().params().pad("pad"));
  EXPECT_EQ(raster_from_display_list(a->draw(), 50, 50)->rgba(), raster_from_display_list(b->draw(), 50, 50)->rgba());
}

TEST(Walker, StaysInsideAndNeverJumps) {
  Walker walker;
  Vec2 place{3.9, -3.9};
  for (int i = 0; i < 100'000; ++i) {
    const Vec2 next = walker.step(place, 0.02, 4);
    ASSERT_LE(std::hypot(next.x - place.x, next.y - place.y), 0.02 + 1e-9);
    place = next;
    ASSERT_LE(std::max(std::fabs(place.x), std::fabs(place.y)), 4);
  }
}

TEST(RoundTrip, ComesBackExactlyAndGoesTheSameWayAgain) {
  for (const Vec2 start : {Vec2{0, 0}, Vec2{1.25, -3}, Vec2{4, 4}}) {
    RoundTrip trip;
    const std::int64_t ticks = RoundTrip::ticks_at(0.4);
    Vec2 place = start;
    std::vector<Vec2> way;
    for (std::int64_t i = 0; i < 2 * ticks; ++i) {
      const Vec2 next = trip.step(place, 0.4, 4);
      ASSERT_LE(std::hypot(next.x - place.x, next.y - place.y), 0.4 / 60 * 1.02);
      ASSERT_LE(std::max(std::fabs(next.x), std::fabs(next.y)), 4);
      way.push_back(place = next);
    }
    EXPECT_EQ(way[static_cast<std::size_t>(ticks) - 1], start);
    EXPECT_EQ(way.back(), start);
    for (std::size_t i = 0; i < static_cast<std::size_t>(ticks); ++i)
      EXPECT_EQ(way[i], way[i + static_cast<std::size_t>(ticks)]);
    EXPECT_GT(std::hypot(way[static_cast<std::size_t>(ticks) / 2].x - start.x,
                         way[static_cast<std::size_t>(ticks) / 2].y - start.y),
              0.7);
  }
}

TEST(LatentWalk, OnlyARoundTripIsALoop) {
  auto player = walk(Clock::offline);
  const auto loop = [&] { return player->piece().loop_ticks(player->stage()); };
  EXPECT_EQ(loop(), 0);
  ASSERT_TRUE(player->stage().params().set("walk", true).ok());
  EXPECT_GT(loop(), 60);
  step(*player);
  const std::vector<std::uint8_t> first = raster_from_display_list(player->draw(), 50, 50)->rgba();
  const std::int64_t ticks = loop();
  for (std::int64_t i = 0; i < ticks / 2; ++i) step(*player);
  EXPECT_NE(raster_from_display_list(player->draw(), 50, 50)->rgba(), first);
  for (std::int64_t i = ticks / 2; i < ticks; ++i) step(*player);
  EXPECT_EQ(raster_from_display_list(player->draw(), 50, 50)->rgba(), first);
  ASSERT_TRUE(player->stage().params().set("walk-path", std::string("wander")).ok());
  EXPECT_EQ(loop(), 0);
}

TEST(LatentWalk, AFailureIsSaidOnceAndTheLastPictureStays) {
  auto player = walk(Clock::offline);
  step(*player);
  auto& session = static_cast<StubSession&>(*player->stage().slot("generator")->session);
  auto live = walk(Clock::live, 100, 100, 1000);
  step(*live);
  static_cast<StubSession&>(*live->stage().slot("generator")->session).fail_all("The model died; nothing is drawn.");
  step(*live);
  EXPECT_EQ(live->stage().take_problem(), "The model died; nothing is drawn.");
  step(*live);
  EXPECT_EQ(live->stage().take_problem(), "");
  EXPECT_EQ(images_of(*live).size(), 1u);  // the veil
  EXPECT_EQ(session.finished_jobs(), 1);
}

TEST(LatentWalk, ANewModelReplacesTheOldWhileItsWorkIsPending) {
  auto player = walk(Clock::live, 100, 100, 50);
  step(*player);
  Model other = small_model();
  other.outputs[0].shape[2].size = other.outputs[0].shape[3].size = 12;
  ASSERT_TRUE(player->fill_slot("generator", loaded(other)).ok());
  for (int i = 0; i < 100; ++i) step(*player);
  EXPECT_EQ(images_of(*player).back().image->width(), 12);
  EXPECT_EQ(player->stage().take_problem(), "");
}

TEST(Hang, AllIsWholeAndInside) {
  for (const Vec2 size : {Vec2{390, 844}, Vec2{1440, 900}, Vec2{844, 390}, Vec2{500, 500}, Vec2{2000, 400}}) {
    const auto width = static_cast<float>(size.x), height = static_cast<float>(size.y);
    for (int rows = 1; rows <= most_rows; ++rows) {
      const Group group{rows, rows > 1 ? 0 : pictures_beside(width, height), width >= height};
      const Hanging hanging = hang(width, height, group, 32, 32, Scaling::nearest);
      EXPECT_EQ(hanging.pictures.size(), steps_of(group).size());
      EXPECT_EQ(hanging.mounts.size(), rows > 1 ? 1 : hanging.pictures.size());
      for (std::size_t i = 0; i < hanging.pictures.size(); ++i) {
        const Place& place = hanging.pictures[i];
        EXPECT_EQ(place.x, std::round(place.x));
        EXPECT_EQ(place.y, std::round(place.y));
        EXPECT_EQ(std::fmod(place.width, rows > 1 ? 16.0F : 32.0F), 0);
        EXPECT_EQ(hanging.picture_at({place.x + 1, place.y + 1}), i);
      }
      for (const Place& mount : hanging.mounts) {
        EXPECT_GE(mount.x, 0);
        EXPECT_GE(mount.y, 0);
        EXPECT_LE(mount.x + mount.width, width);
        EXPECT_LE(mount.y + mount.height, height);
      }
      EXPECT_EQ(hanging.picture_at({-1, -1}), hanging.pictures.size());
    }
  }
}

TEST(Hang, SmallCanvasesShrinkThePicture) {
  EXPECT_LE(hang(16, 16, {}, 32, 32, Scaling::nearest).pictures[0].width, 16);
}

TEST(Hang, GroupsComeBackFromTheirTags) {
  for (const Group& group : {Group{1, 0, true}, Group{1, 2, false}, Group{6, 0, true}}) {
    EXPECT_EQ(group_of(tag_of(group)), group);
  }
}

}  // namespace
}  // namespace reverie::pieces
