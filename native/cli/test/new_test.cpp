// reverie new piece, in a checkout that holds nothing but the template. Whether what it makes compiles and passes the
// contract is tested in tests/flow.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <set>

#include "native/files/files.h"
#include "native/runtime/test/tiny_onnx.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

class NewPiece : public ::testing::Test {
 protected:
  void SetUp() override {
    checkout_ = tiny::fresh_folder(
        ::testing::TempDir(), std::string("new-") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(checkout_ / "shared/pieces");
    fs::copy(fs::path(REVERIE_SOURCE_DIR) / "shared/pieces/_template", checkout_ / "shared/pieces/_template",
             fs::copy_options::recursive);
  }
  void TearDown() override { fs::remove_all(checkout_); }

  // → the exit status; what was said lies in out_ and err_.
  int make(const std::string& words, const fs::path& from) {
    const std::string out = (checkout_ / "out").string(), err = (checkout_ / "err").string();
    const std::string command =
        "cd '" + from.string() + "' && '" REVERIE_PROGRAM "' new " + words + " >'" + out + "' 2>'" + err + "'";
    const int status = std::system(command.c_str());
    out_ = *text_from_file(out, 1 << 20);
    err_ = *text_from_file(err, 1 << 20);
    fs::remove(out);
    fs::remove(err);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  std::set<std::string> files() const {
    std::set<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(checkout_))
      if (entry.is_regular_file()) names.insert(fs::relative(entry.path(), checkout_).string());
    return names;
  }

  std::string text(const std::string& place) const { return *text_from_file(checkout_ / place, 1 << 20); }

  fs::path checkout_;
  std::string out_, err_;
};

TEST_F(NewPiece, TouchesOneFolderAndSaysWhatComesNext) {
  const auto before = files();
  ASSERT_EQ(make("piece ink-rain --title 'Rain \"of\" ink'", checkout_), 0) << err_;
  std::set<std::string> made;
  const auto after = files();
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::inserter(made, made.end()));
  const std::string place = "shared/pieces/ink-rain/";
  EXPECT_EQ(made, (std::set<std::string>{place + "README.md", place + "ink-rain.cpp", place + "piece.json",
                                         place + "test/ink_rain_test.cpp", place + "zh.json"}));
  EXPECT_EQ(std::count(out_.begin(), out_.end(), '\n'), 4) << out_;
  EXPECT_NE(text(place + "piece.json").find(R"("title": "Rain \"of\" ink")"), std::string::npos);
  for (const std::string& file : made) {
    std::string lower = text(file);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
    EXPECT_EQ(lower.find("template"), std::string::npos) << file;
    EXPECT_EQ(lower.find("// ["), std::string::npos) << file;
  }
}

TEST_F(NewPiece, WorksFromAnyFolderOfTheCheckout) {
  ASSERT_EQ(make("piece a2", checkout_ / "shared/pieces/_template/test"), 0) << err_;
  EXPECT_TRUE(fs::exists(checkout_ / "shared/pieces/a2/a2.cpp"));
  EXPECT_NE(text("shared/pieces/a2/piece.json").find(R"("title": "A2")"), std::string::npos);
}

TEST_F(NewPiece, RefusesWithASentenceAndMakesNothing) {
  ASSERT_EQ(make("piece ink-rain", checkout_), 0);
  const auto before = files();
  for (const char* words :
       {"piece ink-rain", "piece template", "piece _template", "piece nul", "piece Ink", "piece a--b", "piece -a",
        "piece 2a", "piece a/b", "piece ..", "piece ''", "recipe a", "piece aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "piece b --title \"$(printf 'a\\nb')\""}) {
    EXPECT_EQ(make(words, checkout_), 2) << words;
    EXPECT_EQ(std::count(err_.begin(), err_.end(), '\n'), 1) << words << "\n" << err_;
    EXPECT_EQ(out_, "") << words;
    EXPECT_EQ(files(), before) << words;
  }
  EXPECT_EQ(make("piece b", "/"), 2);
  EXPECT_NE(err_.find("inside a checkout"), std::string::npos) << err_;
}

}  // namespace
}  // namespace reverie
