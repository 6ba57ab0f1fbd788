// Whole runs, tiny: recipe gan's smoke.toml on sprites made here. Equal seeds, resumed runs, and what a person may get
// wrong.
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "native/codec/png_write.h"
#include "native/recipes/registry.h"
#include "native/train/loop.h"
#include "native/train/pack.h"
#include "native/train/plan.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

const std::string smoke = std::string(REVERIE_SOURCE_DIR) + "/native/recipes/gan/smoke.toml";

class Runs : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::temp_directory_path() / ("reverie-run-" + std::to_string(::getpid()) + "-" + info->name());
    fs::remove_all(root_);
    for (const char* layer : {"1-faces", "2-hats"}) {
      fs::create_directories(root_ / "data" / layer);
      for (int i = 0; i < 3; ++i) {
        Image sprite = Image::create(16, 16).value();
        for (int k = 0; k < 6; ++k) sprite.set(3 + k, 4 + i, {static_cast<std::uint8_t>(60 * i), 40, 200, 255});
        ASSERT_TRUE(write_png(root_ / "data" / layer / (std::to_string(i) + ".png"), sprite).ok());
      }
    }
  }
  void TearDown() override { fs::remove_all(root_); }

  TrainOrder order(std::string data = {}) {
    return {"gan", data.empty() ? (root_ / "data").string() : data, smoke, "cpu", {}, {}, {}};
  }
  // Trains up to `steps` of the plan's steps, as an interrupted run would.
  fs::path begun(const TrainOrder& order, std::int64_t steps, const std::string& out) {
    auto plan = plan_from_order(order);
    EXPECT_TRUE(plan.ok()) << plan.error().message;
    auto data = packed_dataset(*plan, root_ / out);
    EXPECT_TRUE(data.ok()) << data.error().message;
    auto run = begin_run(*plan, *data, root_ / out);
    EXPECT_TRUE(run.ok()) << run.error().message;
    StopAt recipe(*run->recipe, steps);
    const auto ending = train(run->run, plan->config, recipe, data->data, plan->machine, 0);
    EXPECT_TRUE(ending.ok());
    return run->run;
  }
  void go_on(const fs::path& run, std::int64_t steps = 1 << 20) {
    auto resumed = resume_run(run, {});
    ASSERT_TRUE(resumed.ok()) << resumed.error().message;
    StopAt recipe(*resumed->open.recipe, steps);
    const auto ending =
        train(run, resumed->open.config, recipe, resumed->data, resumed->machine, resumed->open.head.step);
    EXPECT_TRUE(ending.ok());
  }
  static std::string bytes(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  // What the newest snapshot holds, whatever config.json says by now.
  static NamedState open_run_state(const fs::path& run) {
    const RunConfig config = read_config(run).value();
    auto recipe = recipe_registry()[0].make();
    EXPECT_TRUE(recipe->build(config.settings, shape_of(config), Machine{}, config.seed).ok());
    NamedState state = recipe->state();
    std::string notes;
    EXPECT_TRUE(restore_newest(run, state, notes).ok());
    NamedState copy;
    for (const auto& [name, tensor] : state) copy.emplace_back(name, tensor.detach().clone());
    return copy;
  }
  static std::string newest(const fs::path& run) { return bytes(snapshot_files(run).at(0)); }

  // The same recipe, sending this process a SIGTERM during step `stop`, as a person's Ctrl-C would.
  class StopAt : public Recipe {
   public:
    StopAt(Recipe& inner, std::int64_t stop) : inner_(inner), stop_(stop) {}
    Result<void> build(const Settings& a, const DatasetShape& b, const Machine& c, std::uint64_t d) override {
      return inner_.build(a, b, c, d);
    }
    void step(const Batch& batch, const StepContext& at, Meters& meters) override {
      inner_.step(batch, at, meters);
      if (at.step + 1 == stop_) ::raise(SIGTERM), ::raise(SIGTERM);  // as passed on twice
    }
    torch::Tensor draw(const Fixed& fixed) override { return inner_.draw(fixed); }
    NamedState state() override { return inner_.state(); }
    std::shared_ptr<nets::Generator> published() override { return inner_.published(); }

   private:
    Recipe& inner_;
    std::int64_t stop_;
  };

  fs::path root_;
};

constexpr std::int64_t never = 1 << 20;

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

TEST_F(Runs, PicturesAndProceduresTrainATrunk) {
  auto drawn = order("procedural:de-stijl");
  const auto run = begun(drawn, never, "runs");
  EXPECT_EQ(run.filename(), "00000-de-stijl-gan");
  EXPECT_TRUE(open_run(run)->config.axes.empty());
  const auto second = begun(order((root_ / "data" / "1-faces").string()), never, "runs");
  EXPECT_EQ(second.filename(), "00001-1-faces-gan");
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
