// The contact sheet, models of every batch, and jumps that are gone through.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "shared/canvas/raster.h"
#include "shared/piece/test/support.h"
#include "shared/pieces/latent-walk/course.h"
#include "shared/pieces/latent-walk/places.h"

namespace reverie::pieces {
namespace {

using test::loaded;
using test::small_model;
using test::step;

std::unique_ptr<Player> open(const Model& model, Clock clock = Clock::offline, int delay_polls = 0) {
  auto player = Player::create("latent-walk", clock, 400, 400).value();
  EXPECT_TRUE(player->fill_slot("generator", loaded(model, delay_polls)).ok());
  return player;
}

void set(Player& player, const char* name, ParamValue value) {
  ASSERT_TRUE(player.stage().params().set(name, std::move(value)).ok()) << name;
}

std::vector<ImageCommand> images_of(Player& player) {
  std::vector<ImageCommand> images;
  for (const Command& command : player.draw().commands) {
    if (const auto* image = std::get_if<ImageCommand>(&command)) images.push_back(*image);
  }
  return images;
}

int jobs(Player& player) {
  return static_cast<int>(static_cast<StubSession&>(*player.stage().slot("generator")->session).finished_jobs());
}

TEST(Sheet, NineDifferentPicturesInOneCall) {
  auto player = open(small_model());
  set(*player, "rows", 3.0);
  step(*player);
  std::set<std::vector<std::uint8_t>> different;
  for (const ImageCommand& command : images_of(*player)) different.insert(command.image->rgba());
  EXPECT_EQ(different.size(), 9u);
  EXPECT_EQ(jobs(*player), 1);
}

// Fixed batches: one by one, or four at a time with the last one said again; the pictures are the same.
TEST(Sheet, ModelsOfAnyBatchHangTheSame) {
  std::vector<std::vector<std::uint8_t>> sheets;
  for (const auto& [batch, calls] : {std::pair{-1, 1}, {1, 9}, {4, 3}, {9, 1}, {16, 1}}) {
    Model model = small_model();
    for (Port& port : model.inputs) port.shape[0] = {batch, batch < 0 ? "N" : ""};
    for (Port& port : model.outputs) port.shape[0] = {batch, batch < 0 ? "N" : ""};
    auto player = open(model);
    set(*player, "rows", 3.0);
    step(*player);
    EXPECT_EQ(player->stage().take_problem(), "") << batch;
    EXPECT_EQ(jobs(*player), calls) << batch;
    sheets.push_back(raster_from_display_list(player->draw(), 100, 100)->rgba());
    EXPECT_EQ(sheets.back(), sheets.front()) << batch;
  }
}

TEST(Sheet, GreyModelsAndThoseWithSquareCodesHangToo) {
  Model model = small_model();
  model.inputs.resize(1);
  model.inputs[0].shape = {{1, ""}, {8, ""}, {1, ""}, {1, ""}};
  model.outputs[0].shape[0] = {1, ""};
  model.outputs[0].shape[1].size = 1;
  auto player = open(model);
  set(*player, "rows", 2.0);
  step(*player);
  ASSERT_EQ(images_of(*player).size(), 4u);
  const Color grey = images_of(*player)[0].image->at(2, 3);
  EXPECT_TRUE(grey.r == grey.g && grey.g == grey.b);
  EXPECT_EQ(player->stage().take_problem(), "");
}

// A large port would make one call larger than a tensor may be.
TEST(Sheet, LargePicturesAreAskedInParts) {
  Model model = small_model();
  model.outputs[0].shape[2].size = model.outputs[0].shape[3].size = 512;
  auto player = open(model);
  set(*player, "rows", 3.0);
  step(*player);
  EXPECT_EQ(player->stage().take_problem(), "");
  EXPECT_EQ(images_of(*player).size(), 9u);
  EXPECT_EQ(jobs(*player), 5);
}

TEST(Sheet, ClickingAPictureMakesItTheMiddle) {
  for (const int rows : {2, 3, 5}) {
    auto player = open(small_model());
    set(*player, "rows", static_cast<double>(rows));
    step(*player);
    const Group group{rows, 0, true};
    const Hanging hanging = hang(400, 400, group, 6, 6, Scaling::nearest);
    const std::size_t last = hanging.pictures.size() - 1;
    const auto clicked = images_of(*player)[last].image->rgba();
    const Vec2 at{hanging.pictures[last].x + 4.0, hanging.pictures[last].y + 4.0};
    player->pointer({PointerPhase::down, at, {}, 0.5F, 0});
    player->pointer({PointerPhase::move, {at.x + 3, at.y}, {3, 0}, 0.5F, 0});  // no hand is still
    player->pointer({PointerPhase::up, {at.x + 3, at.y}, {}, 0, 0});
    const double step_off = (rows - 1 - (rows - 1) / 2) * 0.5;
    EXPECT_EQ(player->stage().params().pad("pad"), (Vec2{step_off, step_off})) << rows;
    step(*player);
    EXPECT_EQ(images_of(*player)[middle_of(group)].image->rgba(), clicked) << rows;
  }
}

TEST(Sheet, KeysHangMoreAndGoAWholePicture) {
  auto player = open(small_model());
  EXPECT_TRUE(player->key({"c"}));
  EXPECT_EQ(player->stage().params().number("rows"), 2);
  for (int i = 0; i < 9; ++i) player->key({"c"});
  EXPECT_EQ(player->stage().params().number("rows"), most_rows);
  player->key({"ArrowRight", true});
  EXPECT_EQ(player->stage().params().pad("pad"), (Vec2{0.5, 0}));
  for (int i = 0; i < 9; ++i) player->key({"C", true});
  EXPECT_EQ(player->stage().params().number("rows"), 1);
}

TEST(Sheet, ItsHandlesAreInNoKeptPicture) {
  auto player = open(small_model());
  set(*player, "rows", 3.0);
  step(*player);
  const DisplayList kept = player->draw(), live = player->draw(true);
  EXPECT_GT(live.commands.size(), kept.commands.size());
  EXPECT_EQ(raster_from_display_list(kept, 60, 60)->rgba(), raster_from_display_list(player->draw(), 60, 60)->rgba());
}

// Another seed: no cut, every frame on the way is near the one before. Offline and with reduced motion it is there at
// once.
TEST(Jump, IsGoneThroughCodeByCode) {
  for (const bool reduced : {false, true}) {
    auto player = open(small_model(), Clock::live);
    player->stage().set_reduced_motion(reduced);
    for (int i = 0; i < 100; ++i) step(*player);
    auto last = images_of(*player)[0].image->rgba();
    const auto first = last;
    set(*player, "seed", std::string("harbour"));
    int largest = 0, moved = 0;
    for (int i = 0; i < 40; ++i) {
      step(*player);
      const auto now = images_of(*player)[0].image->rgba();
      int difference = 0;
      for (std::size_t k = 0; k < now.size(); ++k) difference = std::max(difference, std::abs(now[k] - last[k]));
      largest = std::max(largest, difference);
      moved += difference > 0;
      last = now;
    }
    auto other = open(small_model());
    set(*other, "seed", std::string("harbour"));
    step(*other);
    EXPECT_EQ(last, images_of(*other)[0].image->rgba());
    int whole = 0;
    for (std::size_t k = 0; k < last.size(); ++k) whole = std::max(whole, std::abs(first[k] - last[k]));
    EXPECT_EQ(moved, reduced ? 1 : 24);
    EXPECT_EQ(largest == whole, reduced) << largest << " of " << whole;
  }
}

TEST(Steps, BeginInTheMiddle) {
  EXPECT_EQ(steps_of({1, 2, true}), (std::vector<Vec2>{{0, 0}, {-1, 0}, {1, 0}, {-2, 0}, {2, 0}}));
  for (int rows = 1; rows <= most_rows; ++rows) {
    const Group group{rows, 0, true};
    EXPECT_EQ(steps_of(group)[middle_of(group)], (Vec2{0, 0})) << rows;
  }
}

}  // namespace
}  // namespace reverie::pieces
