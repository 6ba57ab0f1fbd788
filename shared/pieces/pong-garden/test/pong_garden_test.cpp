#include <gtest/gtest.h>

#include <cmath>

#include "shared/canvas/raster.h"
#include "shared/piece/player.h"
#include "shared/piece/test/list_hash.h"
#include "shared/pieces/pong-garden/game.h"

namespace reverie::pieces::pong_garden {
namespace {

TEST(Court, ThePaddleSendsTheBallBackAndSteersIt) {
  for (const double off : {-0.9, 0.0, 0.9}) {
    Court court;
    court.paddle[1] = 0.5 - off * court.half_paddle;
    serve(court, 1, 0, 0.01);
    Happening happening = Happening::nothing;
    for (int i = 0; i < 1000 && happening == Happening::nothing; ++i) happening = advance(court, 1.05, 1);
    EXPECT_EQ(happening, Happening::hit_1);
    EXPECT_LT(court.velocity.x, 0);
    EXPECT_EQ(court.velocity.y > 0, off > 0);
    EXPECT_NEAR(std::hypot(court.velocity.x, court.velocity.y), 0.0105, 1e-9);
  }
}

TEST(Court, ABallBesideThePaddleIsMissed) {
  Court court;
  court.paddle[0] = 0.9;
  serve(court, 0, 0, 0.01);
  Happening happening = Happening::nothing;
  for (int i = 0; i < 1000 && happening == Happening::nothing; ++i) happening = advance(court, 1, 1);
  EXPECT_EQ(happening, Happening::missed_0);
}

TEST(Court, WallsKeepTheBallIn) {
  Court court;
  court.half_paddle = 0.5;  // nothing is missed
  serve(court, 1, 1, 0.02);
  for (int i = 0; i < 5000; ++i) {
    advance(court, 1.02, 0.03);
    EXPECT_GE(court.ball.y, ball_radius);
    EXPECT_LE(court.ball.y, 1 - ball_radius);
    EXPECT_LE(std::hypot(court.velocity.x, court.velocity.y), 0.03 + 1e-12);
  }
}

TEST(Court, PaddlesStayInside) {
  Court court;
  court.move_paddle(0, 9, 9);
  EXPECT_EQ(court.paddle[0], 1 - court.half_paddle);
  court.half_paddle = 0.7;
  court.move_paddle(0, 0, 9);
  EXPECT_EQ(court.paddle[0], 0.5);
}

// Plays end 1 without fault until `rallies` hits were counted.
void keep_up(Game& game, const Wishes& wishes, int hits) {
  for (int i = 0; i < 20000 && game.rally() < hits; ++i) {
    game.hold(1, game.court().ball.y);
    game.tick(wishes);
  }
}

TEST(Game, ARallyGrowsAGardenAndAMissTakesHalfOfIt) {
  Game game(3);
  Wishes wishes;
  wishes.partner = 1;
  keep_up(game, wishes, 14);
  ASSERT_EQ(game.rally(), 14);
  const std::size_t grown = game.sprouts().size();
  EXPECT_GT(grown, 15u);
  EXPECT_TRUE(game.rooted().empty());  // still in the air
  for (int i = 0; i < 2000 && game.flying(); ++i) {
    game.hold(1, game.court().ball.y < 0.5 ? 1 : 0);
    game.tick(wishes);
  }
  EXPECT_GE(game.last_rally(), 14);
  for (int i = 0; i < 150; ++i) game.tick(wishes);
  EXPECT_GE(game.rooted().size(), grown / 2 - 2);
  EXPECT_LT(game.rooted().size(), grown);
  EXPECT_EQ(game.revision(), 1);
}

TEST(Game, OfWhatItPlaysByItselfNothingStays) {
  Game game(5);
  bool sown = false;
  for (int i = 0; i < 30000; ++i) {
    game.tick({});
    sown = sown || !game.sprouts().empty();
  }
  EXPECT_TRUE(sown);
  EXPECT_TRUE(game.rooted().empty());
  EXPECT_EQ(game.best_rally(), 0);
}

TEST(Game, EqualInputsGiveEqualGames) {
  Game a(7), b(7);
  for (Game* game : {&a, &b}) keep_up(*game, {}, 9);
  EXPECT_EQ(a.court().ball, b.court().ball);
  ASSERT_EQ(a.sprouts().size(), b.sprouts().size());
  for (std::size_t i = 0; i < a.sprouts().size(); ++i) EXPECT_EQ(a.sprouts()[i].plant, b.sprouts()[i].plant);
}

TEST(Game, NeverGrowsBeyondWhatALinkHolds) {
  Game game(1);
  game.set_rooted(wild_plants(1, static_cast<int>(most_plants) - 5));
  Wishes wishes;
  wishes.partner = 1;
  wishes.length = 3;
  keep_up(game, wishes, 60);
  EXPECT_LE(game.rooted().size() + game.sprouts().size(), most_plants);
}

TEST(Garden, RoundTripsAsADocument) {
  const std::vector<Plant> plants = wild_plants(4, static_cast<int>(most_plants));
  const Document document = document_from_plants(plants);
  EXPECT_LT(document.json().size(), 1900u);
  std::vector<Plant> back;
  ASSERT_TRUE(plants_from_document(document, back).ok());
  EXPECT_EQ(back, plants);
  EXPECT_EQ(document_from_plants({}), Document{});
}

TEST(Garden, RefusesWhatIsNone) {
  const Document cases[] = {
      {2, std::string(R"({"plants":""})")},
      {1, std::string("not json")},
      {1, std::string("[]")},
      {1, std::string("{}x")},
      {1, std::string(R"({"plants":7})")},
      {1, std::string(R"({"plants":"AAAAA"})")},
      {1, std::string(R"({"plants":"AAAA A"})")},
      {1, std::string(R"({"plants":"AAAA__"})")},  // a seventh species
      {1, R"({"plants":")" + std::string(6 * (most_plants + 1), 'A') + R"("})"},
  };
  for (const Document& document : cases) {
    std::vector<Plant> plants = {{1, 2, 3, 4, 5}};
    EXPECT_FALSE(plants_from_document(document, plants).ok()) << document.json().substr(0, 60);
    EXPECT_EQ(plants.size(), 1u);
  }
}

TEST(Garden, EachSeedHasItsOwnFlowers) {
  EXPECT_NE(wild_plants(1, 20), wild_plants(2, 20));
  const std::vector<Plant> few = wild_plants(1, 10), more = wild_plants(1, 20);
  EXPECT_TRUE(std::equal(few.begin(), few.end(), more.begin()));
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    int colours = 0;
    for (const Species& species : species_of(seed)) colours |= 1 << species.colour;
    EXPECT_EQ(colours, 63);
  }
}

std::unique_ptr<Player> open(float width, float height, Clock clock = Clock::offline) {
  return Player::create("pong-garden", clock, width, height).value();
}

std::string words(const Player& player) { return const_cast<Player&>(player).piece().description(player.stage()); }

// The middle of the paddle of end 1 along its way, 0…1.
double paddle_at(Player& player) {
  const auto list = player.draw();
  Vec2 middle;
  for (const Command& command : list.commands) {
    if (const auto* line = std::get_if<LineCommand>(&command))
      middle = {(line->x1 + line->x2) / 2, (line->y1 + line->y2) / 2};
  }
  return player.stage().width() < player.stage().height() ? middle.x / player.stage().width()
                                                          : middle.y / player.stage().height();
}

TEST(PongGarden, MouseFingersAndKeysMoveThePaddles) {
  for (const auto& [width, height] : {std::pair{600.0F, 400.0F}, std::pair{400.0F, 600.0F}}) {
    auto player = open(width, height);
    const bool tall = height > width;
    player->pointer({PointerPhase::hover, tall ? Vec2{300, 590} : Vec2{590, 300}, {}, 0, 0});
    for (int i = 0; i < 30; ++i) player->step();
    EXPECT_NEAR(paddle_at(*player), 0.75, 1e-9);
    EXPECT_TRUE(player->key({tall ? "ArrowLeft" : "ArrowUp"}));
    player->key_released({tall ? "ArrowLeft" : "ArrowUp"});
    for (int i = 0; i < 30; ++i) player->step();
    EXPECT_NEAR(paddle_at(*player), 0.7, 1e-9);
  }
}

TEST(PongGarden, TwoPeoplePlayOnOneScreen) {
  auto player = open(600, 400);
  player->pointer({PointerPhase::down, {20, 100}, {}, 0.5F, 0, PointerKind::touch});
  player->pointer({PointerPhase::down, {580, 300}, {}, 0.5F, 1, PointerKind::touch});
  player->step();
  EXPECT_NE(words(*player).find("Two people play"), std::string::npos);
  for (int i = 0; i < 700; ++i) player->step();
  EXPECT_EQ(words(*player).find("Two people play"), std::string::npos);  // both went away
}

TEST(PongGarden, ADocumentBringsTheGardenBack) {
  auto player = open(600, 400);
  const Document document = document_from_plants(wild_plants(9, 40));
  ASSERT_TRUE(player->piece().set_document(player->stage(), document).ok());
  EXPECT_EQ(player->piece().document(), document);
  EXPECT_NE(words(*player).find("eighty-six flowers"), std::string::npos) << words(*player);
}

TEST(PongGarden, RestsUntilAPersonServes) {
  auto player = open(600, 400, Clock::live);
  player->stage().set_reduced_motion(true);
  player->step();
  const DisplayList before = player->draw();
  for (int i = 0; i < 500; ++i) player->step();
  EXPECT_TRUE(player->piece().resting(player->stage()));
  EXPECT_EQ(raster_from_display_list(player->draw(), 600, 400)->rgba(),
            raster_from_display_list(before, 600, 400)->rgba());
  EXPECT_TRUE(player->key({"Enter"}));
  player->step();
  EXPECT_FALSE(player->piece().resting(player->stage()));
}

// The same game with every compiler, and the same picture of it.
TEST(PongGarden, OneSeedIsOneGameEverywhere) {
  auto player = open(180, 120);
  player->pointer({PointerPhase::down, {170, 60}, {}, 0.5F, 0});
  for (int i = 0; i < 900; ++i) {
    if (i % 50 == 0) player->pointer({PointerPhase::move, {170, 40.0 + i % 70}, {}, 0.5F, 0});
    player->step();
  }
  EXPECT_EQ(hash_of(player->draw()), 9350392589681739583ull) << words(*player);
  ASSERT_TRUE(player->stage().params().set("seed", std::string("rose")).ok());
  ASSERT_TRUE(player->stage().params().set("ground", std::string("paper")).ok());
  player->step();
  EXPECT_EQ(hash_of(player->draw()), 7779873507408240358ull);
}

}  // namespace
}  // namespace reverie::pieces::pong_garden
