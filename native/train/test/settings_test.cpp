#include <gtest/gtest.h>

#include "native/train/settings.h"

namespace reverie {
namespace {

constexpr std::string_view manifest = R"(
id = "test"
[settings]
rate = { kind = "number", default = 0.5, min = 0.0, max = 1.0, help = "" }
count = { kind = "integer", default = 4, min = 1, max = 9, help = "" }
mode = { kind = "text", default = "auto", choices = ["auto", "fast"], help = "" }
widths = { kind = "integers", default = [1, 2], min = 1, max = 8, help = "" }
colours = { kind = "texts", default = ["ffffff"], help = "" }
)";

Settings made() { return Settings::from_manifest(manifest, "test").value(); }

TEST(SettingsTest, DefaultsComeFromTheManifest) {
  const Settings settings = made();
  EXPECT_EQ(settings.number("rate"), 0.5);
  EXPECT_EQ(settings.integer("count"), 4);
  EXPECT_EQ(settings.text("mode"), "auto");
  EXPECT_EQ(settings.integers("widths"), (std::vector<std::int64_t>{1, 2}));
}

TEST(SettingsTest, AssignmentsAndTheirRoundTrip) {
  Settings settings = made();
  for (const char* good : {"rate=0.25", "rate=1", "count=9", "mode=fast", "widths=3,4,5", "colours=aabbcc,ddeeff"}) {
    EXPECT_TRUE(settings.set_from_text(good).ok()) << good;
  }
  Settings again = made();
  ASSERT_TRUE(again.set_from_json(settings.json()).ok());
  EXPECT_EQ(again.json(), settings.json());
  EXPECT_EQ(again.integers("widths"), (std::vector<std::int64_t>{3, 4, 5}));
}

TEST(SettingsTest, WrongAssignmentsNameTheThing) {
  Settings settings = made();
  for (const char* bad : {"rate=2", "rate=nan", "rate=", "count=1.5", "count=0", "mode=slow", "widths=1,x", "widths=9",
                          "nothing=1", "rate", "", "=3"}) {
    const auto set = settings.set_from_text(bad);
    ASSERT_FALSE(set.ok()) << bad;
    EXPECT_NE(set.error().message.find("othing was trained"), std::string::npos) << set.error().message;
  }
  EXPECT_NE(settings.set_from_text("mode=slow").error().message.find("auto, fast"), std::string::npos);
  EXPECT_EQ(settings.json(), made().json());
}

TEST(SettingsTest, FilesAreChecked) {
  Settings settings = made();
  EXPECT_TRUE(settings.set_from_toml("[settings]\ncount = 7\n", "a.toml").ok());
  EXPECT_EQ(settings.integer("count"), 7);
  EXPECT_NE(settings.set_from_toml("[settings\n", "a.toml").error().message.find("a.toml"), std::string::npos);
  EXPECT_FALSE(settings.set_from_toml("[settings]\ncount = \"many\"\n", "a.toml").ok());
  EXPECT_FALSE(settings.set_from_toml("x = 1\n", "a.toml").ok());
}

}  // namespace
}  // namespace reverie
