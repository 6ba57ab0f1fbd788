#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "native/train/snapshot.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

NamedState some_state(float first) {
  return {{"w", torch::arange(12, torch::kFloat32).view({3, 4}) + first}, {"count", torch::full({}, first)}};
}

class Snapshots : public testing::Test {
 protected:
  void SetUp() override {
    run_ = fs::temp_directory_path() / ("reverie-snapshot-" + std::to_string(::getpid()));
    fs::remove_all(run_);
    fs::create_directories(run_);
  }
  void TearDown() override { fs::remove_all(run_); }
  fs::path run_;
  std::string notes_;
};

TEST_F(Snapshots, RoundTripKeepsTheNewestTwo) {
  for (int step : {5, 10, 100}) {
    ASSERT_TRUE(write_snapshot(run_, {step, "hash"}, some_state(static_cast<float>(step))).ok());
  }
  EXPECT_EQ(snapshot_files(run_).size(), 2u);
  NamedState state = some_state(0);
  const auto head = restore_newest(run_, state, notes_);
  ASSERT_TRUE(head.ok()) << head.error().message;
  EXPECT_EQ(head->step, 100);
  EXPECT_EQ(head->config_hash, "hash");
  EXPECT_TRUE(torch::equal(state[0].second, some_state(100)[0].second));
}

TEST_F(Snapshots, ABrokenOneIsPassedOver) {
  ASSERT_TRUE(write_snapshot(run_, {5, "hash"}, some_state(5)).ok());
  ASSERT_TRUE(write_snapshot(run_, {6, "hash"}, some_state(6)).ok());
  fs::resize_file(snapshot_files(run_)[0], 100);
  std::ofstream(run_ / "snapshots" / "snapshot-00000009.snap.tmp") << "half";
  NamedState state = some_state(0);
  const auto head = restore_newest(run_, state, notes_);
  ASSERT_TRUE(head.ok());
  EXPECT_EQ(head->step, 5);
  EXPECT_NE(notes_.find("snapshot-00000006"), std::string::npos);
}

TEST_F(Snapshots, EveryFlippedByteIsNoticed) {
  Bytes good = bytes_from_state({7, "hash"}, some_state(7));
  for (std::size_t i = 0; i < good.size(); ++i) {
    Bytes bad = good;
    bad[i] ^= 0x10;
    NamedState state = some_state(0);
    EXPECT_FALSE(restore_state(bad, "bad", state).ok()) << i;
    EXPECT_TRUE(torch::equal(state[0].second, some_state(0)[0].second));
  }
  for (std::size_t size = 0; size < good.size(); size += 7) {
    NamedState state = some_state(0);
    EXPECT_FALSE(restore_state(std::span(good).first(size), "short", state).ok());
  }
}

TEST_F(Snapshots, AnotherNetworkIsRefused) {
  const Bytes bytes = bytes_from_state({7, "hash"}, some_state(7));
  NamedState renamed = {{"v", torch::zeros({3, 4})}, {"count", torch::zeros({})}};
  NamedState reshaped = {{"w", torch::zeros({4, 3})}, {"count", torch::zeros({})}};
  EXPECT_FALSE(restore_state(bytes, "x", renamed).ok());
  EXPECT_FALSE(restore_state(bytes, "x", reshaped).ok());
}

TEST_F(Snapshots, NoneGivesASentence) {
  NamedState state = some_state(0);
  EXPECT_NE(restore_newest(run_, state, notes_).error().message.find("no whole snapshot"), std::string::npos);
}

}  // namespace
}  // namespace reverie
