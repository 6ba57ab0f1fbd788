// Whole runs with a memory, beside the projected discriminator and alone: equal seeds, resumed runs, labels, and what
// may go wrong.
#include "native/nets/test/tiny_squeezenet.h"
#include "native/train/augment.h"
#include "native/train/test/tiny_run.h"

namespace reverie {
namespace {

class ProjectedRuns : public Runs {
 protected:
  void SetUp() override {
    Runs::SetUp();
    nets::write_tiny_squeezenet(root_ / "weights");
    fs::create_directories(root_ / "pictures" / "round");
    fs::create_directories(root_ / "pictures" / "square");
    for (int i = 0; i < 8; ++i) {
      Image picture = Image::create(16, 16).value();
      for (int k = 0; k < 256; ++k) {
        picture.set(k % 16, k / 16, {static_cast<std::uint8_t>(30 * i), static_cast<std::uint8_t>(k), 90, 255});
      }
      const fs::path folder = root_ / "pictures" / (i < 4 ? "round" : "square");
      ASSERT_TRUE(write_png(folder / (std::to_string(i) + ".png"), picture).ok());
    }
  }
  TrainOrder projected() {
    TrainOrder wanted = order((root_ / "pictures").string());
    wanted.sets = {"discriminator=projected", "features=" + (root_ / "weights").string(),
                   "feature-side=40",         "feature-depth=4",
                   "head-channels=4",         "adversarial-rows=4",
                   "trunk-begin=eighth"};
    return wanted;
  }
  TrainOrder by_memory_alone() {
    TrainOrder wanted = order((root_ / "pictures").string());
    wanted.sets = {"discriminator=none", "trunk-begin=eighth"};
    return wanted;
  }
  std::string refusal(const TrainOrder& wanted) {
    auto plan = plan_from_order(wanted);
    if (!plan) return plan.error().message;
    auto data = packed_dataset(*plan, root_ / "runs");
    if (!data) return data.error().message;
    auto run = begin_run(*plan, *data, root_ / "runs");
    return run ? std::string("accepted") : run.error().message;
  }
};

TEST_F(ProjectedRuns, ResumedEqualsUninterruptedBitForBit) {
  auto wanted = projected();
  wanted.sets.push_back("adversarial-from=0.3");  // the pause lies between the two ways of stepping
  const auto whole = begun(wanted, never, "whole"), parts = begun(wanted, 2, "parts");
  fs::remove_all(root_ / "weights");  // the snapshot holds what the run goes on with
  go_on(parts, 5);
  go_on(parts);
  EXPECT_TRUE(fs::exists(parts / "DONE"));
  EXPECT_EQ(newest(whole), newest(parts));
  EXPECT_EQ(bytes(whole / "fakes_000008.png"), bytes(parts / "fakes_000008.png"));
}

TEST_F(ProjectedRuns, AMemoryAloneResumesBitForBitAndKnowsItsFolders) {
  const auto whole = begun(by_memory_alone(), never, "whole"), parts = begun(by_memory_alone(), 3, "parts");
  go_on(parts);
  EXPECT_EQ(newest(whole), newest(parts));
  const auto open = open_run(whole);
  ASSERT_TRUE(open.ok()) << open.error().message;
  const auto net = std::dynamic_pointer_cast<nets::TrunkGenerator>(open->recipe->published());
  ASSERT_TRUE(net && net->recall);
  EXPECT_TRUE(torch::equal(net->recall->members[0].sum(0), torch::full({2}, 4.0f)));
  for (const auto& [name, tensor] : open_run_state(whole)) EXPECT_EQ(name.find("discriminator"), std::string::npos);
}

TEST_F(ProjectedRuns, EqualSeedsGiveEqualBitsAndTheRecordNamesTheWeightsNotTheirPath) {
  const auto a = begun(projected(), never, "a"), b = begun(projected(), never, "b");
  EXPECT_EQ(newest(a), newest(b));
  const std::string config = bytes(a / "config.json");
  EXPECT_EQ(config.find(root_.string()), std::string::npos);
  const auto told = nlohmann::json::parse(config)["settings"];
  EXPECT_EQ(told["features"], "weights");
  EXPECT_EQ(told["features-sha256"].get<std::string>().size(), 64u);
}

TEST_F(ProjectedRuns, APublishedTrunkRemembersEveryPictureAndItsFolder) {
  const auto open = open_run(begun(projected(), never, "runs"));
  ASSERT_TRUE(open.ok()) << open.error().message;
  const auto net = std::dynamic_pointer_cast<nets::TrunkGenerator>(open->recipe->published());
  ASSERT_TRUE(net && net->recall);
  EXPECT_EQ(net->recall->codes.size(0), 8);
  ASSERT_EQ(net->recall->members.size(), 1u);
  EXPECT_TRUE(torch::equal(net->recall->members[0].sum(0), torch::full({2}, 4.0f)));
  EXPECT_TRUE(torch::equal(net->recall->members[0].sum(1), torch::ones({8})));
}

TEST_F(ProjectedRuns, WithoutAMemoryOfPlainPicturesItStillTrains) {
  auto wanted = projected();
  wanted.data = (root_ / "pictures" / "round").string();
  wanted.sets.push_back("recall=0");
  wanted.sets.push_back("adversarial-from=0.5");  // nothing else teaches it, so it is judged from the start
  EXPECT_TRUE(fs::exists(begun(wanted, never, "runs") / "DONE"));
}

TEST_F(ProjectedRuns, WrongOrdersGiveASentence) {
  const auto with = [&](const std::string& set) {
    auto wanted = projected();
    wanted.sets.push_back(set);
    return refusal(wanted);
  };
  EXPECT_NE(with("features=" + (root_ / "nowhere").string()).find("manifest.json cannot be read"), std::string::npos);
  EXPECT_NE(with("features=").find("'features' names no folder"), std::string::npos);
  EXPECT_NE(with("features-sha256=" + std::string(64, '0')).find("features-sha256 asks for"), std::string::npos);
  EXPECT_NE(with("recall=0").find("needs a memory to mind labels"), std::string::npos);
  EXPECT_NE(with("feature-depth=6").find("'fire5/squeeze1x1' is missing"), std::string::npos);
  auto layered = projected();
  layered.data = (root_ / "data").string();
  EXPECT_NE(refusal(layered).find("layered sprites; take own"), std::string::npos);
  auto forgetful = by_memory_alone();
  forgetful.sets.push_back("recall=0");
  EXPECT_NE(refusal(forgetful).find("learns by its memory alone"), std::string::npos);
  EXPECT_FALSE(fs::exists(root_ / "runs" / "00000-pictures-gan"));
}

TEST(Augmentations, AreTheSameForEqualSeedAndStep) {
  const auto x = torch::linspace(-1, 1, 4 * 3 * 16 * 16).view({4, 3, 16, 16});
  const auto a = augmented(x, augmentation_at(5, 9, 4, 16)), b = augmented(x, augmentation_at(5, 9, 4, 16));
  EXPECT_TRUE(torch::equal(a, b));
  EXPECT_EQ(a.sizes(), x.sizes());
  EXPECT_FALSE(torch::equal(a, augmented(x, augmentation_at(5, 10, 4, 16))));
  EXPECT_FALSE(torch::equal(a, augmented(x, augmentation_at(6, 9, 4, 16))));
  // The rows of a longer batch are the same rows: each has a stream of its own.
  const auto longer = augmentation_at(5, 9, 8, 16);
  EXPECT_TRUE(torch::equal(augmentation_at(5, 9, 4, 16).contrast, longer.contrast.narrow(0, 0, 4)));
}

TEST(Augmentations, LetGradientsThrough) {
  const auto x = torch::zeros({2, 3, 16, 16}).requires_grad_(true);
  augmented(x, augmentation_at(1, 1, 2, 16)).sum().backward();
  EXPECT_GT(x.grad().abs().sum().item<double>(), 0);
}

}  // namespace
}  // namespace reverie
