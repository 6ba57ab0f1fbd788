#include "native/watch/watch.h"

#include <fstream>

#include "native/data/packed.h"
#include "native/files/held.h"
#include "native/serve/test/ask.h"
#include "native/watch/page.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

class Watched : public testing::Test {
 protected:
  void SetUp() override {
    base_ = fs::temp_directory_path() / ("reverie-watch-" + std::to_string(getpid()));
    fs::remove_all(base_);
    run_ = base_ / "00000-my birds-gan";
    fs::create_directories(run_ / "snapshots");
    write("config.json",
          R"({"format":1,"recipe":"gan","steps":200,"dataset":{"name":"my birds","size":32,"count":412}})");
    write("fakes_init.png", "noise");
    write("reals.png", "birds");
    write("snapshots/snapshot-00000100.snap", "weights");
    std::ofstream(base_ / "secret.png") << "secret";
  }
  void TearDown() override { fs::remove_all(base_); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(run_ / name) << text; }
  nlohmann::json record() const { return RunReader::open(run_).value().record(); }

  fs::path base_, run_;
};

bool is(const std::string& answer, int status) { return answer.starts_with("HTTP/1.1 " + std::to_string(status)); }

TEST_F(Watched, AFolderBecomesARecord) {
  write("stats.jsonl",
        "{\"step\":50,\"seconds\":3,\"pictures_per_second\":80.5,\"d_loss\":1.5,\"g_loss\":0.7,\"variety\":0.2}\n"
        "{\"step\":100,\"seconds\":6.5,\"pictures_per_second\":81,\"d_loss\":1.4,\"g_loss\":0.8,\"variety\":0.4}\n"
        "{\"step\":1");  // the line that is just being written
  write("fakes_000100.png", "birds?");
  write("plan.txt", "32 px, 200 steps of 32 pictures.\n");
  const auto told = record();
  EXPECT_EQ(told["title"], "my birds");
  EXPECT_EQ(told["steps"], 200);
  EXPECT_EQ(told["step"], 100);
  EXPECT_EQ(told["saved"], 100);
  EXPECT_EQ(told["spent"], 6.5);
  EXPECT_EQ(told["rate"], 81);
  EXPECT_EQ(told["plan"], "32 px, 200 steps of 32 pictures.");
  EXPECT_EQ(told["found"][0], "412 pictures.");
  EXPECT_EQ(told["grids"], nlohmann::json::parse(R"([[0,"fakes_init.png"],[100,"fakes_000100.png"]])"));
  EXPECT_EQ(told["curves"]["step"], nlohmann::json::parse("[50,100]"));
  EXPECT_EQ(told["curves"]["variety"], nlohmann::json::parse("[0.2,0.4]"));
  EXPECT_EQ(told["resume"], "reverie train --resume '" + run_.string() + "'") << "a name with a space is quoted";
}

TEST_F(Watched, WhatWasFoundIsReadOffThePackedPictures) {
  Dataset data;
  data.size = 1;
  data.count = 1;
  data.record = {"my birds", "birds", "CC0-1.0", "", std::string(64, '0')};
  data.report.kind = "pictures";
  data.report.found = data.report.used = 412;
  data.report.unreadable = 3;
  data.pixels = {1, 2, 3};
  ASSERT_TRUE(write_packed(run_ / "dataset.rvd", data).ok());
  const std::string first = record()["found"][0];
  EXPECT_NE(first.find("412"), std::string::npos) << first;
  EXPECT_NE(first.find("3 unreadable"), std::string::npos) << first;
  write("dataset.rvd", "REVDATA1 and then nothing");
  EXPECT_EQ(record()["found"][0], "412 pictures.");
}

TEST_F(Watched, StatesAreToldApart) {
  EXPECT_EQ(record()["state"], "waiting");
  write("now.json", R"({"state":"training","step":120,"steps":300,"pictures_per_second":90,"seconds_left":7})");
  {
    const auto held = HeldFile::take(run_ / "training");
    ASSERT_TRUE(held);
    EXPECT_FALSE(HeldFile::take(run_ / "training")) << "one at a time";
    EXPECT_EQ(record()["state"], "training");
    EXPECT_EQ(record()["step"], 120);
    EXPECT_EQ(record()["steps"], 300) << "--resume --steps moves the end";
  }
  EXPECT_EQ(record()["state"], "gone");
  EXPECT_EQ(record()["step"], 100) << "what was saved";
  write("now.json", R"({"state":"stopped","step":130,"steps":200})");
  EXPECT_EQ(record()["state"], "stopped");
  write("now.json", R"({"state":"failed","why":"The disk is full."})");
  EXPECT_EQ(record()["why"], "The disk is full.");
  write("DONE", R"({"sentences":["Varied: much.",7,"Not copied: far."],"steps":200})");
  EXPECT_EQ(record()["state"], "done");
  EXPECT_EQ(record()["verdict"], nlohmann::json::parse(R"(["Varied: much.","Not copied: far."])"));
  EXPECT_EQ(RunReader::open(base_).ok(), false);
  write("config.json", "{\"dataset\":");
  EXPECT_FALSE(RunReader::open(run_).ok());
}

TEST_F(Watched, OddFilesGiveARecordAllTheSame) {
  write("config.json", R"({"steps":200,"recipe":7,"dataset":[]})");
  for (const char* text : {"", "[]", "7", "\"x\"", "{\"state\":7,\"step\":\"x\",\"steps\":1e99}", "\xff{"}) {
    for (const char* name : {"now.json", "stats.jsonl", "DONE", "plan.txt", "dataset.rvd"}) write(name, text);
    EXPECT_EQ(record()["state"], "done") << text;
    EXPECT_EQ(record()["steps"], 200) << text;
  }
}

TEST_F(Watched, ALongRunMakesAShortRecord) {
  std::ofstream stats(run_ / "stats.jsonl");
  for (int step = 1; step <= 10'001; ++step) stats << "{\"step\":" << step << ",\"d_loss\":1,\"g_loss\":2}\n";
  stats.close();
  const auto curves = record()["curves"];
  EXPECT_LE(curves["step"].size(), max_curve_points);
  EXPECT_EQ(curves["step"].size(), curves["g_loss"].size());
  EXPECT_FALSE(curves.contains("variety"));
  for (int step = 1; step <= 1000; ++step) write("fakes_" + std::to_string(100'000 + step) + ".png", "x");
  const auto grids = record()["grids"];
  EXPECT_LE(grids.size(), max_grids + 2);
  EXPECT_GE(grids.size(), max_grids / 2);
  EXPECT_EQ(grids.front()[0], 0);
  EXPECT_EQ(grids.back()[0], 101'000) << "the first and the newest are always there";
}

TEST_F(Watched, ThePageItsPicturesAndNothingElse) {
  fs::create_symlink(base_ / "secret.png", run_ / "fakes_000007.png");
  write("dataset.rvd", "pixels");
  const auto watch = RunWatch::start(run_, 0);
  ASSERT_TRUE(watch.ok());
  const std::uint16_t port = (*watch)->port();
  const std::string page = ask(port, {"/"});
  EXPECT_TRUE(is(page, 200)) << page;
  EXPECT_NE(page.find("Content-Security-Policy: default-src 'none'"), std::string::npos);
  EXPECT_NE(page.find("Cross-Origin-Resource-Policy: same-origin"), std::string::npos);
  for (const PageFile& file : watch_page())
    EXPECT_TRUE(is(ask(port, {"/" + std::string(file.name)}), 200)) << file.name;
  EXPECT_GE(watch_page().size(), 7u);
  EXPECT_NE(ask(port, {"/inter.ttf"}).find("font/ttf"), std::string::npos);
  EXPECT_NE(ask(port, {"/fakes_init.png"}).find("noise"), std::string::npos);
  EXPECT_NE(ask(port, {"/now.png?step=3"}).find("404"), std::string::npos);
  for (const char* path :
       {"/config.json", "/dataset.rvd", "/snapshots/snapshot-00000100.snap", "/stats.jsonl", "/training", "/secret.png",
        "/../secret.png", "/%2e%2e/secret.png", "/fakes_000007.png", "/fakes_/../../secret.png",
        "/fakes_..%2fsecret.png", "/fakes_.png", "//reals.png", "/reals.png/", "/watch.cpp", "/page/watch.js"}) {
    const std::string answer = ask(port, {path});
    EXPECT_TRUE(is(answer, 404)) << path << ": " << answer;
  }
  EXPECT_TRUE(is(ask(port, {.path = "/run.json", .host = "evil.example"}), 403));
  EXPECT_TRUE(is(ask(port, {.path = "/reals.png", .host = "evil.example"}), 403));
}

TEST_F(Watched, WhoHasARecordIsToldSoInAFewBytes) {
  const auto watch = RunWatch::start(run_, 0);
  ASSERT_TRUE(watch.ok());
  const std::uint16_t port = (*watch)->port();
  for (const std::string path : {"/run.json", "/reals.png"}) {
    const std::string first = ask(port, {path});
    const auto at = first.find("ETag: ");
    ASSERT_NE(at, std::string::npos) << first;
    const std::string tag = first.substr(at + 6, first.find("\r\n", at) - at - 6);
    const std::string again = ask(port, {.path = path, .more = "If-None-Match: " + tag + "\r\n"});
    EXPECT_TRUE(is(again, 304)) << again;
    EXPECT_EQ(again.find("birds"), std::string::npos);
    write("reals.png", "other birds " + path);
    write("DONE", "{}");
    EXPECT_TRUE(is(ask(port, {.path = path, .more = "If-None-Match: " + tag + "\r\n"}), 200)) << path;
    fs::remove(run_ / "DONE");
  }
}

TEST_F(Watched, APortThatIsTaken) {
  const auto first = RunWatch::start(run_, 0);
  ASSERT_TRUE(first.ok());
  const auto second = RunWatch::start(run_, (*first)->port());
  ASSERT_FALSE(second.ok());
  EXPECT_NE(second.error().message.find("taken"), std::string::npos);
  EXPECT_FALSE(RunWatch::start(base_ / "nowhere", 0).ok());
}

}  // namespace
}  // namespace reverie
