// The fixed network, the heads that judge through it, and the memory of pictures.
#include <gtest/gtest.h>
#include <unistd.h>

#include "native/nets/generator.h"
#include "native/nets/projected_discriminator.h"
#include "native/nets/test/tiny_squeezenet.h"

namespace reverie::nets {
namespace {

namespace fs = std::filesystem;

class Weights : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("reverie-squeezenet-" + std::to_string(::getpid()));
    write_tiny_squeezenet(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path folder_;
};

torch::Tensor pictures(int64_t side) {
  const auto ramp = torch::linspace(-1, 1, 3 * side * side).view({3, side, side});
  return torch::stack({ramp, torch::sin(ramp * 7)});
}

// PyTorch's own forward pass of these weights, told as in the README of the original: BGR, 0…255 less a mean.
TEST_F(Weights, ForwardIsThatOfPyTorch) {
  SqueezeNet net(4);
  ASSERT_TRUE(net->load(folder_).ok());
  const torch::NoGradGuard no_grad;
  const auto seen = net->forward(pictures(40));
  const double mean[] = {46.480220794677734, 33.4550895690918, 29.229736328125};
  const double spread[] = {90.08180236816406, 50.212806701660156, 47.80656051635742};
  const double column[] = {4336.74560546875, 2947.7841796875, 4213.5908203125};
  const std::vector<std::vector<int64_t>> shapes = {{2, 96, 17, 17}, {2, 128, 8, 8}, {2, 256, 8, 8}};
  ASSERT_EQ(seen.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(seen[i].sizes(), shapes[i]);
    EXPECT_NEAR(seen[i].mean().item<double>(), mean[i], 1e-3 * mean[i]);
    EXPECT_NEAR(seen[i].std().item<double>(), spread[i], 1e-3 * spread[i]);
    EXPECT_NEAR(seen[i][0].select(1, 2).select(1, 5).sum().item<double>(), column[i], 1e-3 * column[i]);
  }
}

TEST_F(Weights, DeeperNetworksTellMoreAndNothingLearns) {
  EXPECT_TRUE(SqueezeNet(6)->parameters().empty());
  const torch::NoGradGuard no_grad;
  EXPECT_EQ(SqueezeNet(6)->forward(pictures(64)).back().sizes(), (std::vector<int64_t>{2, 384, 7, 7}));
  EXPECT_EQ(SqueezeNet(9)->forward(pictures(64)).size(), 6u);
}

TEST_F(Weights, WhatIsNoSqueezeNetIsRefusedWithASentence) {
  const auto refused = [&](const fs::path& folder) {
    SqueezeNet net(4);
    const auto loaded = net->load(folder);
    return loaded ? std::string() : loaded.error().message;
  };
  EXPECT_NE(refused(folder_ / "nowhere").find("manifest.json cannot be read"), std::string::npos);
  fs::resize_file(folder_ / "tiny.f32", 70000);
  EXPECT_NE(refused(folder_).find("'tiny.f32' ends before the layer 'fire2/"), std::string::npos);
  fs::remove(folder_ / "tiny.f32");
  EXPECT_NE(refused(folder_).find("'tiny.f32' cannot be read"), std::string::npos);
  for (const char* text : {"", "[]", "{\"file\":7}", "{\"file\":\"../tiny.f32\"}"}) {
    std::ofstream(folder_ / "manifest.json", std::ios::trunc) << text;
    EXPECT_FALSE(refused(folder_).empty()) << text;
  }
  write_tiny_squeezenet(folder_);
  EXPECT_NE(
      [&] {
        SqueezeNet deeper(5);
        return deeper->load(folder_).error().message;
      }()
          .find("'fire5/squeeze1x1' is missing"),
      std::string::npos);
}

TEST(Spectral, TheNormComesDownToOne) {
  Random random(1);
  SpectralConv conv(6, 9, 3, 1, 1);
  conv->initialise(random);
  {
    const torch::NoGradGuard no_grad;
    conv->weight.mul_(7);
    for (int i = 0; i < 30; ++i) conv->normalised_weight();
  }
  const auto values = torch::linalg_svdvals(conv->normalised_weight().flatten(1));
  EXPECT_NEAR(values[0].item<double>(), 1, 1e-3);
  conv->eval();
  const auto before = conv->left.clone();
  conv->normalised_weight();
  EXPECT_TRUE(torch::equal(before, conv->left));  // drawing moves nothing on
}

TEST_F(Weights, GradientsReachPicturesAndHeadsButNotTheFixedNetwork) {
  Random random(2);
  ProjectedDiscriminator net(16, ProjectedWidths{40, 4, 6, 4});
  net->initialise(random);
  ASSERT_TRUE(net->features->load(folder_).ok());
  const auto fixed = net->features->buffers()[0].clone();
  net->measure(pictures(16));
  const auto x = pictures(16).requires_grad_(true);
  const auto score = net->judge(net->look(x), x);
  EXPECT_EQ(score.sizes(), (std::vector<int64_t>{2, 4}));  // three depths and the pixels
  score.sum().backward();
  EXPECT_GT(x.grad().abs().max().item<double>(), 0);
  for (const auto& item : net->named_parameters()) {
    EXPECT_EQ(item.key().find("features"), std::string::npos) << item.key();
    EXPECT_TRUE(item.value().grad().defined()) << item.key();
  }
  EXPECT_TRUE(torch::equal(fixed, net->features->buffers()[0]));
}

TEST_F(Weights, EqualPicturesAreAtNoDistance) {
  ProjectedDiscriminator net(16, ProjectedWidths{40, 4, 6, 4});
  ASSERT_TRUE(net->features->load(folder_).ok());
  const torch::NoGradGuard no_grad;
  const auto a = net->look(pictures(16)), b = net->look(-pictures(16));
  EXPECT_EQ(distance_seen(a, a).item<double>(), 0);
  EXPECT_GT(distance_seen(a, b).item<double>(), 0.01);
}

Recall remembering(double sharpness) {
  Recall recall(12, 8, sharpness, std::vector<int>{3});
  Random random(3);
  recall->initialise(random);
  const torch::NoGradGuard no_grad;
  for (int64_t k = 0; k < 12; ++k) recall->members[0][k][k % 3] = 1;
  return recall;
}

TEST(Memory, ACodeRecallsItselfAndALabelItsOwnOnly) {
  const torch::NoGradGuard no_grad;
  auto recall = remembering(60);
  const auto free = torch::zeros({1, 3});
  const auto own = recall->own(torch::tensor({int64_t{5}}));
  EXPECT_TRUE(torch::allclose(recall->forward(own * 3, {free}), own, 1e-3, 1e-3));
  // Code 5 bears label 2: under label 1 only codes 1, 4, 7 and 10 may speak.
  auto label = torch::zeros({1, 3});
  label[0][1] = 1;
  const auto other = recall->forward(own * 3, {label});
  double nearest = 1e9;
  for (const int64_t k : {1, 4, 7, 10}) {
    const auto code = recall->own(torch::tensor({k}));
    nearest = std::min(nearest, (code - other).abs().max().item<double>());
  }
  EXPECT_LT(nearest, 0.05);
}

TEST(Memory, PublishedAndTrainedFormsAgree) {
  const torch::NoGradGuard no_grad;
  auto recall = remembering(12);
  const auto z = torch::linspace(-2, 2, 40).view({5, 8});
  const auto y = torch::zeros({5, 3});
  const auto trained = recall->forward(z, {y});
  recall->eval();
  EXPECT_TRUE(torch::allclose(trained, recall->forward(z, {y}), 1e-3, 1e-3));
}

TEST(Memory, LookAlikesBeginAsNeighbours) {
  const auto near = torch::ones({40}), far = torch::arange(0, 40, torch::kFloat32);
  auto features = torch::stack({near, near * 1.01, far, far * 1.01, torch::sin(far), torch::cos(far * 3)});
  const auto codes = codes_from_features(features, torch::zeros({6, 3}));
  const auto apart = [&](int64_t a, int64_t b) { return (codes[a] - codes[b]).norm().item<double>(); };
  EXPECT_LT(apart(0, 1), 0.3 * apart(0, 2));
  EXPECT_LT(apart(2, 3), 0.3 * apart(0, 2));
  EXPECT_TRUE(torch::isfinite(codes_from_features(torch::zeros({1, 4}), torch::ones({1, 3}))).all().item<bool>());
}

TEST(Memory, ATrunkThatRemembersPaintsEveryPictureByItsCode) {
  Random random(4);
  TrunkGenerator net(8, 64, {{"kind", 3, {}}}, TrunkWidths{4, 8, 6, 12, true}, RecallSpec{12, 12});
  net.initialise(random);
  EXPECT_TRUE(net.label_maps.empty());
  EXPECT_EQ(net.tables().size(), 1u);
  const auto own = net.paint(net.recall->own(torch::tensor({int64_t{3}, int64_t{9}})), {});
  EXPECT_EQ(own.sizes(), (std::vector<int64_t>{2, 3, 64, 64}));
  EXPECT_FALSE(torch::allclose(own[0], own[1]));
}

}  // namespace
}  // namespace reverie::nets
