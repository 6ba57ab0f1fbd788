// A network that was never trained, exported and taken up again by the half that knows no LibTorch.
#include <gtest/gtest.h>

#include <filesystem>

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

}  // namespace
}  // namespace reverie
