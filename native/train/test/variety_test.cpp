// The collapse alarm and the verdict, on pictures made equal, made different and copied.
#include "native/train/variety.h"

#include "native/train/batcher.h"
#include "native/train/test/tiny_run.h"

namespace reverie {
namespace {

torch::Tensor noise(std::int64_t rows, std::uint64_t seed, std::int64_t side = 16) {
  return normals_at(seed, Purpose::grid, 0, rows, 3 * side * side).view({rows, 3, side, side}).clamp(-1, 1);
}

TEST(Variety, AGlanceAveragesByArea) {
  auto picture = torch::zeros({1, 3, 16, 16});
  picture[0][1].slice(0, 0, 2).slice(1, 0, 2).fill_(1);
  const auto seen = glances(picture, 8).view({3, 8, 8});
  EXPECT_EQ(seen[1][0][0].item<float>(), 1);
  EXPECT_EQ(seen.sum().item<float>(), 1);
}

TEST(Variety, TheAlarmRingsOnceAfterThreeTicksOfEqualPictures) {
  const auto reals = noise(64, 1), fakes = noise(64, 2);
  const auto equal = fakes.narrow(0, 0, 1).expand({64, 3, 16, 16});
  CollapseAlarm alarm(reals);
  EXPECT_NEAR(alarm.look(fakes), 1, 0.05);
  int rung = 0;
  for (int tick = 0; tick < 2; ++tick) alarm.look(equal), rung += alarm.rings();
  alarm.look(fakes);  // recovered in time
  for (int tick = 0; tick < 2; ++tick) alarm.look(equal), rung += alarm.rings();
  EXPECT_EQ(rung, 0);
  EXPECT_LT(alarm.look(equal), 0.01);
  EXPECT_TRUE(alarm.rings());
  for (int tick = 0; tick < 5; ++tick) alarm.look(equal), rung += alarm.rings();
  EXPECT_EQ(rung, 0) << "said once";
}

TEST(Variety, OneSinglePictureToLearnFromIsNoCollapse) {
  CollapseAlarm alarm(torch::zeros({64, 3, 16, 16}));
  EXPECT_EQ(alarm.look(torch::zeros({64, 3, 16, 16})), 1);
}

TEST(Variety, SentencesSayWhatTheFiguresMean) {
  EXPECT_TRUE((Verdict{0.1, 1}.sentences()[0].starts_with("Collapsed: ")));
  EXPECT_TRUE((Verdict{0.5, 1}.sentences()[0].starts_with("Less varied")));
  EXPECT_EQ((Verdict{0.93, 1}.sentences()[0]), "Varied: the drawn pictures differ 93 % as much as the real ones.");
  EXPECT_TRUE((Verdict{1, 0.1}.sentences()[1].starts_with("Copied: ")));
  EXPECT_TRUE((Verdict{1, 1.2}.sentences()[1].starts_with("Not copied: ")));
}

// A recipe that draws what the test wants; all else is the one it wraps.
class Draws : public Recipe {
 public:
  Draws(Recipe& inner, torch::Tensor pictures) : inner_(inner), pictures_(std::move(pictures)) {}
  Result<void> build(const Settings& a, const DatasetShape& b, const Machine& c, std::uint64_t d) override {
    return inner_.build(a, b, c, d);
  }
  void step(const Batch& batch, const StepContext& at, Meters& meters) override { inner_.step(batch, at, meters); }
  torch::Tensor draw(const Fixed&) override { return pictures_; }
  NamedState state() override { return inner_.state(); }
  std::shared_ptr<nets::Generator> published() override { return inner_.published(); }

 private:
  Recipe& inner_;
  torch::Tensor pictures_;
};

class VarietyOfRuns : public Runs {};

TEST_F(VarietyOfRuns, CopiesAreCalledCopies) {
  auto plan = plan_from_order(order("procedural:de-stijl")).value();
  const auto packed = packed_dataset(plan, root_ / "runs").value();
  const auto built = built_recipe(plan, packed.data).value();
  const auto reals = Batcher(packed.data, 1, 8, plan.machine).for_grid(64).pictures;
  Draws copies(*built.recipe, reals), others(*built.recipe, noise(64, 3)), one(*built.recipe, torch::zeros_like(reals));
  EXPECT_LT(verdict_on(copies, packed.data, 1).nearness, 0.01);
  EXPECT_GT(verdict_on(others, packed.data, 1).nearness, 0.5);
  EXPECT_EQ(verdict_on(one, packed.data, 1).variety, 0);
}

TEST_F(VarietyOfRuns, ACollapsedRunSaysSoOnceAndGoesOn) {
  auto plan = plan_from_order(order()).value();
  const auto packed = packed_dataset(plan, root_ / "runs").value();
  const auto begun = begin_run(plan, packed, root_ / "runs").value();
  Draws equal(*begun.recipe, torch::zeros({64, 3, 16, 16}));
  const auto ending = train(begun.run, plan.config, equal, packed.data, plan.machine, 0);
  ASSERT_TRUE(ending.ok()) << ending.error().message;
  EXPECT_EQ(*ending, Ending::finished);
  const std::string log = bytes(begun.run / "log.txt"), stats = bytes(begun.run / "stats.jsonl");
  const auto at = log.find("have become alike");
  EXPECT_NE(at, std::string::npos) << log;
  EXPECT_EQ(log.find("have become alike", at + 1), std::string::npos);
  EXPECT_NE(log.find("Collapsed: "), std::string::npos);
  EXPECT_NE(stats.find("\"variety\":0"), std::string::npos) << stats;
}

}  // namespace
}  // namespace reverie
