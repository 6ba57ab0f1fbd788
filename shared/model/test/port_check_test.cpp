#include "shared/model/port_check.h"

#include <gtest/gtest.h>

#include <limits>

#include "shared/model/test/samples.h"

namespace reverie {
namespace {

std::string input_sentence(const NamedTensors& inputs) {
  const auto checked = check_inputs(good_model(), inputs);
  return checked.ok() ? "" : checked.error().message;
}

std::string output_sentence(const NamedTensors& outputs) {
  const auto checked = check_outputs(good_model(), outputs);
  return checked.ok() ? "" : checked.error().message;
}

TEST(CheckInputs, GoodOnesPassInAnyOrder) {
  EXPECT_EQ(input_sentence(good_inputs(1)), "");
  EXPECT_EQ(input_sentence(good_inputs(7)), "");
  NamedTensors turned = good_inputs(2);
  std::swap(turned[0], turned[1]);
  EXPECT_EQ(input_sentence(turned), "");
}

TEST(CheckInputs, Missing) {
  NamedTensors inputs = good_inputs(1);
  inputs.pop_back();
  EXPECT_EQ(input_sentence(inputs),
            "The input 'glasses' is missing, where the model has z, glasses; the model is not run.");
}

TEST(CheckInputs, Unknown) {
  NamedTensors inputs = good_inputs(1);
  inputs.push_back({"noise", *Tensor::zeros({1})});
  EXPECT_EQ(input_sentence(inputs),
            "The input 'noise' was given, where the model has z, glasses; the model is not run.");
}

TEST(CheckInputs, Twice) {
  NamedTensors inputs = good_inputs(1);
  inputs.push_back(inputs[0]);
  EXPECT_EQ(input_sentence(inputs),
            "The input 'z' was given more than once, where once is allowed; the model is not run.");
}

TEST(CheckInputs, WrongDtype) {
  NamedTensors inputs = good_inputs(1);
  inputs[0].tensor = *Tensor::zeros({1, 64}, Dtype::int64);
  EXPECT_EQ(input_sentence(inputs), "The input 'z' is int64, where float32 is allowed; the model is not run.");
}

TEST(CheckInputs, WrongShapes) {
  NamedTensors inputs = good_inputs(1);
  inputs[0].tensor = *Tensor::zeros({1, 63});
  EXPECT_EQ(input_sentence(inputs), "The input 'z' has shape (1,63), where (N,64) is allowed; the model is not run.");
  inputs[0].tensor = *Tensor::zeros({64});
  EXPECT_EQ(input_sentence(inputs), "The input 'z' has shape (64), where (N,64) is allowed; the model is not run.");
  inputs[0].tensor = *Tensor::zeros({0, 64});
  EXPECT_EQ(input_sentence(inputs), "The input 'z' has shape (0,64), where (N,64) is allowed; the model is not run.");
}

TEST(CheckInputs, NamedDimensionsAgree) {
  NamedTensors inputs = good_inputs(3);
  inputs[1].tensor = *Tensor::zeros({2, 4});
  EXPECT_EQ(input_sentence(inputs),
            "The input 'glasses' has shape (2,4), where (N,4) with N = 3 is allowed; the model is not run.");
}

TEST(CheckInputs, NamedDimensionsAgreeWithinOneTensor) {
  Model model = good_model();
  model.inputs.resize(1);
  model.inputs[0].shape = {{-1, "N"}, {-1, "N"}};
  EXPECT_TRUE(check_inputs(model, {{"z", *Tensor::zeros({3, 3})}}).ok());
  EXPECT_FALSE(check_inputs(model, {{"z", *Tensor::zeros({3, 4})}}).ok());
}

TEST(CheckInputs, NotFinite) {
  NamedTensors inputs = good_inputs(1);
  inputs[0].tensor.floats()[5] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(input_sentence(inputs),
            "The input 'z' contains NaN or infinity, where finite numbers are allowed; the model is not run.");
}

TEST(CheckOutputs, GoodAndBad) {
  EXPECT_EQ(output_sentence({{"image", *Tensor::zeros({2, 3, 32, 32})}}), "");
  EXPECT_EQ(output_sentence({}), "The output 'image' is missing, where the model has image; nothing of it is shown.");
  EXPECT_EQ(output_sentence({{"image", *Tensor::zeros({2, 3, 32, 31})}}),
            "The output 'image' has shape (2,3,32,31), where (N,3,32,32) is allowed; nothing of it is shown.");
  NamedTensors outputs{{"image", *Tensor::zeros({1, 3, 32, 32})}};
  outputs[0].tensor.floats()[9] = std::numeric_limits<float>::infinity();
  EXPECT_EQ(output_sentence(outputs),
            "The output 'image' contains NaN or infinity, where finite numbers are allowed; nothing of it is shown.");
}

}  // namespace
}  // namespace reverie
