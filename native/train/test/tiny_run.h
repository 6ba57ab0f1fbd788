// A run of recipe gan's smoke.toml on sprites made here, for every test that needs a whole one.
#pragma once

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

namespace fs = std::filesystem;

inline const std::string smoke = std::string(REVERIE_SOURCE_DIR) + "/native/recipes/gan/smoke.toml";

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
    return {"gan", data.empty() ? (root_ / "data").string() : data, smoke, "cpu", {}, {}, {}, {}};
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
    const auto ending = train(run, resumed->open.config, recipe, resumed->data, resumed->machine,
                              resumed->open.head.step, std::move(resumed->hold));
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

inline constexpr std::int64_t never = 1 << 20;

}  // namespace reverie
