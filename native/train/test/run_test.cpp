// Whole runs, tiny: equal seeds, resumed runs, and what a person may get wrong.
#include <map>

#include "native/files/held.h"
#include "native/train/test/tiny_run.h"

namespace reverie {
namespace {

TEST_F(Runs, ARunLeavesWhatItPromises) {
  const fs::path run = begun(order(), never, "runs");
  EXPECT_EQ(run.filename(), "00000-data-gan");
  for (const char* name : {"config.json", "dataset.rvd", "log.txt", "stats.jsonl", "reals.png", "fakes_init.png",
                           "fakes_000004.png", "fakes_000008.png", "DONE"}) {
    EXPECT_TRUE(fs::exists(run / name)) << name;
  }
  EXPECT_EQ(snapshot_files(run).size(), 2u);
  const auto stats = bytes(run / "stats.jsonl");
  EXPECT_EQ(std::count(stats.begin(), stats.end(), '\n'), 4);
  EXPECT_NE(stats.find("\"d_loss\""), std::string::npos);
  EXPECT_EQ(bytes(run / "config.json").find(root_.string()), std::string::npos);  // no path of this machine
  const auto open = open_run(run);
  ASSERT_TRUE(open.ok()) << open.error().message;
  EXPECT_EQ(open->head.step, 8);
  EXPECT_EQ(open->config.axes.size(), 3u);
}

TEST_F(Runs, EqualSeedsGiveEqualBits) {
  const auto a = begun(order(), never, "a"), b = begun(order(), never, "b");
  EXPECT_EQ(newest(a), newest(b));
  auto other = order();
  other.seed = 2;
  EXPECT_NE(newest(a), newest(begun(other, never, "c")));
}

TEST_F(Runs, ResumedEqualsUninterruptedBitForBit) {
  const auto whole = begun(order(), never, "whole");
  const auto parts = begun(order(), 3, "parts");
  EXPECT_FALSE(fs::exists(parts / "DONE"));
  go_on(parts, 6);
  go_on(parts);
  EXPECT_TRUE(fs::exists(parts / "DONE"));
  EXPECT_EQ(newest(whole), newest(parts));
  EXPECT_EQ(bytes(whole / "fakes_000008.png"), bytes(parts / "fakes_000008.png"));
}

TEST_F(Runs, ResumedEqualsUninterruptedInBfloat16) {
  auto wide = order();
  wide.sets = {"dtype=bfloat16"};
  const auto whole = begun(wide, never, "whole"), parts = begun(wide, 5, "parts");
  go_on(parts);
  EXPECT_EQ(newest(whole), newest(parts));
}

// The order in memory is another arithmetic, and every tensor must lie in it again after a snapshot was read.
TEST_F(Runs, ResumedEqualsUninterruptedInChannelsLast) {
  auto last = order("procedural:de-stijl");
  last.sets = {"layout=channels-last", "dtype=bfloat16"};
  const auto whole = begun(last, never, "whole"), parts = begun(last, 5, "parts");
  go_on(parts);
  EXPECT_EQ(newest(whole), newest(parts));
  const auto open = open_run(whole);  // as an exporter reads it, in the plain order
  ASSERT_TRUE(open.ok());
  for (const auto& [name, tensor] : open->recipe->state()) EXPECT_TRUE(tensor.is_contiguous()) << name;
}

TEST_F(Runs, PicturesAndProceduresTrainATrunk) {
  auto drawn = order("procedural:de-stijl");
  const auto run = begun(drawn, never, "runs");
  EXPECT_EQ(run.filename(), "00000-de-stijl-gan");
  EXPECT_TRUE(open_run(run)->config.axes.empty());
  const auto second = begun(order((root_ / "data" / "1-faces").string()), never, "runs");
  EXPECT_EQ(second.filename(), "00001-1-faces-gan");
}

// Batch statistics are part of a run: they resume with it, and the averaged weights carry averages of them.
TEST_F(Runs, TransposedGeneratorsResumeWithTheirStatistics) {
  for (const char* dtype : {"dtype=float32", "dtype=bfloat16"}) {
    auto drawn = order("procedural:de-stijl");
    drawn.sets = {"generator=transposed", dtype};
    const auto whole = begun(drawn, never, std::string("whole-") + dtype);
    const auto parts = begun(drawn, 5, std::string("parts-") + dtype);
    go_on(parts);
    EXPECT_EQ(newest(whole), newest(parts));
    auto open = open_run(whole);
    ASSERT_TRUE(open.ok()) << open.error().message;
    bool found = false;
    for (const auto& item : open->recipe->published()->named_buffers()) {
      if (!item.key().ends_with("running_mean")) continue;
      found = true;
      EXPECT_GT(item.value().abs().max().item<float>(), 0) << item.key() << " was never averaged";
    }
    EXPECT_TRUE(found);
  }
}

TEST_F(Runs, EverySizeNeedsNoWidths) {
  for (const std::string size : {"16", "32", "64"}) {
    for (const std::string generator : {"trunk", "transposed"}) {
      auto plain = order("procedural:de-stijl");
      plain.config_file.clear();
      plain.sets = {"size=" + size, "generator=" + generator, "procedural-count=64"};
      auto plan = plan_from_order(plain);
      ASSERT_TRUE(plan.ok()) << plan.error().message;
      auto data = packed_dataset(*plan, root_ / "runs");
      ASSERT_TRUE(data.ok()) << data.error().message;
      const auto run = begin_run(*plan, *data, root_ / "runs");
      EXPECT_TRUE(run.ok()) << run.error().message;
    }
  }
}

TEST_F(Runs, WidthsOfTheOtherGeneratorDoNotMatter) {
  auto wrong = order("procedural:de-stijl");
  wrong.sets = {"generator=transposed", "trunk-widths=1"};
  EXPECT_TRUE(plan_from_order(wrong).ok());
  wrong.sets = {"generator=transposed", "transposed-widths=8,4,2"};
  auto plan = plan_from_order(wrong);
  ASSERT_TRUE(plan.ok()) << plan.error().message;
  auto data = packed_dataset(*plan, root_ / "runs");
  ASSERT_TRUE(data.ok());
  const auto run = begin_run(*plan, *data, root_ / "runs");
  ASSERT_FALSE(run.ok());
  EXPECT_NE(run.error().message.find("'transposed-widths' names 3 widths, and 2 are needed at 16 pixels"),
            std::string::npos)
      << run.error().message;
}

TEST_F(Runs, PackedDataAreReusedUntilTheyChange) {
  auto plan = plan_from_order(order()).value();
  const auto first = packed_dataset(plan, root_ / "runs").value();
  EXPECT_EQ(packed_dataset(plan, root_ / "runs")->file, first.file);
  plan.pack.grounds = {"112233"};
  EXPECT_NE(packed_dataset(plan, root_ / "runs")->file, first.file);
}

TEST_F(Runs, AFinishedRunIsNotResumedWithoutMoreSteps) {
  const auto run = begun(order(), never, "runs");
  const auto resumed = resume_run(run, {});
  ASSERT_FALSE(resumed.ok());
  EXPECT_NE(resumed.error().message.find("--steps"), std::string::npos);
  EXPECT_TRUE(fs::exists(run / "DONE"));
  EXPECT_TRUE(resume_run(run, 12).ok());
}

TEST_F(Runs, WhoeverIsRefusedHasChangedNothing) {
  const auto run = begun(order(), never, "runs");
  const auto everything = [&run] {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(run))
      if (entry.is_regular_file()) files[entry.path().lexically_relative(run)] = bytes(entry.path());
    return files;
  };
  const auto before = everything();
  ASSERT_TRUE(before.contains("DONE"));
  {
    const auto first = HeldFile::take(run / "training");
    ASSERT_TRUE(first);
    const auto second = resume_run(run, 50);
    ASSERT_FALSE(second.ok());
    EXPECT_NE(second.error().message.find("another program"), std::string::npos) << second.error().message;
    EXPECT_EQ(everything(), before);
  }
  const auto resumed = resume_run(run, 50);
  ASSERT_TRUE(resumed.ok());
  EXPECT_FALSE(HeldFile::take(run / "training")) << "from the change to the last step nobody else trains here";
  EXPECT_FALSE(resume_run(run, 60).ok());
  EXPECT_EQ(read_config(run)->steps, 50);
}

TEST_F(Runs, AChangedConfigurationIsNoticed) {
  const auto run = begun(order(), 4, "runs");
  std::string text = bytes(run / "config.json");
  const auto at = text.find("\"beta1\": 0.0");
  ASSERT_NE(at, std::string::npos);
  text.replace(at, 12, "\"beta1\": 0.6");
  std::ofstream(run / "config.json", std::ios::trunc) << text;
  EXPECT_FALSE(resume_run(run, {}).ok());
  std::ofstream(run / "config.json", std::ios::trunc) << "{";
  EXPECT_FALSE(resume_run(run, {}).ok());
  EXPECT_FALSE(resume_run(root_ / "nowhere", {}).ok());
}

TEST_F(Runs, ARunOpensUnderARecipeThatLearnedNewSettings) {
  const auto run = begun(order(), never, "runs");
  RunConfig older = read_config(run).value();
  older.told.erase("beta2");  // as if the run had been made before that setting
  ASSERT_TRUE(write_config(run, older).ok());
  const NamedState state = open_run_state(run);
  ASSERT_TRUE(write_snapshot(run, {8, config_hash(older)}, state).ok());
  const auto open = open_run(run);
  ASSERT_TRUE(open.ok()) << open.error().message;
  EXPECT_EQ(open->config.settings.number("beta2"), 0.99);
}

TEST_F(Runs, WrongOrdersGiveASentence) {
  const auto refused = [&](auto change) {
    auto wrong = order();
    change(wrong);
    auto plan = plan_from_order(wrong);
    if (!plan) return plan.error().message;
    auto data = packed_dataset(*plan, root_ / "runs");
    if (!data) return data.error().message;
    auto run = begin_run(*plan, *data, root_ / "runs");
    return run ? std::string("accepted") : run.error().message;
  };
  EXPECT_NE(refused([](auto& o) { o.recipe = "vae"; }).find("'vae'"), std::string::npos);
  EXPECT_NE(refused([](auto& o) { o.data = "no/such"; }).find("no/such"), std::string::npos);
  EXPECT_NE(refused([](auto& o) { o.device = "tpu"; }).find("tpu"), std::string::npos);
  EXPECT_NE(refused([](auto& o) { o.config_file = "no.toml"; }).find("no.toml"), std::string::npos);
  EXPECT_NE(refused([](auto& o) { o.sets = {"size=33"}; }).find("33"), std::string::npos);
  EXPECT_NE(refused([](auto& o) { o.sets = {"d-widths=4,4"}; }).find("d-widths"), std::string::npos);
  EXPECT_NE(refused([](auto& o) { o.sets = {"sheet-widths=4,4,4,4"}; }).find("sheet-widths"), std::string::npos);
  EXPECT_NE(refused([](auto& o) { o.sets = {"grounds=blue"}; }).find("blue"), std::string::npos);
  EXPECT_FALSE(fs::exists(root_ / "runs" / "00000-data-gan"));
}

}  // namespace
}  // namespace reverie
