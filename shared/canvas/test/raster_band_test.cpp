// Prints are drawn band by band: each has the pixels of the whole.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "shared/canvas/canvas.h"
#include "shared/canvas/raster.h"

namespace reverie {
namespace {

constexpr Color red{255, 0, 0}, blue{0, 0, 255};

Image drawn(const Canvas& canvas, double density = 1) {
  Result<Image> image = raster_from_display_list(canvas.display_list(), canvas.width(), canvas.height(), density);
  EXPECT_TRUE(image.ok());
  return image.ok() ? *image : Image();
}

std::shared_ptr<const Image> checker() {  // red blue / blue red
  Image image = *Image::create(2, 2);
  image.set(0, 0, red);
  image.set(1, 0, blue);
  image.set(0, 1, blue);
  image.set(1, 1, red);
  return std::make_shared<const Image>(std::move(image));
}

// Everything the vocabulary has, in one picture.
Canvas much(double width, double height) {
  Canvas canvas(width, height);
  canvas.background({250, 247, 242});
  for (int i = 0; i < 40; ++i) {
    canvas.push();
    canvas.translate(width / 2, height / 2);
    canvas.rotate(i * 0.37);
    canvas.blend_mode(static_cast<BlendMode>(i % blend_mode_count == 9 ? 0 : i % blend_mode_count));
    canvas.opacity(0.4 + i * 0.01);
    canvas.fill(linear_gradient({0, 0}, {60, 30.0 + i}, {{0, red}, {0.4, {40, 200, 90, 120}}, {1, blue}}));
    canvas.stroke({22, 22, 26, 200});
    canvas.stroke_weight(0.3 + i * 0.6);
    canvas.stroke_join(static_cast<StrokeJoin>(i % 3));
    canvas.stroke_cap(static_cast<StrokeCap>(i % 3));
    canvas.bezier(-150, i * 7 - 90, 90 - i, -133.3, i * 2.1, 177, 160, 90 - i * 6.5);
    canvas.begin_clip();
    canvas.ellipse(i, -i, 200.5 - i, 90.1 + i);
    canvas.end_clip();
    canvas.image(checker(), -60.3, -50, 130.7, 90.1);
    canvas.rect(9, i - 70, 55.5, 80, i);
    canvas.pop();
  }
  return canvas;
}

TEST(RasterBand, HasThePixelsOfTheWhole) {
  const Canvas canvas = much(300, 260);
  const Image whole = drawn(canvas, 1.3);
  const std::size_t stride = static_cast<std::size_t>(whole.width()) * 4;
  std::vector<std::uint8_t> joined;
  for (int row = 0, rows = 1; row < whole.height(); row += rows, rows = rows % 90 + 17) {
    rows = std::min(rows, whole.height() - row);
    const auto band = raster_band(canvas.display_list(), 300, 260, 1.3, row, rows);
    ASSERT_TRUE(band.ok());
    ASSERT_EQ(band.value().size(), stride * static_cast<std::size_t>(rows));
    joined.insert(joined.end(), band.value().begin(), band.value().end());
  }
  EXPECT_EQ(joined, whole.rgba());
}

TEST(RasterBand, ReachesBeyondWhatAnImageHolds) {
  Canvas canvas(100, 100);
  canvas.no_stroke();
  canvas.fill(red);
  canvas.rect(99, 99, 1, 1);
  canvas.fill(blue);
  canvas.ellipse(50, 50, 100, 100);
  ASSERT_EQ(*raster_size(100, 100, 400), (RasterSize{40'000, 40'000}));
  const auto band = raster_band(canvas.display_list(), 100, 100, 400, 39'599, 2);
  ASSERT_TRUE(band.ok());
  const auto pixel = [&](std::size_t x, std::size_t y) { return band.value()[(y * 40'000 + x) * 4]; };
  EXPECT_EQ(pixel(39'599, 1), 0);
  EXPECT_EQ(pixel(39'600, 0), 0);
  EXPECT_EQ(pixel(39'600, 1), 255);
  EXPECT_EQ(band.value()[20'000 * 4 + 2], 255);
}

TEST(RasterBand, RefusesWhatLiesOutside) {
  const DisplayList list;
  for (const auto& [row, rows] : {std::pair{-1, 2}, {0, 0}, {9, 2}, {10, 1}, {1, std::numeric_limits<int>::max()}}) {
    const auto band = raster_band(list, 10, 10, 1, row, rows);
    ASSERT_FALSE(band.ok());
    EXPECT_NE(band.error().message.find("must lie inside"), std::string::npos);
  }
  EXPECT_FALSE(raster_band(list, 200'000, 10'000, 1, 0, 10'000).ok());
  EXPECT_FALSE(raster_size(1e9, 10).ok());
}

}  // namespace
}  // namespace reverie
