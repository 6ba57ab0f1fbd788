// reverie render --preview: the gallery's posters and films.
#include <gtest/gtest.h>

#include <filesystem>

#include "native/cli/test/ran.h"
#include "native/files/files.h"
#include "native/runtime/test/tiny_onnx.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

class Previews : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        tiny::fresh_folder(::testing::TempDir(),
                           std::string("preview-") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    tiny::write_plain_package(folder_ / "models" / "tiny");
  }
  void TearDown() override { fs::remove_all(folder_); }

  Ran render(const std::string& piece, const std::string& preview, const std::string& out) {
    EXPECT_TRUE(write_file_whole(folder_ / "preview.json", preview));
    return ran_program(folder_, "render " + piece + " --size 64x48 --preview preview.json --out " + out);
  }
  std::string film(const std::string& piece, const std::string& preview) {
    const Ran ran = render(piece, preview, "film.gif");
    EXPECT_EQ(ran.code, 0) << ran.err;
    const auto bytes = text_from_file(folder_ / "film.gif", 1 << 20);
    return bytes ? *bytes : "";
  }
  fs::path folder_;
};

TEST_F(Previews, OfEveryPieceGiveAPosterAndAFilm) {
  int previews = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(REVERIE_SOURCE_DIR) / "shared/pieces")) {
    const auto preview = text_from_file(entry.path() / "preview.json", 1 << 20);
    if (!preview) continue;
    ++previews;
    const std::string piece = entry.path().filename();
    const Ran poster = render(piece, *preview, "poster.png");
    EXPECT_EQ(poster.code, 0) << piece << ": " << poster.err;
    const Ran moving = render(piece, *preview, "film.webm");
    EXPECT_EQ(moving.code, 0) << piece << ": " << moving.err;
    EXPECT_GT(fs::file_size(folder_ / "film.webm"), 1000u) << piece;
  }
  EXPECT_GE(previews, 6);
}

TEST_F(Previews, AHandDrawsASweepMovesAndBothAreRepeatable) {
  const std::string still = R"({"seconds": 0.5})";
  const std::string stroke =
      R"({"seconds": 0.5, "strokes": [{"begin": 0, "end": 0.4, "points": [[0.2, 0.2], [0.8, 0.8]]}]})";
  const std::string hover =
      R"({"seconds": 0.5, "strokes": [{"begin": 0, "end": 0.4, "pressed": false, "points": [[0.2, 0.2], [0.8, 0.8]]}]})";
  EXPECT_TRUE(film("sketchpad", stroke) != film("sketchpad", hover));
  EXPECT_TRUE(film("sketchpad", stroke) == film("sketchpad", stroke));
  const std::string sweep = R"({"seconds": 0.5, "sweep": {"density": [3, 20]}})";
  EXPECT_GT(film("de-stijl", sweep).size(), film("de-stijl", still).size());
  const std::string key = R"({"seconds": 0.5, "keys": [{"at": 0, "key": "ArrowRight"}, {"at": 0.2, "key": "d"}]})";
  EXPECT_TRUE(film("de-stijl", key) != film("de-stijl", still));
}

TEST_F(Previews, MistakesHaveTheirSentence) {
  const std::pair<const char*, const char*> wrong[] = {
      {"[]", "is no JSON object"},
      {"{", "is no JSON object"},
      {R"({"seconds": 0})", "lasts 0 to 60 seconds"},
      {R"({"seconds": 1e9})", "lasts 0 to 60 seconds"},
      {R"({"set": 3})", "a set that is no object"},
      {R"({"set": {"density": 3}})", "sets density"},
      {R"({"sweep": {"density": 3}})", "sweeps density"},
      {R"({"strokes": [3]})", "a stroke that is no object"},
      {R"({"strokes": [{"begin": 1, "end": 0, "points": [[0, 0], [1, 1]]}]})", "no times in order"},
      {R"({"strokes": [{"begin": 0, "end": 1, "points": [[0, 0]]}]})", "fewer than two points"},
      {R"({"strokes": [{"begin": 0, "end": 1, "points": [[0], [1, 1]]}]})", "no [x, y]"},
      {R"({"keys": [{"at": 1}]})", "a key without its name"},
      {R"({"set": {"nonsense": "1"}})", "nonsense"},
  };
  for (const auto& [preview, sentence] : wrong) {
    const Ran ran = render("de-stijl", preview, "film.gif");
    EXPECT_EQ(ran.code, 2) << preview << "\n" << ran.err;
    EXPECT_NE(ran.err.find(sentence), std::string::npos) << preview << "\n" << ran.err;
    EXPECT_FALSE(fs::exists(folder_ / "film.gif")) << preview;
  }
}

}  // namespace
}  // namespace reverie
