#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "shared/piece/player.h"
#include "shared/pieces/de-stijl/composition.h"
#include "shared/pieces/de-stijl/edits.h"
#include "shared/random/random.h"

namespace reverie::pieces {
namespace {

double area(const Composition& composition) {
  double sum = 0;
  for (const Plane& plane : composition.planes) {
    sum += (plane.extent.u1 - plane.extent.u0) * (plane.extent.v1 - plane.extent.v0);
  }
  return sum;
}

TEST(Composition, PlanesCoverThePictureOnce) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Composition composition = compose({seed, static_cast<int>(seed % 25), 0.5, 1.5}, {});
    EXPECT_NEAR(area(composition), 1, 1e-9);
    EXPECT_EQ(composition.planes.size(), composition.bars.size() + 1);
    for (const Plane& plane : composition.planes) {
      EXPECT_LT(plane.extent.u0, plane.extent.u1);
      EXPECT_LT(plane.extent.v0, plane.extent.v1);
    }
  }
}

TEST(Composition, OneLargePlaneStaysQuiet) {
  int large = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    double most = 0;
    for (const Plane& plane : compose({seed, 6, 0.4, 1.5}, {}).planes) {
      most = std::max(most, (plane.extent.u1 - plane.extent.u0) * (plane.extent.v1 - plane.extent.v0));
    }
    large += most > 0.25;
  }
  EXPECT_GT(large, 180);
}

TEST(Composition, ColourGoesFromNoneToMost) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const auto coloured = [&](double colour) {
      int count = 0;
      for (const Plane& plane : compose({seed, 8, colour, 1.5}, {}).planes) count += plane.tone != 0;
      return count;
    };
    EXPECT_EQ(coloured(0), 0);
    EXPECT_LT(coloured(0.3), coloured(0.9));
  }
}

TEST(Composition, DensityAddsBarsAndKeepsThose) {
  const Composition few = compose({3, 4, 0.4, 1.5}, {}), more = compose({3, 7, 0.4, 1.5}, {});
  EXPECT_EQ(more.bars.size(), few.bars.size() + 3);
  for (const Bar& bar : few.bars) {
    EXPECT_TRUE(std::any_of(more.bars.begin(), more.bars.end(),
                            [&](const Bar& other) { return other.path == bar.path && other.at == bar.at; }));
  }
}

TEST(Composition, EditsMoveDivideAndColour) {
  const Composition before = compose({3, 4, 0.4, 1.5}, {});
  Edits edits;
  edits.divisions[""] = {before.bars[0].cut, 0.42};
  edits.divisions[before.planes[0].path] = {Cut::along, 0.25};
  edits.tones[before.planes[0].path + "1"] = 4;
  edits.divisions["0101010101"] = {Cut::along, 0.5};  // nowhere
  const Composition after = compose({3, 4, 0.4, 1.5}, edits);
  EXPECT_EQ(after.planes.size(), before.planes.size() + 1);
  EXPECT_EQ(after.bars[0].at, 0.42);
  EXPECT_NEAR(area(after), 1, 1e-9);
  const auto tone_of = [&](const std::string& path) {
    for (const Plane& plane : after.planes) {
      if (plane.path == path) return plane.tone;
    }
    return -1;
  };
  EXPECT_EQ(tone_of(before.planes[0].path + "1"), 4);
  EXPECT_EQ(tone_of(before.planes[0].path + "0"), before.planes[0].tone);
}

TEST(Edits, RoundTripAsADocument) {
  Edits edits, back;
  edits.divisions["01"] = {Cut::along, 0.25};
  edits.tones[""] = 3;
  std::string seed;
  ASSERT_TRUE(edits_from_document(document_from_edits(edits, "grün"), back, seed).ok());
  EXPECT_EQ(back, edits);
  EXPECT_EQ(seed, "grün");
}

TEST(Edits, RefuseWhatIsNone) {
  std::string many = R"({"seed":"s","tones":{)";
  for (int i = 0; i < 600; ++i) {
    std::string path;
    for (int bit = 0; bit < 10; ++bit) path += static_cast<char>('0' + (i >> bit & 1));
    many += (i == 0 ? "\"" : ",\"") + path + "\":1";
  }
  const Document cases[] = {
      {2, R"({"seed":"s"})"},
      {1, "not json"},
      {1, "[]"},
      {1, R"({"tones":{}})"},
      {1, R"({"seed":7})"},
      {1, R"({"seed":"\u0000"})"},
      {1, R"({"seed":"s","tones":[1]})"},
      {1, R"({"seed":"s","tones":{"0":5}})"},
      {1, R"({"seed":"s","tones":{"0":-1}})"},
      {1, R"({"seed":"s","tones":{"0":1.5}})"},
      {1, R"({"seed":"s","tones":{"2":1}})"},
      {1, R"({"seed":"s","divisions":{"0":[0,0]}})"},
      {1, R"({"seed":"s","divisions":{"0":[2,0.5]}})"},
      {1, R"({"seed":"s","divisions":{"0":[0]}})"},
      {1, R"({"seed":"s","divisions":{"0":[0,1e999]}})"},
      {1, R"({"seed":"s","tones":{")" + std::string(40, '0') + R"(":1}})"},
      {1, many + "}}"},
  };
  for (const Document& document : cases) {
    Edits edits;
    edits.tones["1"] = 2;
    const Edits before = edits;
    std::string seed = "before";
    EXPECT_FALSE(edits_from_document(document, edits, seed).ok()) << document.json().substr(0, 60);
    EXPECT_EQ(edits, before);
    EXPECT_EQ(seed, "before");
  }
}

class DeStijlPlayed : public testing::Test {
 protected:
  void SetUp() override {
    player_ = Player::create("de-stijl", Clock::offline, 400, 300).value();
    player_->step();
  }
  void send(PointerPhase phase, Vec2 at) { player_->pointer({phase, at, {}, 1, 0}); }
  void drag(Vec2 from, Vec2 to) {
    send(PointerPhase::down, from);
    for (int i = 1; i <= 10; ++i) {
      send(PointerPhase::move, {from.x + (to.x - from.x) * i / 10, from.y + (to.y - from.y) * i / 10});
    }
    send(PointerPhase::up, to);
  }
  bool press(const char* key) { return player_->key({key, false}); }
  std::string description() { return player_->piece().description(player_->stage()); }
  std::size_t shapes() { return player_->draw().commands.size(); }
  // The middle of the largest rect that was drawn.
  Vec2 resting_place() {
    Vec2 middle;
    double most = 0;
    for (const Command& command : player_->draw().commands) {
      const auto* rect = std::get_if<RectCommand>(&command);
      if (rect == nullptr || static_cast<double>(rect->width) * rect->height <= most) continue;
      most = static_cast<double>(rect->width) * rect->height;
      middle = {rect->x + rect->width / 2, rect->y + rect->height / 2};
    }
    return middle;
  }
  std::unique_ptr<Player> player_;
};

TEST_F(DeStijlPlayed, ClickRecoloursAndFiveClicksComeBack) {
  const std::string before = description();
  const Vec2 at = resting_place();
  for (int i = 0; i < 5; ++i) {
    drag(at, at);
    if (i == 0) {
      EXPECT_NE(description(), before);
    }
  }
  EXPECT_EQ(description(), before);
}

TEST_F(DeStijlPlayed, DragAcrossAPlaneDividesIt) {
  const std::size_t before = shapes();
  const Vec2 at = resting_place();
  drag(at, {at.x + 60, at.y + 3});
  EXPECT_EQ(shapes(), before + 2);  // a plane and a bar more
}

TEST_F(DeStijlPlayed, DragOfABarMovesItAndAddsNothing) {
  const std::size_t before = shapes();
  const Vec2 at = resting_place();
  drag(at, {at.x + 60, at.y});  // a bar that lies at at.y
  const Document made = player_->piece().document();
  drag({at.x + 20, at.y}, {at.x + 20, at.y + 30});
  EXPECT_EQ(shapes(), before + 2);
  EXPECT_NE(player_->piece().document(), made);
}

TEST_F(DeStijlPlayed, KeysDoTheSame) {
  const std::size_t before = shapes();
  EXPECT_FALSE(press("Enter"));  // no plane is chosen yet
  EXPECT_TRUE(press("ArrowRight"));
  EXPECT_TRUE(press("d"));
  EXPECT_EQ(shapes(), before + 3);  // and the mark of the chosen one
  EXPECT_TRUE(press("Enter"));
  EXPECT_NE(player_->piece().document(), Document{});
  EXPECT_TRUE(press("Backspace"));
  EXPECT_EQ(player_->piece().document(), Document{});
  EXPECT_FALSE(press("q"));
}

TEST_F(DeStijlPlayed, ChangesBelongToTheirSeed) {
  const Vec2 at = resting_place();
  drag(at, at);
  const std::string mine = description();
  ASSERT_TRUE(player_->stage().params().set("seed", std::string("another")).ok());
  player_->step();
  const std::string other = description();
  player_->stage().params().reset("seed");
  player_->step();
  EXPECT_EQ(description(), mine);
  EXPECT_NE(other, mine);
}

TEST_F(DeStijlPlayed, UprightIsTheSamePictureLaidOnItsSide) {
  const std::string wide = description();
  player_->stage().resize(300, 400);
  player_->step();
  EXPECT_EQ(description(), wide);
}

TEST(DeStijl, LiveDrawsItselfInAndThenRests) {
  auto player = Player::create("de-stijl", Clock::live, 400, 300).value();
  player->step();
  EXPECT_FALSE(player->piece().resting(player->stage()));
  for (int i = 0; i < 120; ++i) player->step();
  EXPECT_TRUE(player->piece().resting(player->stage()));
  player->stage().set_reduced_motion(true);
  ASSERT_TRUE(player->stage().params().set("seed", std::string("calm")).ok());
  player->step();
  EXPECT_TRUE(player->piece().resting(player->stage()));
}

TEST(DeStijl, EveryEdgeLiesOnAWholePoint) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    auto player = Player::create("de-stijl", Clock::offline, 333, 517).value();
    player->stage().params().surprise(seed);
    player->step();
    for (const Command& command : player->draw().commands) {
      const auto* rect = std::get_if<RectCommand>(&command);
      if (rect == nullptr) continue;
      for (const float edge : {rect->x, rect->y, rect->width, rect->height}) EXPECT_EQ(edge, std::round(edge));
    }
  }
}

}  // namespace
}  // namespace reverie::pieces
