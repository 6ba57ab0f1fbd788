// The window as a person gets it: SDL, OpenGL and all. Needs a display; under none it says so and stands aside.
#include "native/window/window.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "native/codec/image_read.h"
#include "native/window/desktop_host.h"
#include "native/window/desktop_language.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

class WindowTest : public testing::Test {
 protected:
  void SetUp() override {
    if (std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr) {
      GTEST_SKIP() << "There is no display; run it under xvfb-run.";
    }
    setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
    folder_ = fs::path(testing::TempDir()) / "reverie_window_test";
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  WindowOptions options(const std::string& piece) const {
    WindowOptions options;
    options.piece_or_link = piece;
    options.models = folder_ / "models";
    options.width = 900;
    options.height = 600;
    options.frames = 12;
    options.screenshot = folder_ / "window.png";
    return options;
  }

  fs::path folder_;
};

TEST_F(WindowTest, ShowsThePieceAndTheDock) {
  ASSERT_EQ(run_window(options("piece=de-stijl&seed=broadway")), 0);
  const Result<Image> shown = image_from_file(folder_ / "window.png");
  ASSERT_TRUE(shown.ok()) << shown.error().message;
  EXPECT_EQ(shown->width(), 900);
  EXPECT_EQ(shown->height(), 600);
  // Paper in the dock's corner, the accent on its loud button, more than one colour on the canvas.
  EXPECT_EQ(shown->at(897, 597), (Color{0xfa, 0xf7, 0xf2, 255}));
  bool accent = false;
  for (int x = 580; x < 880; ++x) accent |= shown->at(x, 64) == Color{0xd7, 0x44, 0x2b, 255};
  EXPECT_TRUE(accent);
  std::set<int> colors;
  for (int y = 0; y < 600; y += 7) {
    for (int x = 0; x < 560; x += 7) {
      const Color c = shown->at(x, y);
      colors.insert(c.r << 16 | c.g << 8 | c.b);
    }
  }
  EXPECT_GE(colors.size(), 3u);
}

TEST(DesktopLanguage, FollowsALocaleOrWhatAPersonWrote) {
  for (const char* chinese : {"zh", "zh_CN.UTF-8", "zh-Hans", "zh_TW", "zh.UTF-8", "zh@pinyin"})
    EXPECT_EQ(language_from(chinese), "zh-Hans") << chinese;
  for (const char* other : {"", "C", "en_US.UTF-8", "de_DE", "zha_CN", "ZH"})
    EXPECT_EQ(language_from(other), "en") << other;
}

TEST_F(WindowTest, SpeaksChineseInTheDock) {
  WindowOptions wish = options("piece=de-stijl&seed=broadway");
  std::vector<Image> shown;
  for (const char* language : {"en", "zh"}) {
    wish.language = language;
    ASSERT_EQ(run_window(wish), 0);
    Result<Image> picture = image_from_file(folder_ / "window.png");
    ASSERT_TRUE(picture.ok()) << picture.error().message;
    shown.push_back(std::move(*picture));
  }
  int changed = 0;  // pixels of the dock; the canvas may be a tick further
  for (int y = 0; y < 600; ++y) {
    for (int x = 580; x < 900; ++x) changed += shown[0].at(x, y) != shown[1].at(x, y) ? 1 : 0;
  }
  EXPECT_GT(changed, 500);
  ASSERT_TRUE(speak_language("en").ok());
}

TEST_F(WindowTest, DrawsAtTwicePixelsInTheDark) {
  WindowOptions dense = options("latent-walk");
  dense.density = 2;
  dense.dark = true;
  dense.dock = false;
  dense.width = 390;
  dense.height = 600;
  ASSERT_EQ(run_window(dense), 0);
  const Result<Image> shown = image_from_file(folder_ / "window.png");
  ASSERT_TRUE(shown.ok()) << shown.error().message;
  EXPECT_EQ(shown->width(), 780);
  EXPECT_EQ(shown->height(), 1200);
}

TEST_F(WindowTest, SaysWhatItCannotOpen) {
  EXPECT_EQ(run_window(options("no-such-piece")), 1);
  EXPECT_FALSE(fs::exists(folder_ / "window.png"));
  WindowOptions wrong = options("de-stijl");
  wrong.params = {{"density", "a lot"}};
  EXPECT_EQ(run_window(wrong), 1);
  EXPECT_FALSE(fs::exists(folder_ / "window.png"));
}

TEST_F(WindowTest, RefusesADriverThatNobodySees) {
  const char* before = std::getenv("SDL_VIDEODRIVER");
  const std::string kept = before == nullptr ? "" : before;
  for (const char* driver : {"offscreen", "dummy"}) {
    setenv("SDL_VIDEODRIVER", driver, 1);
    EXPECT_EQ(run_window(options("de-stijl")), 1);
  }
  kept.empty() ? unsetenv("SDL_VIDEODRIVER") : setenv("SDL_VIDEODRIVER", kept.c_str(), 1);
}

TEST(DesktopHost, KeepsEveryPictureUnderAFreeName) {
  const fs::path folder = fs::path(testing::TempDir()) / "reverie_desktop_host_test";
  const fs::path before = fs::current_path();
  fs::remove_all(folder);
  fs::create_directories(folder);
  fs::current_path(folder);
  DesktopHost host({folder / "models", false, false, {}});
  EXPECT_TRUE(host.known_models().empty());
  KeepOrder order{.format = KeepFormat::png, .width = 4, .height = 4};
  for (int i = 0; i < 2; ++i) {
    auto keeping = host.keep(order, "a.png");
    ASSERT_TRUE(keeping.ok()) << keeping.error().message;
    (*keeping)->add_rows(std::vector<std::uint8_t>(4 * 4 * 4, 9));
    (*keeping)->finish();
    while ((*keeping)->status().state == KeepStatus::working) std::this_thread::yield();
    EXPECT_EQ((*keeping)->status().state, KeepStatus::done);
  }
  EXPECT_TRUE(fs::exists(folder / "a.png"));
  EXPECT_TRUE(fs::exists(folder / "a-2.png"));
  auto given_up = host.keep(order, "b.png");
  (*given_up)->add_rows(std::vector<std::uint8_t>(4 * 4 * 2, 9));
  given_up->reset();
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 2) << "something of it is left";
  fs::current_path(before);
  fs::remove_all(folder);
}

TEST(DesktopHost, AModelThatIsNotThereFailsWithASentence) {
  DesktopHost host({"no-such-folder", false, false, {}});
  host.request_model("generator", "ghost");
  for (int i = 0; i < 2000 && host.model_load("generator").state == LoadState::loading; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  EXPECT_EQ(host.model_load("generator").state, LoadState::failed);
  EXPECT_NE(host.model_load("generator").sentence.find("ghost"), std::string::npos);
}

}  // namespace
}  // namespace reverie
