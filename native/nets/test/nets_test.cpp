#include <gtest/gtest.h>

#include "native/nets/discriminator.h"
#include "native/nets/initialise.h"
#include "native/nets/transposed.h"

namespace reverie::nets {
namespace {

std::vector<AxisSpec> two_axes() { return {{"ground", 3, {}}, {"hat", 5, {2, 4, 6}}}; }

torch::Tensor one_hot(int n, int classes, int k) {
  auto y = torch::zeros({n, classes});
  y.select(1, k).fill_(1);
  return y;
}

TEST(Blocks, VoteObeysLabelsAndFillsSilence) {
  Random random(1);
  Vote vote(8, 5);
  vote->initialise(8, random);
  auto z = torch::zeros({2, 8});
  z[0][0] = 1.5;
  z[1][3] = -2;
  auto labelled = vote->forward(z, one_hot(2, 5, 3));
  EXPECT_TRUE(torch::equal(labelled, one_hot(2, 5, 3)));
  auto free = vote->forward(z, torch::zeros({2, 5}));
  EXPECT_TRUE(torch::allclose(free.sum(1), torch::ones({2})));
  EXPECT_FALSE(torch::allclose(free[0], free[1]));
  EXPECT_NEAR(vote->directions[2].norm().item<double>(), 8, 1e-4);
}

TEST(Blocks, SheetAndStyleShapes) {
  Random random(2);
  SheetPainter sheet(7, 32, SheetWidths{4, 8, 6});
  sheet->initialise(random);
  EXPECT_EQ(sheet->forward(torch::zeros({3, 7})).sizes(), (std::vector<int64_t>{3, 4, 32, 32}));
  StyleConv conv(4, 6, 10, 8);
  conv->initialise(random);
  EXPECT_EQ(conv->forward(torch::zeros({2, 4, 8, 8}), torch::zeros({2, 10})).sizes(),
            (std::vector<int64_t>{2, 6, 8, 8}));
}

TEST(Blocks, PixelNormGivesUnitMeanSquare) {
  auto z = torch::arange(1, 13, torch::kFloat32).view({3, 4});
  EXPECT_TRUE(torch::allclose(PixelNorm()->forward(z).square().mean(1), torch::ones({3})));
}

TEST(Generators, StackShapeAndRange) {
  Random random(3);
  StackGenerator net(8, 16, two_axes(), 8);
  net.initialise(random);
  auto x = net.forward(torch::ones({5, 8}), {torch::zeros({5, 3}), one_hot(5, 5, 1)});
  EXPECT_EQ(x.sizes(), (std::vector<int64_t>{5, 3, 16, 16}));
  EXPECT_TRUE(torch::isfinite(x).all().item<bool>());
}

TEST(Generators, ALabelChangesOnlyItsOwnSheet) {
  Random random(4);
  auto axes = two_axes();
  axes.push_back({"shoes", 4, {2, 4, 4}});
  StackGenerator net(8, 16, axes, 8);
  net.initialise(random);
  auto below = [&](int hat) {
    return net.sheets[0]->forward(net.votes[1]->forward(torch::ones({1, 8}), one_hot(1, 5, hat)));
  };
  EXPECT_FALSE(torch::allclose(below(0), below(1)));
  EXPECT_TRUE(torch::equal(below(2), below(2)));
}

TEST(Generators, TrunkShapeAndRange) {
  Random random(5);
  TrunkGenerator net(8, 32, two_axes(), TrunkWidths{4, 8, 8, 16});
  net.initialise(random);
  auto x = net.forward(torch::ones({2, 8}), {torch::zeros({2, 3}), one_hot(2, 5, 1)});
  EXPECT_EQ(x.sizes(), (std::vector<int64_t>{2, 3, 32, 32}));
  EXPECT_LE(x.abs().max().item<float>(), 1);
}

TEST(Generators, TransposedShapeRangeAndStatistics) {
  EXPECT_EQ(TransposedGenerator::width_count(16), 2);
  EXPECT_EQ(TransposedGenerator::width_count(64), 4);
  Random random(5);
  TransposedGenerator net(8, 64, two_axes(), {10, 8, 6, 4});
  net.initialise(random);
  auto z = torch::zeros({6, 8});
  fill_normal(z, 1, random);
  auto x = net.forward(z, {torch::zeros({6, 3}), one_hot(6, 5, 1)});
  EXPECT_EQ(x.sizes(), (std::vector<int64_t>{6, 3, 64, 64}));
  EXPECT_LE(x.abs().max().item<float>(), 1);
  EXPECT_FALSE(torch::equal(net.norm->running_var, torch::ones({10}))) << "learning gathers statistics";
  net.eval();
  const auto kept = net.norm->running_var.clone();
  const auto drawn = net.forward(z, {torch::zeros({6, 3}), one_hot(6, 5, 1)});
  EXPECT_TRUE(torch::equal(net.norm->running_var, kept)) << "drawing does not";
  const auto other = net.forward(z, {torch::zeros({6, 3}), one_hot(6, 5, 2)});
  EXPECT_FALSE(torch::allclose(drawn, other)) << "a label is heard";
}

TEST(Generators, OneSeedOneNetwork) {
  auto build = [](std::uint64_t seed) {
    Random random(seed);
    auto net = std::make_shared<StackGenerator>(8, 16, two_axes(), 8);
    net->initialise(random);
    return net->sheets[0]->half_a->weight.clone();
  };
  EXPECT_TRUE(torch::equal(build(6), build(6)));
  EXPECT_FALSE(torch::equal(build(6), build(7)));
}

TEST(Discriminators, ScoresEveryRowAndMindsLabels) {
  EXPECT_EQ(DiscriminatorImpl::width_count(32), 5);
  EXPECT_EQ(DiscriminatorImpl::width_count(16), 3);
  Random random(6);
  Discriminator net(16, std::vector<int>{4, 6, 8}, 12, two_axes());
  net->initialise(random);
  auto x = torch::linspace(-1, 1, 6 * 3 * 16 * 16).view({6, 3, 16, 16});
  auto score = net->forward(x, {torch::zeros({6, 3}), torch::zeros({6, 5})});
  EXPECT_EQ(score.sizes(), (std::vector<int64_t>{6, 1}));
  EXPECT_FALSE(torch::allclose(score, net->forward(x, {torch::zeros({6, 3}), one_hot(6, 5, 2)})));
}

}  // namespace
}  // namespace reverie::nets
