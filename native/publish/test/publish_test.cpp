// The packaging half on a hand-written network: no LibTorch, no training.
#include "native/publish/publish.h"

#include <gtest/gtest.h>

#include <fstream>

#include "native/codec/image_read.h"
#include "native/codec/png_write.h"
#include "native/publish/card.h"
#include "native/publish/check.h"
#include "native/publish/package_write.h"
#include "native/publish/palette.h"
#include "native/publish/previews.h"
#include "native/runtime/ort_session.h"
#include "native/runtime/test/tiny_onnx.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

// A run as the trainer and the exporter leave it.
void make_run(const fs::path& run, float golden_error = 0) {
  const NamedTensors inputs = tiny::inputs(2);
  const auto session = ort_session_from_bytes(std::make_shared<const Model>(tiny::model()), tiny::graph_bytes());
  ASSERT_TRUE(session.ok()) << session.error().message;
  const auto outputs = run_and_wait(**session, inputs);
  ASSERT_TRUE(outputs.ok()) << outputs.error().message;
  std::vector<float> given(inputs[0].tensor.floats().begin(), inputs[0].tensor.floats().end());
  given.insert(given.end(), inputs[1].tensor.floats().begin(), inputs[1].tensor.floats().end());
  std::vector<float> drawn(outputs->front().tensor.floats().begin(), outputs->front().tensor.floats().end());
  drawn[5] += golden_error;
  const std::vector<PackageFile> files = {{"generator", "generator", "onnx", tiny::graph_bytes()},
                                          {"golden-input", "golden-input", "f32", bytes_from_floats(given)},
                                          {"golden-output", "golden-output", "f32", bytes_from_floats(drawn)}};
  Model model = tiny::model();
  model.golden = Golden{hashed_name(files[1]), hashed_name(files[2]), 2e-5f, 1e-6f};
  ASSERT_TRUE(write_package(run / "export", model, files).ok());
  Image grid = *Image::create(64, 64);
  for (int i = 0; i < 64 * 64; ++i)
    grid.set(i % 64, i / 64, {static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i / 64), 90, 255});
  for (const char* name : {"reals.png", "fakes_init.png", "fakes_000005.png", "fakes_000010.png"})
    ASSERT_TRUE(write_png(run / name, grid).ok());
}

PublishOrder order_for(const fs::path& root) {
  PublishOrder order;
  order.run = root / "run";
  order.models = root / "models";
  order.id = "moods";
  order.title = "Moods";
  order.licence = "CC0-1.0";
  order.author = "A. Person";
  return order;
}

class Publish : public ::testing::Test {
 protected:
  void SetUp() override {
    root_ =
        tiny::fresh_folder(::testing::TempDir(),
                           std::string("publish-") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    make_run(root_ / "run");
  }
  void TearDown() override { fs::remove_all(root_); }
  std::string check_sentence(const fs::path& folder) {
    std::vector<CheckLine> lines;
    const auto sound = check_package(folder, lines);
    return sound ? "" : sound.error().message;
  }
  fs::path root_;
};

TEST_F(Publish, MakesAPackageThatChecksAndPlays) {
  const auto report = publish_run(order_for(root_));
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->folder, root_ / "models" / "moods");
  const auto package = package_from_folder(report->folder);
  ASSERT_TRUE(package.ok()) << package.error().message;
  const Model& model = package->model;
  EXPECT_EQ(model.id, "moods");
  EXPECT_EQ(model.author, "A. Person");
  EXPECT_EQ(model.previews.size(), 2u);
  EXPECT_NE(model.file_with_role("sheet"), nullptr);
  ASSERT_EQ(model.timeline.size(), 3u);
  EXPECT_EQ(model.timeline[0].pictures, 0u);
  EXPECT_EQ(model.timeline[2].pictures, 320u) << "10 steps of 32 pictures";
  EXPECT_TRUE(load_package(report->folder).ok());
  for (const ModelFile& file : model.files)
    EXPECT_NE(file.name.find("." + file.sha256.substr(0, 8) + "."), std::string::npos);
}

TEST_F(Publish, PreviewsHaveTheirSizes) {
  const auto report = publish_run(order_for(root_));
  const auto package = package_from_folder(report->folder);
  const auto preview = image_from_file(report->folder / package->model.file_with_role("preview")->name);
  ASSERT_TRUE(preview.ok()) << preview.error().message;
  EXPECT_EQ(preview->width(), 8 * 8 * 2);
  EXPECT_EQ(preview->height(), 4 * 8 * 2);
  const auto strip = image_from_file(report->folder / package->model.file_with_role("strip")->name);
  ASSERT_TRUE(strip.ok()) << strip.error().message;
  EXPECT_EQ(strip->width(), 16 * 8);
}

TEST_F(Publish, TwiceGivesTheSameBytes) {
  const auto first = publish_run(order_for(root_));
  const auto one = text_from_file(first->folder / "model.json", 1 << 20);
  ASSERT_TRUE(publish_run(order_for(root_)).ok());
  EXPECT_EQ(*one, *text_from_file(first->folder / "model.json", 1 << 20));
}

TEST_F(Publish, ReplacingLeavesNoFileOfTheOldOne) {
  const auto first = publish_run(order_for(root_));
  ASSERT_TRUE(first.ok());
  fs::remove(root_ / "run" / "fakes_000005.png");
  fs::remove(root_ / "run" / "reals.png");
  ASSERT_TRUE(publish_run(order_for(root_)).ok());
  const auto package = package_from_folder(first->folder);
  std::size_t there = 0;
  for (const auto& entry : fs::directory_iterator(first->folder)) {
    ++there;
    EXPECT_EQ(entry.path().filename().string().find(".tmp"), std::string::npos);
  }
  EXPECT_EQ(there, package->model.files.size() + 2) << "the files, CARD.md and model.json";
}

// 100 % of flipped bytes are refused: every file of the package, at several places, the manifest's hashes included.
TEST_F(Publish, AFlippedByteInAnyFileFailsTheCheck) {
  const auto report = publish_run(order_for(root_));
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(check_sentence(report->folder), "");
  const auto package = package_from_folder(report->folder);
  for (const ModelFile& file : package->model.files) {
    const fs::path path = report->folder / file.name;
    const Bytes whole = *bytes_from_file(path, 1 << 24);
    for (const std::size_t at : {std::size_t{0}, whole.size() / 2, whole.size() - 1}) {
      Bytes damaged = whole;
      damaged[at] ^= 1;
      ASSERT_TRUE(write_file_whole(path, damaged).ok());
      EXPECT_NE(check_sentence(report->folder).find("'" + file.name + "'"), std::string::npos)
          << file.name << " byte " << at;
    }
    ASSERT_TRUE(write_file_whole(path, whole).ok());
  }
  EXPECT_EQ(check_sentence(report->folder), "");
}

TEST_F(Publish, AChangedHashInTheManifestFailsTheCheck) {
  const auto report = publish_run(order_for(root_));
  std::string manifest = *text_from_file(report->folder / "model.json", 1 << 20);
  const auto at = manifest.find("\"sha256\":\"") + 10;
  manifest[at] = manifest[at] == '0' ? '1' : '0';
  ASSERT_TRUE(write_file_whole(report->folder / "model.json", manifest).ok());
  EXPECT_NE(check_sentence(report->folder).find("damaged"), std::string::npos);
}

TEST_F(Publish, AWrongGoldenOutputIsSeen) {
  make_run(root_ / "run", 0.01f);
  const auto report = publish_run(order_for(root_));
  ASSERT_FALSE(report.ok());
  EXPECT_NE(report.error().message.find("golden output"), std::string::npos) << report.error().message;
}

TEST_F(Publish, AMissingFileFailsTheCheck) {
  const auto report = publish_run(order_for(root_));
  const auto package = package_from_folder(report->folder);
  fs::remove(report->folder / package->model.files[1].name);
  EXPECT_NE(check_sentence(report->folder).find(package->model.files[1].name), std::string::npos);
}

TEST_F(Publish, KnowsWhenAnExportIsStale) {
  EXPECT_FALSE(needs_export(root_ / "run"));
  fs::create_directories(root_ / "run" / "snapshots");
  ASSERT_TRUE(write_file_whole(root_ / "run" / "snapshots" / "snapshot-00000001.snap", std::string_view("x")).ok());
  fs::last_write_time(root_ / "run" / "snapshots" / "snapshot-00000001.snap",
                      fs::last_write_time(root_ / "run" / "export" / "model.json") + std::chrono::seconds(5));
  EXPECT_TRUE(needs_export(root_ / "run"));
  EXPECT_TRUE(needs_export(root_ / "no-run"));
}

TEST_F(Publish, ARunWithoutExportIsASentence) {
  PublishOrder order = order_for(root_);
  order.run = root_ / "nothing";
  const auto report = publish_run(order);
  ASSERT_FALSE(report.ok());
  EXPECT_NE(report.error().message.find("nothing"), std::string::npos);
  EXPECT_FALSE(fs::exists(root_ / "models"));
}

TEST(Card, EscapesWhatAPersonWrote) {
  Model model = tiny::model();
  model.title = "<script>alert(1)</script> [x](y)";
  const std::string card = card_from_model(model, "# not a heading");
  EXPECT_EQ(card.find("<script>"), std::string::npos);
  EXPECT_EQ(card.find("[x](y)"), std::string::npos);
  EXPECT_NE(card.find("\\# not a heading"), std::string::npos);
  EXPECT_NE(card.find("weights of 3 labels"), std::string::npos);
}

TEST(Palette, KeepsFewColorsAndReducesMany) {
  Image image = *Image::create(32, 32);
  for (int i = 0; i < 1024; ++i) image.set(i % 32, i / 32, {static_cast<std::uint8_t>(i % 4 * 60), 0, 0, 255});
  EXPECT_EQ(with_fewer_colors(image, 4).rgba(), image.rgba());
  for (int i = 0; i < 1024; ++i)
    image.set(i % 32, i / 32, {static_cast<std::uint8_t>(i / 4), static_cast<std::uint8_t>(i), 9, 255});
  const Image reduced = with_fewer_colors(image, 16);
  std::set<std::uint32_t> colors;
  double distance = 0;
  for (int i = 0; i < 1024; ++i) {
    const Color a = image.at(i % 32, i / 32), b = reduced.at(i % 32, i / 32);
    colors.insert(static_cast<std::uint32_t>(b.r << 16 | b.g << 8 | b.b));
    distance += std::abs(a.r - b.r) + std::abs(a.g - b.g);
  }
  EXPECT_LE(colors.size(), 16u);
  EXPECT_GE(colors.size(), 12u);
  EXPECT_LT(distance / 1024, 40) << "colours must stay near those they stand for";
}

TEST(Previews, TilesAndGridAreInverse) {
  std::vector<Image> pictures;
  for (int i = 0; i < 6; ++i) {
    pictures.push_back(*Image::create(4, 4));
    for (int p = 0; p < 16; ++p)
      pictures.back().set(p % 4, p / 4, {static_cast<std::uint8_t>(40 * i), static_cast<std::uint8_t>(p), 0, 255});
  }
  const auto tiles = tiles_of(*grid_of(pictures, 3, 1), 4, 0, 2);
  ASSERT_EQ(tiles.size(), 6u);
  for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(tiles[i].rgba(), pictures[i].rgba());
}

}  // namespace
}  // namespace reverie
