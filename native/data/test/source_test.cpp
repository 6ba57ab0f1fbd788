#include <gtest/gtest.h>

#include <set>

#include "native/data/test/source_folder.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

class Sources : public SourceFolder {};

TEST_F(Sources, FolderIsReadAtAnyDepthSortedOnceEach) {
  paint("b.png", {0, 0, 200, 255});
  paint("a/deep/one.PNG", {200, 0, 0, 255});
  paint("a/same.png", {200, 0, 0, 255});
  paint("clear.png", {99, 99, 99, 0});
  write("notes.txt", "no picture");
  write("bad.png", "no picture either");
  write("SOURCE.txt", "repo: somewhere\nlicence: CC0 1.0 (see LICENSE)\ncredits: A. Person\n");
  const auto data = read();
  ASSERT_TRUE(data.ok()) << data.error().message;
  EXPECT_TRUE(check_dataset(*data).ok());
  EXPECT_EQ(data->kind, DatasetKind::pictures);
  ASSERT_EQ(data->count, 3);
  EXPECT_EQ(report_.doubled, 1);
  EXPECT_EQ(report_.unreadable, 1);
  ASSERT_EQ(report_.problems.size(), 1u);
  EXPECT_NE(report_.problems[0].find("bad.png"), std::string::npos);
  EXPECT_EQ(data->pixels[0], 200);                      // a/deep/one.PNG comes first
  EXPECT_EQ(data->pixels[2 * data->item_bytes()], 10);  // clear.png lies on the matte
  EXPECT_EQ(data->pixels[2 * data->item_bytes() + 2], 30);
  EXPECT_EQ(data->record.licence, "CC0 1.0");
  EXPECT_EQ(data->record.credits, "A. Person");
}

TEST_F(Sources, LayersBecomeAxes) {
  paint("2-hats/v0-hat-red-cap.png", {200, 0, 0, 255});
  paint("2-hats/v1-hat-veil.png", {0, 0, 0, 0});
  paint("2-hats/v1-hat-veil-copy.png", {0, 0, 0, 0});
  paint("1-faces/plain.png", {9, 9, 9, 255});
  const auto data = read();
  ASSERT_TRUE(data.ok()) << data.error().message;
  EXPECT_TRUE(check_dataset(*data).ok());
  ASSERT_EQ(data->axes.size(), 3u);
  EXPECT_EQ(data->axes[0].name, "background");
  EXPECT_EQ(data->axes[1].name, "face");
  EXPECT_EQ(data->axes[2].name, "hat");
  EXPECT_EQ(data->axes[2].labels, (std::vector<std::string>{"red-cap", "veil-copy"}));
  EXPECT_EQ(report_.doubled, 1);
  EXPECT_EQ(data->combinations(), 4);
}

TEST_F(Sources, LabelsDoNotRepeatTheirAxis) {
  paint("1-accessories/v0-accessory-eye.png", {9, 9, 9, 255});
  paint("1-accessories/v0-body-ice.png", {9, 9, 99, 255});
  const auto data = read();
  ASSERT_TRUE(data.ok()) << data.error().message;
  EXPECT_EQ(data->axes[1].name, "accessory");
  EXPECT_EQ(data->axes[1].labels, (std::vector<std::string>{"eye", "body-ice"}));
}

TEST_F(Sources, SamplesStackWhatTheirLabelsSay) {
  paint("1-faces/plain.png", {9, 9, 9, 0});
  paint("2-hats/red.png", {200, 0, 0, 255});
  paint("2-hats/none.png", {0, 0, 0, 0});
  const auto data = read();
  ASSERT_TRUE(data.ok());
  std::vector<float> picture(3 * 16 * 16), again(picture.size());
  std::int32_t labels[3], same[3];
  std::set<int> grounds;
  for (std::uint64_t seed = 0; seed < 64; ++seed) {
    sample_from_dataset(*data, Random(seed), picture.data(), labels);
    sample_from_dataset(*data, Random(seed), again.data(), same);
    EXPECT_EQ(picture, again);
    grounds.insert(labels[0]);
    const bool red = data->axes[2].labels[static_cast<std::size_t>(labels[2])] == "red";
    const float ground = labels[0] == 0 ? 1.0f : -1.0f;
    EXPECT_NEAR(picture[0], red ? 200 / 127.5f - 1 : ground, 1e-5);
  }
  EXPECT_EQ(grounds.size(), 2u);
}

TEST_F(Sources, NothingThereGivesASentence) {
  EXPECT_NE(read().error().message.find("no picture"), std::string::npos);
  EXPECT_NE(dataset_from_source("no/such/place", options_, report_).error().message.find("no/such/place"),
            std::string::npos);
  EXPECT_FALSE(dataset_from_source("procedural:nothing", options_, report_).ok());
  write("only.png", "broken");
  EXPECT_FALSE(read().ok());
}

TEST_F(Sources, HashFollowsContentAndName) {
  paint("a.png", {1, 2, 3, 255});
  const auto hash = [&] { return source_hash(root_.string(), options_).value(); };
  const std::string first = hash();
  EXPECT_EQ(first, hash());
  paint("a.png", {1, 2, 4, 255});
  const std::string changed = hash();
  EXPECT_NE(first, changed);
  fs::rename(root_ / "a.png", root_ / "b.png");
  EXPECT_NE(changed, hash());
}

TEST(Square, CropsTheCentreAndAverages) {
  Image image = Image::create(8, 4).value();
  for (int y = 0; y < 4; ++y)
    for (int x = 0; x < 8; ++x)
      image.set(x, y, x < 2 || x > 5 ? Color{255, 0, 0, 255} : Color{0, static_cast<std::uint8_t>(x * 10), 0, 255});
  const Image half = square_from_image(image, 2);
  EXPECT_EQ(half.at(0, 0), (Color{0, 25, 0, 255}));  // columns 2 and 3
  EXPECT_EQ(half.at(1, 1), (Color{0, 45, 0, 255}));
  const Image doubled = square_from_image(half, 4);
  EXPECT_EQ(doubled.at(1, 1), half.at(0, 0));
  EXPECT_EQ(doubled.at(2, 1), half.at(1, 0));
}

TEST(Square, InvisibleColourDoesNotBleed) {
  Image image = Image::create(2, 2).value();
  for (int y = 0; y < 2; ++y) image.set(0, y, {100, 50, 0, 255}), image.set(1, y, {255, 255, 255, 0});
  EXPECT_EQ(square_from_image(image, 1).at(0, 0), (Color{100, 50, 0, 128}));
}

TEST(Procedure, DeStijlIsSeededAndVaried) {
  PackOptions options{.size = 16, .grounds = {}, .procedural_count = 4, .seed = 3};
  PackReport report;
  const auto once = dataset_from_source("procedural:de-stijl", options, report);
  ASSERT_TRUE(once.ok()) << once.error().message;
  EXPECT_TRUE(check_dataset(*once).ok());
  const auto twice = dataset_from_source("procedural:de-stijl", options, report);
  EXPECT_EQ(once->pixels, twice->pixels);
  const auto item = [&](std::size_t i) {
    const auto at = once->pixels.begin() + static_cast<std::ptrdiff_t>(i * once->item_bytes());
    return std::vector<std::uint8_t>(at, at + static_cast<std::ptrdiff_t>(once->item_bytes()));
  };
  EXPECT_NE(item(0), item(1));
  options.seed = 4;
  EXPECT_NE(dataset_from_source("procedural:de-stijl", options, report)->pixels, once->pixels);
}

}  // namespace
}  // namespace reverie
