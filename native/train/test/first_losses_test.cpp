// first-losses.csv: what a run writes, what a continuation keeps, and what --verify says about it.
#include "native/train/first_losses.h"

#include "native/train/test/tiny_run.h"
#include "native/train/verify.h"

namespace reverie {
namespace {

class FirstLossesOfRuns : public Runs {
 protected:
  Verified verified(const TrainOrder& order, const fs::path& file) {
    const auto plan = plan_from_order(order);
    EXPECT_TRUE(plan.ok()) << plan.error().message;
    const auto data = packed_dataset(*plan, root_ / "again");
    const auto result = verify_first_losses(*plan, *data, file);
    EXPECT_TRUE(result.ok()) << result.error().message;
    return result.ok() ? *result : Verified{};
  }
  std::string refused(const fs::path& file) {
    const auto plan = plan_from_order(order()).value();
    const auto data = packed_dataset(plan, root_ / "again").value();
    const auto result = verify_first_losses(plan, data, file);
    return result ? "accepted" : result.error().message;
  }
};

TEST_F(FirstLossesOfRuns, ASecondRunGivesTheSame) {
  auto long_order = order("procedural:de-stijl");
  long_order.steps = 60;
  const auto run = begun(long_order, never, "runs");
  const auto table = read_loss_table(run / "first-losses.csv");
  ASSERT_TRUE(table.ok()) << table.error().message;
  EXPECT_EQ(table->rows.size(), 50u);
  EXPECT_EQ(table->names, (std::vector<std::string>{"d_fakes", "d_loss", "d_reals", "g_loss", "r1"}));
  EXPECT_TRUE(table->rows[4][4].has_value()) << "a penalty every four steps";
  EXPECT_FALSE(table->rows[5][4].has_value());
  EXPECT_EQ(table->text(), bytes(run / "first-losses.csv")) << "every digit reads back";
  const auto same = verified(long_order, run / "first-losses.csv");
  EXPECT_TRUE(same.agrees) << same.sentence;
  EXPECT_NE(same.sentence.find("The first 50 steps"), std::string::npos) << same.sentence;
  EXPECT_NE(same.sentence.find("bit for bit"), std::string::npos) << same.sentence;
  long_order.seed = 2;
  const auto other = verified(long_order, run / "first-losses.csv");
  EXPECT_FALSE(other.agrees) << other.sentence;
  EXPECT_NE(other.sentence.find("seed"), std::string::npos) << other.sentence;
}

TEST_F(FirstLossesOfRuns, AContinuationKeepsAndCompletesThem) {
  const auto whole = begun(order(), never, "whole"), parts = begun(order(), 3, "parts");
  std::ofstream(parts / "first-losses.csv", std::ios::app) << "4,9,9,9,9,9,9\n";  // after the snapshot, then a crash
  go_on(parts, 6);
  go_on(parts);
  EXPECT_EQ(bytes(whole / "first-losses.csv"), bytes(parts / "first-losses.csv"));
  EXPECT_EQ(read_loss_table(whole / "first-losses.csv")->rows.size(), 8u);
}

TEST_F(FirstLossesOfRuns, ARunWithoutTheTableGoesOnWithoutIt) {
  const auto run = begun(order(), 3, "runs");
  fs::remove(run / "first-losses.csv");
  go_on(run);
  EXPECT_TRUE(fs::exists(run / "DONE"));
  EXPECT_FALSE(fs::exists(run / "first-losses.csv"));
}

TEST_F(FirstLossesOfRuns, AnotherMachineMayDifferALittle) {
  LossTable here{"libtorch 2.6.0, AVX512, 1 thread, float32", {"d_loss"}, {{1.5f}, {1.25f}}}, there = here;
  there.made_on = "libtorch 2.6.0, AVX2, 1 thread, float32";
  there.rows[1][0] = 1.26f;
  EXPECT_TRUE(compare_losses(there, here)->agrees());
  EXPECT_NEAR(compare_losses(there, here)->difference, 0.01 / 1.26, 1e-6);
  EXPECT_EQ(compare_losses(there, here)->early, compare_losses(there, here)->difference);
  EXPECT_EQ(compare_losses(there, here)->step, 2);
  there.made_on = here.made_on;
  EXPECT_FALSE(compare_losses(there, here)->agrees()) << "an equal machine gives equal bits";
  there.made_on = "elsewhere";
  there.rows[1][0] = 2.5f;
  EXPECT_FALSE(compare_losses(there, here)->agrees());
  there.rows[1][0] = 1.25f;
  for (LossTable* table : {&here, &there}) table->rows.resize(5, {1.0f});
  there.rows[4][0] = 3.0f;
  EXPECT_TRUE(compare_losses(there, here)->agrees()) << "training has magnified the rounding by then";
  EXPECT_EQ(compare_losses(there, here)->step, 5);
  there.rows[1][0] = {};
  EXPECT_FALSE(compare_losses(there, here)->agrees());
  there.names = {"g_loss"};
  EXPECT_FALSE(compare_losses(there, here).ok());
}

TEST_F(FirstLossesOfRuns, WrongTablesGiveASentence) {
  const auto table = [&](const std::string& text) {
    std::ofstream(root_ / "wrong.csv", std::ios::trunc) << text;
    return refused(root_ / "wrong.csv");
  };
  EXPECT_NE(refused(root_ / "no.csv").find("no.csv"), std::string::npos);
  EXPECT_NE(table("").find("step,"), std::string::npos);
  EXPECT_NE(table("<html>\n<body>\n").find("step,"), std::string::npos);
  EXPECT_NE(table("# here\nstep,d_loss\n").find("0 steps"), std::string::npos);
  EXPECT_NE(table("# here\nstep,d_loss\n1,1.5\n3,1.5\n").find("line 4"), std::string::npos);
  EXPECT_NE(table("# here\nstep,d_loss\n1,1.5x\n").find("line 3"), std::string::npos);
  EXPECT_NE(table("# here\nstep,d_loss\n1,1.5\n").find("another recipe"), std::string::npos);
  EXPECT_EQ(table("# here\nstep," + std::string(5000, ',') + "\n").find("accepted"), std::string::npos);
}

}  // namespace
}  // namespace reverie
