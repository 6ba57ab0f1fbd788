// reverie data: what it says, writes and refuses, as a person runs it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "native/cli/test/ran.h"
#include "native/codec/image_read.h"
#include "native/codec/png_write.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

class DataVerb : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(::testing::TempDir()) / ("reverie-data-" + std::to_string(::getpid()) + "-" +
                                                ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
    for (int i = 0; i < 3; ++i) paint("mine/cats/" + std::to_string(i) + ".png", static_cast<std::uint8_t>(50 + i));
    paint("mine/dogs/a.png", 90);
    std::ofstream(folder_ / "mine/dogs/page.jpg") << "<!doctype html>";
  }
  void TearDown() override { fs::remove_all(folder_); }

  void paint(const std::string& path, std::uint8_t level) {
    fs::create_directories((folder_ / path).parent_path());
    Image image = Image::create(40, 30).value();
    for (int y = 0; y < 30; ++y)
      for (int x = 0; x < 40; ++x) image.set(x, y, {level, static_cast<std::uint8_t>(x), 9, 255});
    ASSERT_TRUE(write_png(folder_ / path, image).ok());
  }
  Ran run(const std::string& words) { return ran_program(folder_, words); }
  fs::path folder_;
};

TEST_F(DataVerb, CheckSaysWhatIsThereAndWhatItMeans) {
  const Ran ran = run("data check mine --size 16");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.err, "");
  for (const char* words :
       {"4 pictures to learn from", "remembers each", "--from RUN", "30 px", "16 × 16 px", "not square", "25 %",
        "cats: 3, dogs: 1", "'dogs/page.jpg' is neither PNG nor JPEG", "a web page", "no LICENSE"})
    EXPECT_NE(ran.out.find(words), std::string::npos) << words << "\n" << ran.out;
}

TEST_F(DataVerb, CheckSpeaksJson) {
  const Ran ran = run("data check mine --json --labels none");
  EXPECT_EQ(ran.code, 0);
  const Json json = Json::parse(ran.out, nullptr, false);
  ASSERT_TRUE(json.is_object()) << ran.out;
  EXPECT_EQ(json.value("usable", false), true);
  EXPECT_EQ(json.value("used", 0), 4);
  EXPECT_EQ(json.value("unreadable", 0), 1);
  EXPECT_TRUE(json["labels"].empty());
  EXPECT_NE(ran.out.find("64 × 64 px"), std::string::npos) << "few pictures are trained at 64 px";
  EXPECT_GE(json["findings"].size(), 4u);
  const Ran none = run("data check nowhere --json");
  EXPECT_EQ(none.code, 1);
  EXPECT_EQ(Json::parse(none.out, nullptr, false).value("usable", true), false);
}

TEST_F(DataVerb, TheSheetIsAPicture) {
  ASSERT_EQ(run("data check mine --sheet sheet.png").code, 0);
  const auto sheet = image_from_file(folder_ / "sheet.png");
  ASSERT_TRUE(sheet.ok()) << sheet.error().message;
  EXPECT_GT(sheet->width(), 1000);
}

TEST_F(DataVerb, PackWritesWhatCheckReadsAgain) {
  const Ran ran = run("data pack mine mine.rvd --size 16");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("Found 5 pictures of 2 classes"), std::string::npos) << ran.out;
  const Ran again = run("data check mine.rvd --json");
  const Json json = Json::parse(again.out, nullptr, false);
  EXPECT_EQ(json.value("size", 0), 16);
  EXPECT_EQ(json.value("unreadable", 0), 1);
  EXPECT_EQ(json["labels"][0].value("name", ""), "cats");
  EXPECT_EQ(run("data pack mine mine.rvd --size 8").code, 0);  // a packed dataset may be written over
}

TEST_F(DataVerb, RefusesWithOneSentence) {
  const auto refused = [&](const std::string& words, int code, const std::string& thing) {
    const Ran ran = run(words);
    EXPECT_EQ(ran.code, code) << words << "\n" << ran.err;
    EXPECT_EQ(ran.out, "") << words;
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
    EXPECT_NE(ran.err.find(thing), std::string::npos) << words << "\n" << ran.err;
  };
  refused("data check nowhere", 1, "nowhere");
  refused("data check mine --size 7", 2, "size");
  refused("data check mine --matte pink", 1, "pink");
  refused("data check mine/cats/0.png", 1, "folder");
  refused("data pack mine mine", 1, "is a folder");
  refused("data pack mine mine/cats/0.png", 1, "not written over");
  refused("data pack mine no/such/place.rvd", 1, "place.rvd");
  refused("data look mine", 2, "data");
  fs::create_directories(folder_ / "bare");
  refused("data check bare", 1, "no picture");
}

}  // namespace
}  // namespace reverie
