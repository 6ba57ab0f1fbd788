#include "shared/tensor/tensor.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace reverie {
namespace {

TEST(ElementCount, MultipliesTheDimensions) {
  EXPECT_EQ(*element_count({}), 1);
  EXPECT_EQ(*element_count({1, 3, 32, 32}), 3072);
  EXPECT_EQ(*element_count({5, 0, 7}), 0);
  EXPECT_EQ(*element_count({max_tensor_elements}), max_tensor_elements);
}

TEST(ElementCount, RefusesNegativeAndHugeShapes) {
  EXPECT_EQ(element_count({2, -1}).error().message,
            "The shape (2,-1) has a negative dimension; every dimension must be 0 or more, so nothing is allocated.");
  EXPECT_EQ(
      element_count({max_tensor_elements + 1}).error().message,
      "The shape (16777217) has more elements than the 16777216 that a tensor may hold, so nothing is allocated.");
  const std::int64_t huge = std::numeric_limits<std::int64_t>::max();
  EXPECT_FALSE(element_count({huge, huge, huge}).ok());
  EXPECT_FALSE(element_count({4096, 4096, 2}).ok());
  EXPECT_FALSE(element_count({-1, 0}).ok());
  EXPECT_EQ(*element_count({huge, 0}), 0);
}

TEST(Tensor, IsEmptyAtFirst) {
  const Tensor tensor;
  EXPECT_EQ(tensor.shape(), Shape{0});
  EXPECT_EQ(tensor.size(), 0u);
  EXPECT_EQ(tensor.dtype(), Dtype::float32);
  EXPECT_TRUE(tensor.all_finite());
}

TEST(Tensor, ZerosOfBothTypes) {
  const Tensor floats = *Tensor::zeros({2, 3});
  EXPECT_EQ(floats.size(), 6u);
  for (const float value : floats.floats()) EXPECT_EQ(value, 0.0f);
  const Tensor integers = *Tensor::zeros({4}, Dtype::int64);
  EXPECT_EQ(integers.dtype(), Dtype::int64);
  EXPECT_EQ(integers.int64s().size(), 4u);
  EXPECT_FALSE(Tensor::zeros({-4}).ok());
}

TEST(Tensor, TakesDataThatFits) {
  Tensor tensor = *Tensor::from_floats({2, 2}, {1, 2, 3, 4});
  tensor.floats()[3] = 9;
  EXPECT_EQ(tensor.floats()[3], 9.0f);
  EXPECT_EQ(Tensor::from_int64s({}, {7})->int64s()[0], 7);
}

TEST(Tensor, RefusesDataThatDoesNotFit) {
  EXPECT_EQ(Tensor::from_floats({2, 2}, {1, 2, 3}).error().message,
            "A tensor of shape (2,2) holds 4 numbers, but 3 were given, so it is not made.");
  EXPECT_FALSE(Tensor::from_int64s({2}, {}).ok());
  EXPECT_FALSE(Tensor::from_floats({-2}, {}).ok());
}

TEST(Tensor, KnowsWhetherAllIsFinite) {
  EXPECT_TRUE(Tensor::from_floats({2}, {1, -3e38f})->all_finite());
  EXPECT_FALSE(Tensor::from_floats({2}, {1, NAN})->all_finite());
  EXPECT_FALSE(Tensor::from_floats({2}, {-INFINITY, 0})->all_finite());
  EXPECT_TRUE(Tensor::from_int64s({1}, {5})->all_finite());
}

}  // namespace
}  // namespace reverie
