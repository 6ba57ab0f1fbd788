#include "shared/image/image.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace reverie {
namespace {

Image ramp() {
  Image image = *Image::create(16, 16);
  for (int i = 0; i < 256; ++i) {
    const auto v = static_cast<std::uint8_t>(i);
    image.set(i % 16, i / 16, {v, static_cast<std::uint8_t>(255 - i), static_cast<std::uint8_t>(i ^ 0x55), 255});
  }
  return image;
}

TEST(Image, StartsTransparentAndKeepsItsPixels) {
  Image image = *Image::create(3, 2);
  EXPECT_EQ(image.rgba().size(), 24u);
  EXPECT_EQ(image.at(2, 1), (Color{0, 0, 0, 0}));
  image.set(2, 1, {1, 2, 3, 4});
  EXPECT_EQ(image.at(2, 1), (Color{1, 2, 3, 4}));
  EXPECT_EQ(image.rgba()[20], 1);
}

TEST(Image, OutsideIsTransparentAndCannotBeWritten) {
  Image image = *Image::create(2, 2);
  for (const auto& [x, y] : {std::pair{-1, 0}, {0, -1}, {2, 0}, {0, 2}}) {
    image.set(x, y, {9, 9, 9, 9});
    EXPECT_EQ(image.at(x, y), (Color{0, 0, 0, 0}));
  }
  for (const std::uint8_t byte : image.rgba()) EXPECT_EQ(byte, 0);
}

TEST(Image, RefusesSizesOutsideItsCaps) {
  EXPECT_EQ(
      Image::create(0, 5).error().message,
      "A picture of 0×5 pixels was asked for; 1 to 16384 a side and at most 64 megapixels are allowed, so none is "
      "made.");
  EXPECT_FALSE(Image::create(5, -1).ok());
  EXPECT_FALSE(Image::create(max_image_side + 1, 1).ok());
  EXPECT_FALSE(Image::create(max_image_side, max_image_side).ok());
  EXPECT_TRUE(Image::create(max_image_side, 1).ok());
}

TEST(Crossings, EveryByteComesBackInEveryRange) {
  const Image image = ramp();
  for (const ValueRange range : {ValueRange{-1, 1}, {0, 1}, {0, 255}, {-2.1179f, 2.64f}, {-1e-3f, 1e-3f}}) {
    const Tensor tensor = *tensor_from_image(image, range);
    EXPECT_EQ(tensor.shape(), (Shape{1, 3, 16, 16}));
    EXPECT_EQ(image_from_tensor(tensor, 0, range)->rgba(), image.rgba()) << range.low;
  }
}

TEST(Crossings, ChannelsArePlanesAndRowsRunFromTheTop) {
  Image image = *Image::create(2, 2);
  for (int i = 0; i < 4; ++i) image.set(i % 2, i / 2, {0, 0, 0, 255});
  image.set(1, 0, {255, 0, 0, 255});
  image.set(0, 1, {0, 0, 255, 255});
  const Tensor tensor = *tensor_from_image(image, {-1, 1});
  const std::vector<float> values(tensor.floats().begin(), tensor.floats().end());
  EXPECT_EQ(values, (std::vector<float>{-1, 1, -1, -1, -1, -1, -1, -1, -1, -1, 1, -1}));
}

TEST(Crossings, AlphaIsFlattenedOnTheGround) {
  Image image = *Image::create(3, 1);
  image.set(0, 0, {200, 100, 0, 0});
  image.set(1, 0, {200, 100, 0, 255});
  image.set(2, 0, {255, 0, 0, 51});
  const Image flat = *image_from_tensor(*tensor_from_image(image, {0, 1}, {10, 20, 30, 255}), 0, {0, 1});
  EXPECT_EQ(flat.at(0, 0), (Color{10, 20, 30, 255}));
  EXPECT_EQ(flat.at(1, 0), (Color{200, 100, 0, 255}));
  EXPECT_EQ(flat.at(2, 0), (Color{59, 16, 24, 255}));
  EXPECT_EQ(image_from_tensor(*tensor_from_image(image, {0, 1}), 0, {0, 1})->at(0, 0), (Color{255, 255, 255, 255}));
}

TEST(Crossings, GreyFillsThreeChannels) {
  const Tensor grey = *Tensor::from_floats({2, 1, 1, 2}, {0, 0, 0.25f, 1});
  const Image image = *image_from_tensor(grey, 1, {0, 1});
  EXPECT_EQ(image.at(0, 0), (Color{64, 64, 64, 255}));
  EXPECT_EQ(image.at(1, 0), (Color{255, 255, 255, 255}));
}

TEST(Crossings, ValuesOutsideAreClampedAndHalvesRoundUp) {
  const float infinity = std::numeric_limits<float>::infinity();
  const Tensor tensor = *Tensor::from_floats({1, 1, 1, 6}, {-infinity, -7, 0.5f, 254.5f, 300, infinity});
  const Image image = *image_from_tensor(tensor, 0, {0, 255});
  const std::uint8_t expected[] = {0, 0, 1, 255, 255, 255};
  for (int x = 0; x < 6; ++x) EXPECT_EQ(image.at(x, 0).r, expected[x]) << x;
}

TEST(Crossings, RefuseWhatIsNoPicture) {
  EXPECT_EQ(
      image_from_tensor(*Tensor::zeros({1, 2, 4, 4}), 0, {}).error().message,
      "A tensor of shape (1,2,4,4) was given as pictures, but only (N,3,H,W) and (N,1,H,W) are, so none is drawn.");
  EXPECT_FALSE(image_from_tensor(*Tensor::zeros({3, 4, 4}), 0, {}).ok());
  EXPECT_FALSE(image_from_tensor(*Tensor::zeros({1, 3, 4, 4}, Dtype::int64), 0, {}).ok());
  EXPECT_EQ(image_from_tensor(*Tensor::zeros({2, 3, 4, 4}), 2, {}).error().message,
            "Picture 2 was asked of a tensor of shape (2,3,4,4), which has pictures 0 to 1, so none is drawn.");
  EXPECT_FALSE(image_from_tensor(*Tensor::zeros({2, 3, 4, 4}), -1, {}).ok());
  EXPECT_FALSE(image_from_tensor(*Tensor::zeros({1, 3, 0, 4}), 0, {}).ok());
  EXPECT_FALSE(image_from_tensor(*Tensor::zeros({1, 3, 1, max_image_side + 1}), 0, {}).ok());
}

TEST(Crossings, RefuseNaN) {
  Tensor tensor = *Tensor::zeros({2, 3, 2, 2});
  tensor.floats()[13] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(image_from_tensor(tensor, 0, {}).ok());
  EXPECT_EQ(image_from_tensor(tensor, 1, {}).error().message,
            "Picture 1 of a tensor of shape (2,3,2,2) contains a NaN, which stands for no colour, so it is not drawn.");
}

TEST(Crossings, RefuseRangesThatAreNone) {
  const Tensor tensor = *Tensor::zeros({1, 3, 2, 2});
  const Image image = *Image::create(2, 2);
  const float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
  for (const ValueRange range : {ValueRange{1, 1}, {1, -1}, {nan, 1}, {0, infinity}}) {
    EXPECT_FALSE(image_from_tensor(tensor, 0, range).ok());
    EXPECT_FALSE(tensor_from_image(image, range).ok());
  }
  EXPECT_FALSE(tensor_from_image(Image(), {0, 1}).ok());
}

TEST(Crossings, RefusePicturesLargerThanATensor) {
  EXPECT_FALSE(tensor_from_image(*Image::create(4096, 2048), {0, 1}).ok());
}

}  // namespace
}  // namespace reverie
