// Every call that a checkpoint makes to the disk fails in turn: once (a full disk), and for good from there on (a
// killed process, which tidies nothing up). The run is always resumable from the last good snapshot, and ends with the
// bits of an undisturbed one.
#include "native/train/test/tiny_run.h"

namespace reverie {
namespace {

class BrokenDisk : public Runs {
 protected:
  void TearDown() override {
    watch_files({});
    Runs::TearDown();
  }
  static bool of_a_checkpoint(const fs::path& path) {
    return path.filename() == "snapshots" || path.parent_path().filename() == "snapshots";
  }
  // Counts calls of checkpoints; call number `broken` fails, and with `dead` everything after it, wherever it goes.
  static FileWatch breaking(std::int64_t broken, bool dead, std::int64_t& calls) {
    return [=, &calls](FileCall, const fs::path& path) {
      if (!of_a_checkpoint(path)) return !(dead && calls > broken);
      return dead ? calls++ < broken : calls++ != broken;
    };
  }
  // Trains into `out` under the watch. What went wrong is the run's own business; the folder is what counts.
  fs::path tried(const std::string& out, FileWatch watch) {
    auto plan = plan_from_order(order()).value();
    const auto data = packed_dataset(plan, root_ / "packed").value();
    auto run = begin_run(plan, data, root_ / out).value();
    watch_files(std::move(watch));
    static_cast<void>(train(run.run, plan.config, *run.recipe, data.data, plan.machine, 0));
    watch_files({});
    return run.run;
  }
};

TEST_F(BrokenDisk, EveryCallOfACheckpointMayFail) {
  std::int64_t calls = 0;
  const auto whole = tried("whole", breaking(-1, false, calls));
  ASSERT_TRUE(fs::exists(whole / "DONE"));
  const std::string wanted = newest(whole);
  const std::int64_t all = calls;
  ASSERT_GE(all, 4 * 5) << "four snapshots: create, write, sync, rename, sync of the folder";
  for (const bool dead : {false, true}) {
    for (std::int64_t broken = 0; broken < all; ++broken) {
      SCOPED_TRACE((dead ? "dead from call " : "broken call ") + std::to_string(broken));
      calls = 0;
      const auto run = tried((dead ? "dead-" : "once-") + std::to_string(broken), breaking(broken, dead, calls));
      ASSERT_GT(calls, broken);
      if (!fs::exists(run / "DONE")) {
        if (snapshot_files(run).empty()) {
          EXPECT_LT(broken, 4) << "only the first snapshot may be missing";
          continue;
        }
        go_on(run);
      }
      ASSERT_TRUE(fs::exists(run / "DONE"));
      EXPECT_EQ(newest(run), wanted);
      EXPECT_LE(snapshot_files(run).size(), 3u);
      fs::remove_all(run);
    }
  }
}

TEST_F(BrokenDisk, AFullDiskEndsARunWithASentence) {
  auto plan = plan_from_order(order()).value();
  const auto data = packed_dataset(plan, root_ / "packed").value();
  auto run = begin_run(plan, data, root_ / "runs").value();
  for (const char* name : {"first-losses.csv", "fakes_000004.png", "snapshot-00000004.snap"}) {
    watch_files(
        [&](FileCall call, const fs::path& path) { return call != FileCall::write || path.filename() != name; });
    auto fresh = built_recipe(plan, data.data).value();
    const auto ended = train(run.run, plan.config, *fresh.recipe, data.data, plan.machine, 0);
    ASSERT_FALSE(ended.ok()) << name;
    EXPECT_NE(ended.error().message.find(name), std::string::npos) << ended.error().message;
    EXPECT_EQ(ended.error().message.find('\n'), std::string::npos);
  }
}

}  // namespace
}  // namespace reverie
