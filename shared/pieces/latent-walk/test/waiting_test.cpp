// What hangs while the network wakes: its package's own pictures, live and nowhere else.
#include "shared/pieces/latent-walk/waiting.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

#include "shared/canvas/raster.h"
#include "shared/piece/test/support.h"

namespace reverie::pieces {
namespace {

using test::loaded;
using test::preview_of;
using test::small_model;
using test::step;

constexpr int asleep = 1'000'000;  // polls until the network answers

class WaitingTest : public testing::Test {
 protected:
  void open(Clock clock, float width = 100, float height = 100) {
    player_ = Player::create("latent-walk", clock, width, height).value();
    player_->show_preview("generator", preview_);
  }
  void steps(int count) {
    for (int i = 0; i < count; ++i) step(*player_);
  }
  std::shared_ptr<StubSession> fill(int delay_polls, Model model = small_model()) {
    LoadedModel own = loaded(std::move(model), delay_polls);
    auto session = std::static_pointer_cast<StubSession>(own.session);
    EXPECT_TRUE(player_->fill_slot("generator", std::move(own)).ok());
    return session;
  }
  bool is_of_preview(const ImageCommand& image) const {
    return std::ranges::find(preview_->pictures, image.image) != preview_->pictures.end();
  }
  std::vector<ImageCommand> images(bool live = true) {
    std::vector<ImageCommand> images;
    for (const Command& command : player_->draw(live).commands) {
      if (const auto* image = std::get_if<ImageCommand>(&command)) images.push_back(*image);
    }
    return images;
  }
  std::vector<ImageCommand> preview_images(bool live = true) {
    std::vector<ImageCommand> found = images(live);
    std::erase_if(found, [&](const ImageCommand& image) { return !is_of_preview(image); });
    return found;
  }
  std::vector<ImageCommand> own_images() {
    std::vector<ImageCommand> found = images();
    std::erase_if(found, [&](const ImageCommand& image) { return is_of_preview(image) || image.image->width() != 6; });
    return found;
  }
  static std::set<std::array<double, 4>> places_of(const std::vector<ImageCommand>& images) {
    std::set<std::array<double, 4>> places;
    for (const ImageCommand& image : images) places.insert({image.x, image.y, image.width, image.height});
    return places;
  }
  Image shown() {
    return raster_from_display_list(player_->draw(true), player_->stage().width(), player_->stage().height()).value();
  }

  std::shared_ptr<const ModelPreview> preview_ = preview_of(small_model(), 5);
  std::unique_ptr<Player> player_;
};

TEST_F(WaitingTest, PicturesOfThePackagePassUntilTheNetworkDraws) {
  open(Clock::live);
  fill(asleep);
  std::set<const Image*> seen;
  for (int i = 0; i < 600; ++i) {
    steps(1);
    for (const ImageCommand& image : preview_images()) seen.insert(image.image.get());
  }
  EXPECT_EQ(seen.size(), 5u) << "all of them, round and round";
  EXPECT_EQ(preview_images().size(), images().size()) << "no veil any more";
  EXPECT_FALSE(player_->piece().resting(player_->stage()));
}

TEST_F(WaitingTest, TheyComeThroughTheVeil) {
  open(Clock::live);
  step(*player_);
  ASSERT_EQ(images().size(), 2u);
  EXPECT_FALSE(is_of_preview(images()[0]));
  EXPECT_LT(images()[1].tint.a, 60);
  const Color wall = shown().at(0, 0);
  EXPECT_GT(wall.r + wall.g + wall.b, 3 * 180) << "light from the first tick";
  Color before = shown().at(50, 40);
  int largest = 0;
  for (int i = 0; i < 40; ++i) {
    steps(1);
    const Color now = shown().at(50, 40);
    for (const int change : {now.r - before.r, now.g - before.g, now.b - before.b})
      largest = std::max(largest, std::abs(change));
    before = now;
  }
  EXPECT_LE(largest, 16) << "levels of 255 from one tick to the next";
}

// Two pictures that are blended are neither: frames stand side by side, fill the print, and move to the left.
TEST_F(WaitingTest, TheyPassAsAFilm) {
  open(Clock::live, 500, 500);
  steps(40);
  const ImageCommand whole = images()[0];
  double seam = whole.x;
  int passing = 0;
  for (int i = 0; i < 300; ++i) {
    steps(1);
    const auto frames = images();
    ASSERT_LE(frames.size(), 2u);
    EXPECT_EQ(frames[0].tint.a, 255);
    EXPECT_DOUBLE_EQ(frames[0].x, whole.x);
    const double before = seam;
    seam = frames[0].x + frames[0].width;
    if (frames.size() == 1) {
      EXPECT_DOUBLE_EQ(frames[0].width, whole.width);
      continue;
    }
    ++passing;
    EXPECT_DOUBLE_EQ(frames[1].x, seam);
    EXPECT_DOUBLE_EQ(frames[1].width, whole.width - frames[0].width);
    EXPECT_LE(seam, before);
    EXPECT_LT(before - seam, 0.045 * whole.width) << "of the print from one tick to the next";
    for (const ImageCommand& frame : frames)
      EXPECT_NEAR(frame.crop_width / frame.image->width(), frame.width / whole.width, 1e-6) << "nothing is squeezed";
    EXPECT_NEAR(frames[0].crop_x + frames[0].crop_width, frames[0].image->width(), 1e-5);
    EXPECT_DOUBLE_EQ(frames[1].crop_x, 0);
  }
  EXPECT_GT(passing, 80);
}

TEST_F(WaitingTest, TheFirstPictureIsTheNextOnTheFilm) {
  for (const auto& [width, height] : {std::pair{100.0F, 100.0F}, {220.0F, 100.0F}, {100.0F, 220.0F}}) {
    for (const int begun : {30, 75}) {  // while one stands, and while it passes
      open(Clock::live, width, height);
      steps(5);
      const auto whole = places_of(preview_images());
      steps(begun - 5);
      fill(begun % 10);
      std::vector<ImageCommand> waiting;
      while (player_->piece().description(player_->stage()).starts_with("Pictures that")) {
        waiting = preview_images();
        steps(1);
        ASSERT_LT(player_->stage().tick(), 200u);
      }
      ASSERT_FALSE(waiting.empty());
      steps(1);
      const auto after = preview_images();
      ASSERT_EQ(after.size(), waiting.size()) << "nothing jumps";
      for (std::size_t i = 0; i < after.size(); ++i) {
        EXPECT_EQ(after[i].image, waiting[i].image);
        EXPECT_NEAR(after[i].width, waiting[i].width, 3.5);
      }
      steps(38);
      for (const ImageCommand& image : images()) EXPECT_EQ(image.tint.a, 255) << "no light comes through";
      EXPECT_FALSE(own_images().empty());
      steps(60);
      EXPECT_TRUE(preview_images().empty());
      EXPECT_EQ(places_of(own_images()), whole);
    }
  }
}

TEST_F(WaitingTest, NeighboursOnTheWallAreNeighboursOnTheStrip) {
  open(Clock::live, 220, 100);
  steps(30);
  const auto hung = preview_images();
  ASSERT_EQ(hung.size(), 5u) << "two on either side";
  const std::size_t order[] = {0, 4, 1, 3, 2};  // the middle, then those a step before and after it
  for (std::size_t i = 0; i < hung.size(); ++i) EXPECT_EQ(hung[i].image, preview_->pictures[order[i]]) << i;
  ASSERT_TRUE(player_->stage().params().set("rows", 3.0).ok());
  EXPECT_EQ(preview_images().size(), 9u);
}

TEST_F(WaitingTest, WhatLooksLikeTheOneBeforeIsPassedOver) {
  ModelPreview preview{preview_->model, {}};
  for (const int number : {0, 0, 0, 3, 3, 0, 2, 0}) preview.pictures.push_back(test::plain_picture(6, 6, number));
  preview_ = std::make_shared<const ModelPreview>(preview);
  open(Clock::live);
  std::vector<int> levels;
  for (int i = 0; i < 350; ++i) {
    steps(1);
    const int level = preview_images().back().image->at(0, 0).r;
    if (levels.empty() || levels.back() != level) levels.push_back(level);
  }
  EXPECT_EQ(levels, (std::vector{20, 50, 20, 40, 20}));
}

TEST_F(WaitingTest, WhoAskedForRestSeesOneThatStands) {
  open(Clock::live);
  player_->stage().set_reduced_motion(true);
  steps(1);
  ASSERT_EQ(images().size(), 1u);
  EXPECT_EQ(images()[0].image, preview_->pictures[0]);
  EXPECT_EQ(images()[0].tint.a, 255);
  steps(300);
  EXPECT_EQ(images()[0].image, preview_->pictures[0]);
  EXPECT_TRUE(player_->piece().resting(player_->stage()));
}

TEST_F(WaitingTest, NoFileEverShowsThem) {
  open(Clock::live);
  steps(60);
  EXPECT_FALSE(preview_images().empty());
  EXPECT_TRUE(preview_images(false).empty()) << "kept while the network wakes";
  EXPECT_EQ(images(false).size(), 1u) << "a veil";
  fill(0);
  steps(10);
  EXPECT_FALSE(preview_images().empty());
  EXPECT_TRUE(preview_images(false).empty()) << "kept while its first picture comes";

  open(Clock::offline);
  auto bare = Player::create("latent-walk", Clock::offline, 100, 100).value();
  for (int i = 0; i < 30; ++i) {
    steps(1);
    step(*bare);
  }
  EXPECT_EQ(raster_from_display_list(player_->draw(true), 100, 100)->rgba(),
            raster_from_display_list(bare->draw(true), 100, 100)->rgba());
}

TEST_F(WaitingTest, TheyAreSaidNotToBeTheNetworksOfNow) {
  open(Clock::live, 400, 600);
  EXPECT_NE(player_->piece().description(player_->stage()).find("Dots drew earlier"), std::string::npos);
  steps(30);
  const auto texts = [&] {
    std::string all;
    for (const Command& command : player_->draw(true).commands) {
      if (const auto* text = std::get_if<TextCommand>(&command)) all += text->text + "\n";
    }
    return all;
  };
  EXPECT_NE(texts().find("Drawn earlier"), std::string::npos) << texts();
  fill(0);
  steps(60);
  EXPECT_EQ(texts().find("Drawn earlier"), std::string::npos) << texts();
  EXPECT_EQ(player_->piece().description(player_->stage()).find("earlier"), std::string::npos);
}

TEST_F(WaitingTest, AnotherModelsPicturesBeginAnew) {
  open(Clock::live);
  steps(100);
  Model other = small_model();
  other.id = "lines";
  preview_ = preview_of(other, 3);
  player_->show_preview("generator", preview_);
  steps(1);
  EXPECT_EQ(images().size(), 2u) << "through the veil";
  player_->show_preview("generator", nullptr);
  steps(1);
  ASSERT_EQ(images().size(), 1u);
  EXPECT_FALSE(is_of_preview(images()[0]));
}

// A picture that no network drew here must not stay as if it had: what broke leaves what an empty slot shows.
TEST_F(WaitingTest, ANetworkThatCannotDrawLeavesTheVeil) {
  open(Clock::live, 220, 100);
  auto bare = Player::create("latent-walk", Clock::live, 220, 100).value();
  const auto session = fill(asleep);
  steps(30);
  EXPECT_FALSE(preview_images().empty());
  session->fail_all("The network broke.");
  steps(1);
  EXPECT_EQ(player_->stage().take_problem(), "The network broke.");
  EXPECT_GT(preview_images().front().tint.a, 200) << "softly, as they came";
  steps(60);
  EXPECT_TRUE(preview_images().empty());
  EXPECT_EQ(player_->piece().description(player_->stage()), "A veil of pale pixels: the model Dots could not draw.");
  while (bare->stage().tick() < player_->stage().tick()) step(*bare);
  EXPECT_EQ(shown().rgba(), raster_from_display_list(bare->draw(true), 220, 100)->rgba());
}

TEST_F(WaitingTest, AfterAFailureOnlyTheNetworkBringsPictures) {
  open(Clock::live);
  const auto session = fill(60);
  steps(30);
  session->fail_all("The network broke.");
  steps(60);
  ASSERT_TRUE(player_->stage().params().set("seed", std::string("another")).ok());
  while (own_images().empty()) {
    steps(1);
    ASSERT_TRUE(preview_images().empty());
    ASSERT_LT(player_->stage().tick(), 400u);
  }
  EXPECT_LT(images().back().tint.a, 60) << "through the veil";
}

TEST_F(WaitingTest, WhatFailedKeepsNoOtherModelsPicturesAway) {
  open(Clock::live);
  player_->stage().set_reduced_motion(true);
  fill(asleep)->fail_all("The network broke.");
  steps(2);
  ASSERT_FALSE(preview_images().empty());
  const auto session = fill(asleep);
  steps(1);
  session->fail_all("The network broke.");
  steps(2);
  EXPECT_TRUE(preview_images().empty());
  Model other = small_model();
  other.id = "lines";
  preview_ = preview_of(other, 3);
  player_->show_preview("generator", preview_);
  steps(2);
  EXPECT_FALSE(preview_images().empty()) << "while it is on its way";
  fill(asleep, other);
  steps(2);
  EXPECT_FALSE(preview_images().empty()) << "while it wakes";
}

TEST_F(WaitingTest, WhatAnotherNetworkDrewGoesWithTheOneThatCannot) {
  open(Clock::live);
  fill(0);
  steps(90);
  Model other = small_model();
  other.id = "lines";
  other.title = "Lines";
  preview_ = preview_of(other, 3);
  player_->show_preview("generator", preview_);
  const auto session = fill(asleep, other);
  steps(3);
  EXPECT_FALSE(own_images().empty()) << "until the new one draws";
  session->fail_all("The network broke.");
  steps(3);
  EXPECT_TRUE(own_images().empty());
  EXPECT_TRUE(preview_images().empty());
  EXPECT_EQ(player_->piece().description(player_->stage()), "A veil of pale pixels: the model Lines could not draw.");
}

// On a wall without cards each picture casts a shadow, and where two frames stand side by side they cast one.
TEST_F(WaitingTest, ShadowsStandStill) {
  open(Clock::live);
  ASSERT_TRUE(player_->stage().params().set("mount", std::string("bare")).ok());
  steps(60);
  const ImageCommand image = images()[0];
  const auto shadow = [&] {
    return shown().at(static_cast<int>(image.x + image.width / 2), static_cast<int>(image.y + image.height) + 1);
  };
  const Color before = shadow();
  for (int i = 0; i < 200; ++i) {
    steps(1);
    EXPECT_EQ(shadow(), before) << i;
  }
}

}  // namespace
}  // namespace reverie::pieces
