// The program itself, as a person runs it: what it says, on which stream, and with which code it ends.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "native/cli/test/ran.h"
#include "native/codec/image_read.h"
#include "native/files/files.h"
#include "native/runtime/test/tiny_onnx.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

class Cli : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = tiny::fresh_folder(::testing::TempDir(),
                                 std::string("cli-") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    tiny::write_plain_package(folder_ / "models" / "tiny");
  }
  void TearDown() override { fs::remove_all(folder_); }

  Ran run(const std::string& words) { return ran_program(folder_, words); }

  // One sentence on stderr that names `thing`, nothing on stdout, this code.
  void expect_refused(const std::string& words, int code, const std::string& thing) {
    const Ran ran = run(words);
    EXPECT_EQ(ran.code, code) << words << "\n" << ran.err;
    EXPECT_EQ(ran.out, "") << words;
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << words << "\n" << ran.err;
    EXPECT_TRUE(ran.err.starts_with("reverie: ")) << ran.err;
    EXPECT_NE(ran.err.find(thing), std::string::npos) << words << "\n" << ran.err;
  }
  fs::path folder_;
};

TEST_F(Cli, HelpIsWorthReading) {
  const Ran ran = run("--help");
  EXPECT_EQ(ran.code, 0);
  for (const char* verb :
       {"play", "render", "pieces", "models", "recipes", "publish", "import", "check", "train", "export"})
    EXPECT_NE(ran.out.find(verb), std::string::npos) << verb;
  EXPECT_EQ(run("").out, ran.out);
  for (const char* verb : {"play", "render", "publish", "import", "check"})
    EXPECT_EQ(run(std::string(verb) + " --help").code, 0) << verb;
}

TEST_F(Cli, ImportSaysWhichWordIsWrong) {
  expect_refused("import", 2, "file");
  expect_refused("import nothing.onnx", 2, "--id");
  expect_refused("import nothing.onnx --id Big", 2, "'Big'");
  expect_refused("import nothing.onnx --id a", 2, "nothing.onnx");
  expect_refused("import nothing.onnx --id a --range 1", 2, "--range takes two numbers");
  expect_refused("import nothing.onnx --id a --range 1,-1", 2, "'1,-1'");
  expect_refused("import nothing.onnx --id a --labels x,y,x", 2, "'x' was given twice");
  expect_refused("import nothing.onnx --id a --labels x,,y", 2, "label ''");
  expect_refused("import nothing.onnx --id a --labels-file nowhere.txt", 2, "nowhere.txt");
  expect_refused("import nothing.onnx --id a --axis 'a b'", 2, "'a b'");
  expect_refused("import nothing.onnx --id a --codes gamma", 2, "gamma");
  expect_refused("import nothing.onnx --id a --classes 9999", 2, "9999");
}

TEST_F(Cli, WrongWordsGetOneSentence) {
  expect_refused("rendr", 2, "'rendr'");
  expect_refused("rendr de-stijl", 2, "no verb 'rendr'");  // not the words in another order
  expect_refused("--wrong", 2, "--wrong");
  expect_refused("render de-stijl --out a.png --wrong", 2, "--wrong");
  expect_refused("render", 2, "piece");
  expect_refused("render de-stijl", 2, "--out");
  expect_refused("render nothing --out a.png", 2, "nothing");
  expect_refused("render de-stijl --out a.jpg", 2, "a.jpg");
  expect_refused("render de-stijl --out a.png --size 12", 2, "'12'");
  expect_refused("render de-stijl --out a.png --size 0x10", 2, "'0x10'");
  expect_refused("render de-stijl --out a.png --size 99999x10", 2, "99999x10");
  expect_refused("render de-stijl --out a.png --frames 0", 2, "--frames");
  expect_refused("render de-stijl --out a.png --set seed", 2, "'seed'");
  expect_refused("render de-stijl --out a.png --set no-such=1", 2, "no-such");
  expect_refused("render de-stijl --out a.png --link '%zz'", 2, "link");
  EXPECT_FALSE(fs::exists(folder_ / "a.png"));
}

TEST_F(Cli, WorkThatFailsEndsWithOne) {
  expect_refused("render de-stijl --out no/such/folder/a.png", 1, "no/such/folder/a.png");
  expect_refused("render latent-walk --model generator=huge --out a.png", 1, "'huge'");
  expect_refused("render latent-walk --model ./nowhere --out a.png", 1, "./nowhere");
  expect_refused("render latent-walk --models empty --out a.png", 1, "'generator'");
  expect_refused("render de-stijl --model generator=tiny --out a.png", 1, "generator");
  expect_refused("check nowhere", 1, "'nowhere'");
  expect_refused("publish nowhere --id a --title A --licence L --author P", 2, "'nowhere'");
  expect_refused("publish models --id Bad_Id --title A --licence L --author P", 2, "'Bad_Id'");
  EXPECT_FALSE(fs::exists(folder_ / "a.png"));
}

TEST_F(Cli, CheckWantsAGoldenPairAndNamesADamagedFile) {
  expect_refused("check tiny >/dev/null", 1, "golden");
  for (const auto& entry : fs::directory_iterator(folder_ / "models" / "tiny"))
    if (entry.path().extension() == ".onnx") fs::resize_file(entry.path(), 64);
  expect_refused("check tiny >/dev/null", 1, "damaged");
}

TEST_F(Cli, RenderIsRepeatableAndSeedsDiffer) {
  ASSERT_EQ(run("render de-stijl --seed 7 --size 96x64 --out a.png").code, 0);
  ASSERT_EQ(run("render de-stijl --set seed=7 --size 96x64 --out b.png").code, 0);
  ASSERT_EQ(run("render de-stijl --seed eight --size 96x64 --out c.png").code, 0);
  const auto a = bytes_from_file(folder_ / "a.png", 1 << 20);
  EXPECT_EQ(*a, *bytes_from_file(folder_ / "b.png", 1 << 20));
  EXPECT_NE(*a, *bytes_from_file(folder_ / "c.png", 1 << 20));
  const auto picture = image_from_file(folder_ / "a.png");
  EXPECT_EQ(picture->width(), 96);
  EXPECT_EQ(picture->height(), 64);
}

TEST_F(Cli, RenderWritesShapesAsSvg) {
  ASSERT_EQ(run("render de-stijl --seed 7 --size 96x64 --out a.svg").code, 0);
  const std::string svg = *text_from_file(folder_ / "a.svg", 1 << 20);
  EXPECT_TRUE(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"96\" height=\"64\"")) << svg;
  EXPECT_NE(svg.find("<title>De Stijl</title>"), std::string::npos);
  EXPECT_NE(svg.find("seed=7"), std::string::npos);
  EXPECT_NE(svg.find("<rect"), std::string::npos);
  // A kept SVG stands for its piece.
  ASSERT_EQ(run("render a.svg --out again.svg").code, 0);
  EXPECT_EQ(*text_from_file(folder_ / "again.svg", 1 << 20), svg);
  expect_refused("render latent-walk --out b.svg", 1, "b.svg");
  EXPECT_FALSE(fs::exists(folder_ / "b.svg"));
}

TEST_F(Cli, RenderPlaysAModel) {
  ASSERT_EQ(run("render latent-walk --model generator=tiny --size 120x90 --out id.png").code, 0);
  ASSERT_EQ(run("render latent-walk --model models/tiny --size 120x90 --out folder.png").code, 0);
  ASSERT_EQ(run("render latent-walk --size 120x90 --out first.png").code, 0);
  ASSERT_EQ(run("render latent-walk --seed other --size 120x90 --out other.png").code, 0);
  const auto id = *bytes_from_file(folder_ / "id.png", 1 << 20);
  EXPECT_EQ(id, *bytes_from_file(folder_ / "folder.png", 1 << 20));
  EXPECT_EQ(id, *bytes_from_file(folder_ / "first.png", 1 << 20));
  EXPECT_NE(id, *bytes_from_file(folder_ / "other.png", 1 << 20));
}

TEST_F(Cli, ALabelOfTheModelIsAParameter) {
  ASSERT_EQ(run("render latent-walk --set label.mood=merry --size 120x90 --out merry.png").code, 0);
  ASSERT_EQ(run("render latent-walk --set label.mood=grave --size 120x90 --out grave.png").code, 0);
  EXPECT_NE(*bytes_from_file(folder_ / "merry.png", 1 << 20), *bytes_from_file(folder_ / "grave.png", 1 << 20));
  expect_refused("render latent-walk --set label.mood=wild --size 120x90 --out a.png", 2, "wild");
}

TEST_F(Cli, SeveralFramesAreNumbered) {
  ASSERT_EQ(run("render latent-walk --set walk=true --frames 3 --size 60x45 --out walk.png").code, 0);
  for (const char* name : {"walk-0001.png", "walk-0002.png", "walk-0003.png"})
    EXPECT_TRUE(fs::exists(folder_ / name)) << name;
  EXPECT_FALSE(fs::exists(folder_ / "walk.png"));
}

TEST_F(Cli, ListsAreJsonForPrograms) {
  const Json pieces = Json::parse(run("pieces --json").out, nullptr, false);
  ASSERT_TRUE(pieces.is_array());
  EXPECT_GE(pieces.size(), 2u);
  for (const Json& piece : pieces) EXPECT_TRUE(piece.contains("id") && piece.contains("title"));
  const Json models = Json::parse(run("models --json").out, nullptr, false);
  ASSERT_EQ(models.size(), 1u);
  EXPECT_EQ(models[0]["id"], "tiny");
  const Json recipes = Json::parse(run("recipes --json").out, nullptr, false);
  ASSERT_GE(recipes.size(), 1u);
  EXPECT_EQ(recipes[0]["id"], "gan");
  EXPECT_FALSE(recipes[0]["summary"].get<std::string>().empty());
}

}  // namespace
}  // namespace reverie
