// Which defaults a plan takes where there are few pictures.
#include "native/recipes/few.h"

#include "native/train/forecast.h"
#include "native/train/test/tiny_run.h"

namespace reverie {
namespace {

constexpr const char* manifest = R"(
id = "test"
[few]
below = 10
steps = 100
picture-steps = 5
unless = ["net", "widths"]
said = "they are remembered."
[few.settings]
size = 64
net = "small"
)";

TEST(Few, IsReadFromTheManifest) {
  const auto few = few_from_manifest(manifest);
  ASSERT_TRUE(few);
  EXPECT_EQ(few->below, 10);
  EXPECT_EQ(few->steps_for(7), 135);
  EXPECT_EQ(few->said, "they are remembered.");
  EXPECT_EQ(few->settings, (nlohmann::json{{"size", 64}, {"net", "small"}}));
  EXPECT_FALSE(few_from_manifest("id = \"test\""));
}

TEST(Few, WhoeverChoseOneOfItsSettingsChoseForThemselves) {
  const auto few = few_from_manifest(manifest).value();
  EXPECT_FALSE(chosen_otherwise(few, {}));
  EXPECT_FALSE(chosen_otherwise(few, {"size=32", "netting=1"}));
  EXPECT_TRUE(chosen_otherwise(few, {"size=32", "widths=1,2"}));
}

class FewPlans : public Runs {
 protected:
  TrainOrder plain() {
    TrainOrder wanted = order((root_ / "data" / "1-faces").string());
    wanted.config_file.clear();
    return wanted;
  }
};

TEST_F(FewPlans, RememberPlainPictures) {
  const auto plan = plan_from_order(plain());
  ASSERT_TRUE(plan.ok()) << plan.error().message;
  const auto few = few_from_manifest(recipe_registry()[0].toml).value();
  EXPECT_FALSE(plan->few.empty());
  EXPECT_EQ(plan->config.settings.text("discriminator"), "none");
  EXPECT_EQ(plan->config.settings.integer("size"), 64);
  EXPECT_EQ(plan->pack.size, 64);
  EXPECT_EQ(plan->config.steps, few.steps_for(3));
}

TEST_F(FewPlans, AreToldToThePerson) {
  TrainOrder wanted = plain();
  wanted.sets = {"size=16", "trunk-widths=2,4,4,8", "batch=4", "threads=1", "dtype=float32"};
  wanted.steps = 7;
  const auto plan = plan_from_order(wanted);
  ASSERT_TRUE(plan.ok()) << plan.error().message;
  EXPECT_EQ(plan->config.steps, 7) << "what a person says goes before";
  const auto told = forecast(*plan, packed_dataset(*plan, root_ / "runs").value());
  ASSERT_TRUE(told.ok()) << told.error().message;
  EXPECT_TRUE(told->hint.starts_with("3 pictures are few: ")) << told->hint;
  EXPECT_EQ(told->hint.find("--from RUN"), std::string::npos);
}

TEST_F(FewPlans, LeaveEverythingElseAsItWas) {
  const auto chosen = [&](auto change) {
    TrainOrder wanted = plain();
    change(wanted);
    const auto plan = plan_from_order(wanted);
    EXPECT_TRUE(plan.ok()) << plan.error().message;
    return plan->few.empty() && plan->config.settings.text("discriminator") == "own";
  };
  EXPECT_TRUE(chosen([&](TrainOrder& wanted) { wanted.config_file = smoke; }));
  EXPECT_TRUE(chosen([&](TrainOrder& wanted) { wanted.sets = {"discriminator=own"}; }));
  EXPECT_TRUE(chosen([&](TrainOrder& wanted) { wanted.sets = {"r1-gamma=20"}; })) << "it steers a discriminator";
  EXPECT_TRUE(chosen([&](TrainOrder& wanted) { wanted.from = "some-run"; }));
  EXPECT_TRUE(chosen([&](TrainOrder& wanted) { wanted.data = (root_ / "data").string(); })) << "layers are millions";
  EXPECT_TRUE(chosen([&](TrainOrder& wanted) { wanted.data = "procedural:de-stijl"; }));
  EXPECT_TRUE(chosen([&](TrainOrder& wanted) { wanted.data = (root_ / "nowhere").string(); }));
}

}  // namespace
}  // namespace reverie
