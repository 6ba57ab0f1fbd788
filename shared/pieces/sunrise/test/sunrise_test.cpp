#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "shared/canvas/raster.h"
#include "shared/piece/player.h"
#include "shared/piece/test/list_hash.h"
#include "shared/pieces/sunrise/light.h"
#include "shared/pieces/sunrise/scene.h"

namespace reverie::pieces::sunrise {
namespace {

std::unique_ptr<Player> open(float width, float height, Clock clock = Clock::offline) {
  auto player = Player::create("sunrise", clock, width, height).value();
  player->step();
  return player;
}

double hour(const Player& player) { return player.stage().params().number("hour"); }

std::vector<std::uint8_t> pixels(Player& player) {
  return raster_from_display_list(player.draw(), player.stage().width(), player.stage().height())->rgba();
}

// The largest change of a colour from one minute to the next.
int largest_step(const Palette& palette) {
  int most = 0;
  for (int minute = 0; minute < 1440; ++minute) {
    const Light a = light_of(palette, minute / 60.0), b = light_of(palette, (minute + 1) / 60.0);
    const auto compare = [&](Color x, Color y) {
      most = std::max({most, std::abs(x.r - y.r), std::abs(x.g - y.g), std::abs(x.b - y.b)});
    };
    for (std::size_t i = 0; i < sky_colours; ++i) compare(a.sky[i], b.sky[i]);
    compare(a.sun, b.sun), compare(a.land, b.land), compare(a.sea, b.sea);
  }
  return most;
}

TEST(Light, NeverJumpsAndWrapsAtMidnight) {
  for (const Palette& palette : palettes) {
    EXPECT_LE(largest_step(palette), 5) << palette.name;
    EXPECT_EQ(light_of(palette, 0).sky, light_of(palette, 24).sky);
    EXPECT_EQ(light_of(palette, -1).sky, light_of(palette, 23).sky);
    for (std::size_t i = 1; i < hours_in_palette; ++i) EXPECT_GT(palette.hours[i].hour, palette.hours[i - 1].hour);
  }
}

TEST(Light, HourOfHeightIsTheInverse) {
  for (double h = 0; h < 24; h += 0.125) EXPECT_NEAR(hour_of_height(sun_height(h), h < 12), h, 1e-6);
  EXPECT_NEAR(hour_of_height(7, true), 12, 1e-9);
  EXPECT_NEAR(hour_of_height(-7, false), 0, 1e-9);
}

TEST(Light, DayIsBrighterThanNight) {
  for (const Palette& palette : palettes) {
    const auto brightness = [&](double at) {
      const Color c = light_of(palette, at).sky[2];
      return c.r + c.g + c.b;
    };
    EXPECT_GT(brightness(12), brightness(1) + 200) << palette.name;
    EXPECT_EQ(light_of(palette, 12).night, 0);
    EXPECT_EQ(light_of(palette, 0).night, 1);
  }
}

TEST(Scene, StaysWithinItsShares) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Scene scene = scene_of(seed);
    EXPECT_GE(scene.islands.size(), 4u);
    EXPECT_GE(scene.boats.size(), 2u);
    for (const Island& island : scene.islands) {
      EXPECT_GE(island.depth, 0);
      EXPECT_LT(island.depth, 0.2);
      for (const Vec2& point : island.ridge) {
        EXPECT_GE(point.y, 0);
        EXPECT_LE(point.y, 1);
      }
    }
    for (const Boat& boat : scene.boats) EXPECT_TRUE(boat.x > 0 && boat.x < 1);
  }
}

TEST(Sunrise, SunFollowsTheDraggedPointer) {
  auto player = open(400, 300);
  const Scene scene = scene_of(seed_from_text("seto"));
  const auto drag_to = [&](double x, double y) {
    player->pointer({PointerPhase::down, {200, 10}, {}, 1, 0});
    player->pointer({PointerPhase::move, {x, y}, {}, 1, 0});
    player->pointer({PointerPhase::up, {x, y}, {}, 0, 0});
    player->step();
    return hour(*player);
  };
  EXPECT_NEAR(drag_to(20, scene.horizon * 300), 6, 1e-9);
  EXPECT_NEAR(drag_to(380, scene.horizon * 300), 18, 1e-9);
  EXPECT_NEAR(drag_to(20, 0), 12, 1e-9);
  EXPECT_LT(drag_to(20, 299), 0.6);
  EXPECT_GT(drag_to(380, 299), 23.4);
  EXPECT_GT(drag_to(20, 100), drag_to(20, 140));
}

TEST(Sunrise, AHoverLeadsOnlyUntilAnHourWasChosen) {
  auto player = open(400, 300);
  const auto hover = [&](double y) {
    player->pointer({PointerPhase::hover, {20, y}, {}, 0, 0});
    player->step();
    return hour(*player);
  };
  const std::uint64_t before = player->stage().params().version();
  EXPECT_GT(hover(60), hover(120));
  EXPECT_EQ(player->stage().params().version(), before);  // nothing to undo
  ASSERT_TRUE(player->stage().params().set("hour", 21.0).ok());
  player->step();
  EXPECT_EQ(hover(60), 21);
}

TEST(Sunrise, KeysReachEveryHour) {
  auto player = open(400, 300);
  EXPECT_TRUE(player->key({"Home"}));
  EXPECT_NEAR(hour(*player), 6.2, 1e-9);
  EXPECT_TRUE(player->key({"ArrowLeft"}));
  EXPECT_NEAR(hour(*player), 5.95, 1e-9);
  EXPECT_TRUE(player->key({"ArrowRight", true}));
  EXPECT_NEAR(hour(*player), 6.95, 1e-9);
  for (int i = 0; i < 100; ++i) player->key({"ArrowUp"});
  EXPECT_EQ(hour(*player), 12);
  EXPECT_TRUE(player->key({"End"}));
  for (int i = 0; i < 100; ++i) player->key({"ArrowDown"});
  EXPECT_GT(hour(*player), 23.9);
  EXPECT_FALSE(player->key({"x"}));
}

TEST(Sunrise, EveryLoopCloses) {
  for (const bool day : {false, true}) {
    auto player = open(120, 80);
    ASSERT_TRUE(player->stage().params().set("day-plays", day).ok());
    ASSERT_TRUE(player->stage().params().set("day-length", 20.0).ok());
    for (int i = 0; i < 7; ++i) player->step();
    const auto first = pixels(*player);
    const std::int64_t ticks = player->piece().loop_ticks(player->stage());
    ASSERT_EQ(ticks, 1200);
    for (std::int64_t i = 0; i < ticks / 2; ++i) player->step();
    EXPECT_NE(pixels(*player), first);
    for (std::int64_t i = ticks / 2; i < ticks; ++i) player->step();
    EXPECT_EQ(pixels(*player), first);
  }
}

TEST(Sunrise, ADayTakesWholeBreaths) {
  auto player = open(120, 80);
  ASSERT_TRUE(player->stage().params().set("day-plays", true).ok());
  ASSERT_TRUE(player->stage().params().set("day-length", 47.0).ok());
  EXPECT_EQ(player->piece().loop_ticks(player->stage()), 2400);
}

TEST(Sunrise, RestsUnderReducedMotion) {
  auto player = open(120, 80, Clock::live);
  player->stage().set_reduced_motion(true);
  ASSERT_TRUE(player->stage().params().set("day-plays", true).ok());
  player->step();
  const auto first = pixels(*player);
  for (int i = 0; i < 500; ++i) player->step();
  EXPECT_TRUE(player->piece().resting(player->stage()));
  EXPECT_EQ(pixels(*player), first);
  EXPECT_EQ(player->piece().loop_ticks(player->stage()), 0);
}

TEST(Sunrise, LiveTheSunGlidesToItsHour) {
  auto player = open(120, 80, Clock::live);
  const std::string before = player->piece().description(player->stage());
  ASSERT_TRUE(player->stage().params().set("hour", 9.0).ok());
  player->step();
  EXPECT_EQ(player->piece().description(player->stage()).find("09:00"), std::string::npos);
  for (int i = 0; i < 200; ++i) player->step();
  EXPECT_NE(player->piece().description(player->stage()).find("09:00"), std::string::npos);
}

TEST(Sunrise, BirdsKeepTogetherAndSleepAtNight) {
  auto player = open(800, 500);
  ASSERT_TRUE(player->stage().params().set("hour", 10.0).ok());
  for (int i = 0; i < 40; ++i) {
    for (int k = 0; k < 30; ++k) player->step();
    const DisplayList list = player->draw();
    double left = 1e9, right = -1e9;
    for (const Vec2& point : std::get<PathCommand>(list.commands.back()).path.points()) {
      left = std::min(left, point.x), right = std::max(right, point.x);
    }
    EXPECT_LT(right - left, 250);
  }
  const auto commands = player->draw().commands.size();
  ASSERT_TRUE(player->stage().params().set("birds", 0.0).ok());
  EXPECT_EQ(player->draw().commands.size(), commands - 1);
  ASSERT_TRUE(player->stage().params().set("hour", 1.0).ok());
  player->step();
  EXPECT_NE(player->piece().description(player->stage()).find("no birds"), std::string::npos);
}

// The same print with every compiler.
TEST(Sunrise, OneSeedIsOnePictureEverywhere) {
  auto player = open(160, 100);
  const auto hash_at = [&](double at, const char* palette, const char* seed) {
    EXPECT_TRUE(player->stage().params().set("hour", at).ok());
    EXPECT_TRUE(player->stage().params().set("palette", std::string(palette)).ok());
    EXPECT_TRUE(player->stage().params().set("seed", std::string(seed)).ok());
    player->step();
    return hash_of(player->draw());
  };
  EXPECT_EQ(hash_at(6.8, "inland sea", "seto"), 12323956467128929266ull);
  EXPECT_EQ(hash_at(23, "vapour", "kobe"), 8892898977770824333ull);
  EXPECT_EQ(hash_at(17.5, "ink", "7"), 16612418637240694016ull);
}

}  // namespace
}  // namespace reverie::pieces::sunrise
