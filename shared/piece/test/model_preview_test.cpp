#include "shared/piece/model_preview.h"

#include <gtest/gtest.h>

#include "shared/piece/test/support.h"

namespace reverie {
namespace {

std::shared_ptr<const Model> model_of(int width, int height) {
  Model model = test::small_model();
  model.outputs[0].shape = {{-1, "N"}, {3, ""}, {height, ""}, {width, ""}};
  return std::make_shared<const Model>(std::move(model));
}

// Pictures of one colour each, side by side.
Image strip_of(int width, int height, int pictures) {
  Image strip = Image::create(width * pictures, height).value();
  for (int i = 0; i < pictures; ++i) {
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) strip.set(i * width + x, y, test::plain_picture(1, 1, i)->at(0, 0));
    }
  }
  return strip;
}

TEST(ModelPreview, AStripIsCutIntoItsPictures) {
  const auto preview = preview_from_strip(model_of(6, 6), strip_of(6, 6, 5));
  ASSERT_TRUE(preview.ok()) << preview.error().message;
  ASSERT_EQ(preview->pictures.size(), 5u);
  for (int i = 0; i < 5; ++i) {
    const Image& picture = *preview->pictures[static_cast<std::size_t>(i)];
    EXPECT_EQ(picture.rgba(), test::plain_picture(6, 6, i)->rgba()) << i;
  }
}

// What publishing makes of pictures that are larger than a strip wants them: whole squares, the rest left over.
TEST(ModelPreview, PicturesMayBeSmallerByAWholeNumber) {
  const std::pair<Vec2, Vec2> cases[] = {
      {{128, 128}, {64, 64}}, {{100, 75}, {50, 37}}, {{75, 100}, {37, 50}}, {{400, 3}, {57, 1}}};
  for (const auto& [full, small] : cases) {
    const auto model = model_of(static_cast<int>(full.x), static_cast<int>(full.y));
    const auto preview = preview_from_strip(model, strip_of(static_cast<int>(small.x), static_cast<int>(small.y), 16));
    ASSERT_TRUE(preview.ok()) << preview.error().message;
    EXPECT_EQ(preview->pictures[0]->width(), small.x) << full.x;
    EXPECT_EQ(preview->pictures.size(), 16u);
  }
}

TEST(ModelPreview, WhatIsNoRowOfTheModelsPicturesIsRefused) {
  const auto model = model_of(6, 6);
  const auto refused = [&](const std::shared_ptr<const Model>& of, const Image& strip) {
    const auto preview = preview_from_strip(of, strip);
    EXPECT_FALSE(preview.ok()) << strip.width() << " × " << strip.height();
    return preview.ok() ? "" : preview.error().message;
  };
  EXPECT_NE(refused(model, strip_of(7, 6, 3)).find("dots"), std::string::npos) << "names the model";
  EXPECT_NE(refused(model, strip_of(7, 6, 3)).find("21 × 6"), std::string::npos) << "and the size";
  refused(model, strip_of(6, 5, 3));
  refused(model, strip_of(12, 12, 3));  // larger than the model draws
  refused(model, strip_of(6, 6, max_strip_pictures + 1));
  refused(model, Image());
  refused(model_of(6, 300), strip_of(6, 300, 2));
  refused(model_of(max_strip_width, 6), strip_of(max_strip_width, 6, 2));
  Model blind = test::small_model();
  blind.outputs.clear();
  refused(std::make_shared<const Model>(blind), strip_of(6, 6, 3));
  EXPECT_TRUE(preview_from_strip(model, strip_of(6, 6, max_strip_pictures)).ok());
  EXPECT_TRUE(preview_from_strip(model, strip_of(6, 6, 1)).ok());
}

TEST(ModelPreview, OnlyTheLiveStageShowsThem) {
  const auto preview = test::preview_of(test::small_model(), 3);
  Stage live(Clock::live, 10, 10), offline(Clock::offline, 10, 10);
  for (Stage* stage : {&live, &offline}) stage->set_preview("generator", preview);
  EXPECT_EQ(live.preview("generator"), preview.get());
  EXPECT_EQ(live.preview("painter"), nullptr);
  EXPECT_EQ(offline.preview("generator"), nullptr);
  live.hide_previews(true);
  EXPECT_EQ(live.preview("generator"), nullptr);
  live.hide_previews(false);
  live.set_preview("generator", nullptr);
  EXPECT_EQ(live.preview("generator"), nullptr);
}

TEST(ModelPreview, APlayerTakesThoseOfModelsThatFit) {
  auto player = Player::create("latent-walk", Clock::live, 64, 64).value();
  const auto preview = test::preview_of(test::small_model(), 3);
  player->show_preview("generator", preview);
  EXPECT_EQ(player->stage().preview("generator"), preview.get());
  player->show_preview("painter", preview);
  EXPECT_EQ(player->stage().preview("painter"), nullptr);
  Model deaf = test::small_model();
  deaf.inputs.erase(deaf.inputs.begin());
  player->show_preview("generator", test::preview_of(deaf, 3));
  EXPECT_EQ(player->stage().preview("generator"), nullptr) << "nor does the one before stay";
  EXPECT_EQ(player->stage().take_problem(), "") << "opening the model says so";
}

}  // namespace
}  // namespace reverie
