// A network that was never trained, exported and taken up again by the half that knows no LibTorch.
#include <gtest/gtest.h>

#include <filesystem>

#include "native/nets/initialise.h"
#include "native/nets/transposed.h"
#include "native/onnx/export_package.h"
#include "native/publish/check.h"
#include "native/runtime/ort_session.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

ExportOrder small_order() {
  auto net = std::make_shared<nets::StackGenerator>(
      8, 16, std::vector<nets::AxisSpec>{{"ground", 2, {}}, {"z", 3, {2, 4, 4}}}, 4.0);
  Random random(3);
  net->initialise(random);
  ExportOrder order;
  order.generator = net;
  order.axes = {{"ground", {"dark", "light"}}, {"z", {"a", "b", "c"}}};
  order.scaling = Scaling::nearest;
  order.title = "Small";
  return order;
}

class Export : public ::testing::Test {
 protected:
  fs::path folder_ = fs::path(::testing::TempDir()) /
                     (std::string("reverie-export-") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
  void SetUp() override { fs::remove_all(folder_); }
  void TearDown() override { fs::remove_all(folder_); }
};

TEST_F(Export, IsAPackageThatChecks) {
  const auto report = export_generator(folder_, small_order());
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_TRUE(within(report->difference, parity_tolerance));
  std::vector<CheckLine> lines;
  const auto sound = check_package(folder_, lines);
  ASSERT_TRUE(sound.ok()) << sound.error().message;
  const auto package = package_from_folder(folder_);
  const Model& model = package->model;
  EXPECT_EQ(model.outputs[0].scaling, Scaling::nearest);
  ASSERT_EQ(model.class_inputs().size(), 2u);
  EXPECT_EQ(model.class_inputs()[1]->axis, "z");
  EXPECT_NE(model.class_inputs()[1]->name, "z") << "the latent port has that name";
  EXPECT_EQ(model.class_inputs()[1]->labels, (std::vector<std::string>{"a", "b", "c"}));
}

TEST_F(Export, TwiceGivesTheSameBytes) {
  ASSERT_TRUE(export_generator(folder_, small_order()).ok());
  const auto once = text_from_file(folder_ / "model.json", 1 << 20);
  ASSERT_TRUE(export_generator(folder_, small_order()).ok());
  EXPECT_EQ(*once, *text_from_file(folder_ / "model.json", 1 << 20));
}

TEST_F(Export, LabelsThatAreNotTheNetworksAreRefused) {
  ExportOrder order = small_order();
  order.axes[1].second.pop_back();
  const auto report = export_generator(folder_, order);
  ASSERT_FALSE(report.ok());
  EXPECT_NE(report.error().message.find("labels"), std::string::npos);
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(Export, ABrokenNetworkWritesNothing) {
  ExportOrder order = small_order();
  {
    const torch::NoGradGuard no_grad;
    order.generator->parameters().back().fill_(std::numeric_limits<float>::quiet_NaN());
  }
  ASSERT_FALSE(export_generator(folder_, order).ok());
  EXPECT_FALSE(fs::exists(folder_));
}

// A trunk in which everything is heard, as after training: styles and places, which begin at zero, have values.
ExportOrder varied_order() {
  auto net = std::make_shared<nets::TrunkGenerator>(16, 16, std::vector<nets::AxisSpec>{{"kind", 2, {}}},
                                                    nets::TrunkWidths{8, 16, 16, 24});
  Random random(5);
  net->initialise(random);
  for (auto& item : net->named_parameters())
    if (item.key().ends_with("style.weight") || item.key().ends_with("bias.bias"))
      nets::fill_normal(item.value(), 0.1, random);
  ExportOrder order;
  order.generator = net;
  order.axes = {{"kind", {"a", "b"}}};
  return order;
}

TEST_F(Export, Int8KeepsThePicturesAndIsChosenByItself) {
  std::vector<std::size_t> bytes;
  for (const std::optional<WeightType> wanted : {std::optional<WeightType>(), std::optional(WeightType::float16)}) {
    ExportOrder order = varied_order();
    order.weight_type = wanted;
    const auto report = export_generator(folder_, order);
    ASSERT_TRUE(report.ok()) << report.error().message;
    EXPECT_EQ(report->storage.type, wanted.value_or(WeightType::int8));
    EXPECT_GE(report->storage.decibel, least_decibel) << "mean over 64 seeds";
    EXPECT_LT(report->storage.decibel, 70) << "a picture that hears none of its weights would prove nothing";
    EXPECT_TRUE(within(report->difference, parity_tolerance));
    bytes.push_back(report->storage.bytes);
    std::vector<CheckLine> lines;
    const auto sound = check_package(folder_, lines);
    ASSERT_TRUE(sound.ok()) << sound.error().message;
  }
  EXPECT_LT(static_cast<double>(bytes[0]), 0.8 * static_cast<double>(bytes[1]));
}

TEST_F(Export, AStorageThatWouldShowIsNotChosen) {
  ExportOrder order = varied_order();
  {  // One feature is written small and read large: the same pictures, but beside it the other weights of each channel
     // vanish between two steps of int8.
    const torch::NoGradGuard no_grad;
    auto& net = dynamic_cast<nets::TrunkGenerator&>(*order.generator);
    auto &half_a = *net.half_a, &half_b = *net.half_b;
    for (torch::Tensor small : {half_a.conv->weight[0], half_a.conv->bias[0], half_a.bias->bias.select(1, 0)})
      small.div_(1000);
    half_b.conv->weight.select(1, 0).mul_(1000);
  }
  const auto report = export_generator(folder_, order);
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_NE(report->storage.type, WeightType::int8) << report->storage.decibel << " dB";
  EXPECT_GE(report->storage.decibel, least_decibel);
}

TEST(Psnr, IsThatOfEightBits) {
  const auto black = torch::full({2, 3, 4, 4}, -1.0), nearly = torch::full({2, 3, 4, 4}, -1.0 + 2.0 / 255);
  EXPECT_DOUBLE_EQ(mean_psnr(black, black), equal_decibel);
  EXPECT_NEAR(mean_psnr(nearly, black), 48.1308, 1e-3);  // one step: 20·log10(255)
  EXPECT_DOUBLE_EQ(mean_psnr(black + 0.003, black), equal_decibel) << "less than half a step is not seen";
}

// 64 px, and the generator that carries batch normalisations: what a run publishes needs nothing of them.
TEST_F(Export, ATransposedGeneratorOf64PixelsPlays) {
  auto net = std::make_shared<nets::TransposedGenerator>(8, 64, std::vector<nets::AxisSpec>{{"kind", 3, {}}},
                                                         std::vector<int>{12, 8, 6, 4});
  Random random(6);
  net->initialise(random);
  auto z = torch::zeros({8, 8});
  for (int step = 0; step < 5; ++step) {  // gathers statistics
    nets::fill_normal(z, 1, random);
    net->forward(z, {torch::zeros({8, 3})});
  }
  ExportOrder order;
  order.generator = net;
  order.axes = {{"kind", {"a", "b", "c"}}};
  const auto report = export_generator(folder_, order);
  ASSERT_TRUE(report.ok()) << report.error().message;
  std::vector<CheckLine> lines;
  const auto sound = check_package(folder_, lines);
  ASSERT_TRUE(sound.ok()) << sound.error().message;
  const auto package = package_from_folder(folder_);
  EXPECT_EQ(package->model.output_of_kind(PortKind::image)->width(), 64);
  for (const WeightEntry& entry : package->model.weights)
    EXPECT_EQ(entry.name.find("norm"), std::string::npos) << entry.name << " should have been folded";
}

}  // namespace
}  // namespace reverie
