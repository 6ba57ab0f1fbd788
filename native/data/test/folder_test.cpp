// Folders as people have them: classes, strays, links, odd names, and what the report says of them.
#include <algorithm>

#include "native/codec/test/make_pictures.h"
#include "native/data/packed.h"
#include "native/data/sheet.h"
#include "native/data/test/source_folder.h"
#include "shared/piece/text.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

class Folders : public SourceFolder {
 protected:
  bool told(const std::string& words) {
    const std::string text = report_text(report_);
    return text.find(words) != std::string::npos || (ADD_FAILURE() << words << " is not in:\n" << text, false);
  }
};

std::uint8_t shade(int i) { return static_cast<std::uint8_t>(20 + i); }

TEST_F(Folders, SubfoldersAreClasses) {
  for (int i = 0; i < 3; ++i) paint("cats/" + std::to_string(i) + ".png", {shade(i), 0, 0, 255});
  for (int i = 0; i < 2; ++i) paint("dogs/deep/" + std::to_string(i) + ".png", {0, shade(i), 0, 255});
  write("empty/broken.png", std::string("nothing"));
  const auto data = read();
  ASSERT_TRUE(data.ok()) << data.error().message;
  EXPECT_TRUE(check_dataset(*data).ok());
  ASSERT_EQ(data->axes.size(), 1u);
  EXPECT_EQ(data->axes[0].name, "class");
  EXPECT_EQ(data->axes[0].labels, (std::vector<std::string>{"cats", "dogs"}));  // nothing of 'empty' can be used
  EXPECT_EQ(data->labels, (std::vector<std::int32_t>{0, 0, 0, 1, 1}));
  EXPECT_EQ(report_.labels, (std::vector<LabelCount>{{"cats", 3}, {"dogs", 2}}));
  EXPECT_TRUE(told("Found 6 pictures of 2 classes (cats: 3, dogs: 2); 1 unreadable, 0 twice."));
  options_.labels = false;
  EXPECT_TRUE(read()->axes.empty());
}

TEST_F(Folders, NoClassesWithoutTwoFoldersOrWithStrays) {
  paint("cats/a.png", {1, 0, 0, 255});
  EXPECT_TRUE(read()->axes.empty());
  paint("dogs/b.png", {2, 0, 0, 255});
  EXPECT_EQ(read()->axes.size(), 1u);
  paint("stray.png", {3, 0, 0, 255});
  EXPECT_TRUE(read()->axes.empty());
}

TEST_F(Folders, AFolderAroundAllOthersTellsNothing) {
  paint("archive/all/cats/a.png", {1, 0, 0, 255});
  paint("archive/all/dogs/b.png", {2, 0, 0, 255});
  const auto data = read();
  ASSERT_EQ(data->axes.size(), 1u);
  EXPECT_EQ(data->axes[0].labels, (std::vector<std::string>{"cats", "dogs"}));
}

TEST_F(Folders, LinksHiddenFilesAndOtherFormatsArePassedOver) {
  paint("a.png", {1, 0, 0, 255});
  paint("elsewhere-not/b.png", {2, 0, 0, 255});
  paint(".trash/c.png", {3, 0, 0, 255});
  paint("__MACOSX/d.png", {4, 0, 0, 255});
  write("._a.png", std::string("resource fork"));
  write("x.webp", std::string("RIFF"));
  write("y.WEBP", std::string("RIFF"));
  fs::create_symlink(root_ / "a.png", root_ / "link.png");
  fs::create_directory_symlink(root_, root_ / "loop");
  fs::create_directory_symlink("/", root_ / "out");
  const auto data = read();
  ASSERT_TRUE(data.ok());
  EXPECT_EQ(data->count, 2);
  EXPECT_EQ(report_.unreadable, 0);
  EXPECT_TRUE(told("3 symbolic links were passed over"));
  EXPECT_TRUE(told("2 files ending in .webp passed over"));
}

TEST_F(Folders, EqualFilesAndEqualLooksCountOnce) {
  paint("a.png", {1, 0, 0, 255});
  fs::copy_file(root_ / "a.png", root_ / "b.png");
  paint("c.png", {1, 0, 0, 255}, 32, 32);  // another file, the same when seen at 16 px
  const auto data = read();
  EXPECT_EQ(data->count, 1);
  EXPECT_EQ(report_.doubled, 2);
  EXPECT_EQ(report_.same_bytes, 1);
}

TEST_F(Folders, SizesShapesAndAlphaAreCounted) {
  paint("small.png", {1, 0, 0, 255}, 8, 8);
  paint("wide.png", {2, 0, 0, 255}, 64, 16);
  paint("clear.png", {3, 0, 0, 99}, 40, 40);
  write("turned.jpg", made::jpeg_of(Image::create(30, 20).value(), {.exif = made::tiff_of(6)}));
  write("LICENSE.md", std::string("CC0"));
  const auto data = read();
  ASSERT_TRUE(data.ok());
  EXPECT_EQ(report_.small, 1);
  EXPECT_EQ(report_.cropped, 2);
  EXPECT_EQ(report_.most_cut, 75);
  EXPECT_EQ(report_.transparent, 1);
  EXPECT_EQ(report_.smallest, 8);
  EXPECT_EQ(report_.median, 20);
  EXPECT_EQ(report_.largest, 40);
  EXPECT_TRUE(
      told("Their shorter sides are 8 to 40 px (median 20); 1 smaller than 16 px, 2 not square, 1 laid on #0a141e."));
  EXPECT_TRUE(told("Licence: LICENSE.md."));
}

TEST_F(Folders, AnyNumberOfThreadsGivesTheSame) {
  for (int i = 0; i < 150; ++i)
    paint(std::to_string(i % 3) + "/" + std::to_string(i) + ".png", {shade(i), shade(i % 7), 9, 255}, 16 + i % 5, 17);
  write("1/0-broken.png", std::string("<html>"));
  options_.threads = 1;
  const auto one = read();
  const PackReport first = report_;
  for (const int threads : {2, 7, 64}) {
    options_.threads = threads;
    const auto many = read();
    EXPECT_EQ(many->pixels, one->pixels) << threads;
    EXPECT_EQ(many->labels, one->labels) << threads;
    EXPECT_EQ(report_, first) << threads;
  }
}

TEST_F(Folders, TheTickCountsEveryPictureInOrder) {
  for (int i = 0; i < 20; ++i) paint(std::to_string(i) + ".png", {shade(i), 0, 0, 255});
  std::vector<std::int64_t> seen;
  (void)dataset_from_source(root_.string(), options_, report_, [&](std::int64_t done, std::int64_t all) {
    EXPECT_EQ(all, 20);
    seen.push_back(done);
  });
  ASSERT_EQ(seen.size(), 20u);
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  EXPECT_EQ(seen.back(), 20);
}

TEST_F(Folders, OddNamesArePrintedSafely) {
  const std::string bell = "\a\x1b[31mred.png", latin = "caf\xe9", turned = "a\u202Egnp.png";
  write(bell, std::string("no picture"));
  write(turned, std::string("no picture"));
  paint(latin + "/a.png", {1, 0, 0, 255});
  paint("tea/a.png", {2, 0, 0, 255});
  fs::rename(root_ / bell, root_ / latin / bell);
  fs::rename(root_ / turned, root_ / "tea" / turned);
  const auto data = read();
  ASSERT_TRUE(data.ok());
  EXPECT_TRUE(check_dataset(*data).ok());
  EXPECT_EQ(data->axes[0].labels[0], "caf\uFFFD");
  ASSERT_EQ(report_.problems.size(), 2u);
  for (const std::string& problem : report_.problems) EXPECT_TRUE(is_plain_text(problem)) << problem;
  EXPECT_EQ(report_.problems[1].find("\u202E"), std::string::npos);
  const auto back = dataset_from_bytes(bytes_from_dataset(*data), "x");
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_EQ(back->report, report_);
}

TEST_F(Folders, AFolderThatMayNotBeReadIsNamedAndTheRestUsed) {
  if (::geteuid() != 0) GTEST_SKIP() << "Only root can become somebody else.";
  paint("a.png", {1, 0, 0, 255});
  paint("closed/b.png", {2, 0, 0, 255});
  paint("c.png", {3, 0, 0, 255});
  fs::permissions(root_ / "closed", fs::perms::none);
  fs::permissions(root_ / "c.png", fs::perms::none);
  ASSERT_EQ(::seteuid(65534), 0);
  const auto data = read();
  const auto hash = source_hash(root_.string(), options_);
  ASSERT_EQ(::seteuid(0), 0);
  ASSERT_TRUE(data.ok()) << data.error().message;
  EXPECT_TRUE(hash.ok());
  EXPECT_EQ(data->count, 1);
  EXPECT_EQ(report_.unreadable, 1);
  EXPECT_TRUE(told("The folder 'closed' cannot be read (Permission denied)."));
}

TEST_F(Folders, NothingUsableNamesTheReason) {
  write("a.heic", std::string("x"));
  EXPECT_NE(read().error().message.find(".heic"), std::string::npos);
  write("b.png", std::string("<html>"));
  EXPECT_NE(read().error().message.find("a web page"), std::string::npos);
}

TEST_F(Folders, LabelsAreCutAndToldApart) {
  const std::string stem(70, 'x');
  paint(stem + "1/a.png", {1, 0, 0, 255});
  paint(stem + "2/a.png", {2, 0, 0, 255});
  paint("\xff/a.png", {3, 0, 0, 255});
  paint("\xfe/a.png", {4, 0, 0, 255});
  const auto data = read();
  ASSERT_TRUE(data.ok());
  EXPECT_TRUE(check_dataset(*data).ok()) << check_dataset(*data).error().message;
  EXPECT_EQ(data->axes[0].labels,
            (std::vector<std::string>{std::string(64, 'x'), std::string(62, 'x') + "-2", "\uFFFD", "\uFFFD-2"}));
}

TEST_F(Folders, TheKeyFollowsEveryOption) {
  const std::string key = pack_key("hash", options_);
  const auto with = [&](auto change) {
    PackOptions other = options_;
    change(other);
    return pack_key("hash", other);
  };
  EXPECT_EQ(key.size(), 12u);
  EXPECT_NE(key, pack_key("other", options_));
  EXPECT_NE(key, with([](PackOptions& o) { o.size = 32; }));
  EXPECT_NE(key, with([](PackOptions& o) { o.matte.b = 31; }));
  EXPECT_NE(key, with([](PackOptions& o) { o.grounds.pop_back(); }));
  EXPECT_NE(key, with([](PackOptions& o) { o.labels = false; }));
  EXPECT_EQ(key, with([](PackOptions& o) { o.threads = 3; }));
}

TEST_F(Folders, TheSheetShowsARowForEachClass) {
  for (int i = 0; i < 12; ++i)
    paint("red/" + std::to_string(i) + ".png", {static_cast<std::uint8_t>(200 + i), 0, 0, 255});
  paint("blue/a.png", {0, 0, 200, 255});
  const auto sheet = sheet_from_dataset(*read());
  ASSERT_TRUE(sheet.ok()) << sheet.error().message;
  int red = 0, blue = 0;
  for (int y = 0; y < sheet->height(); ++y)
    for (int x = 0; x < sheet->width(); ++x) {
      const Color color = sheet->at(x, y);
      red += color.r >= 200 && color.g == 0 ? 1 : 0;
      blue += color.b == 200 && color.r == 0 ? 1 : 0;
    }
  EXPECT_EQ(blue, 128 * 128);
  EXPECT_EQ(red, 10 * 128 * 128);
}

}  // namespace
}  // namespace reverie
