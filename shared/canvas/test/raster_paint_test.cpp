// What the raster paints with: courses, blend modes, clips, pictures, drawings; and what may be wrong with any of them.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "shared/canvas/canvas.h"
#include "shared/canvas/raster.h"
#include "shared/canvas/raster_pixels.h"
#include "shared/random/random.h"

namespace reverie {
namespace {

constexpr Color red{255, 0, 0}, blue{0, 0, 255}, white{255, 255, 255};

Image drawn(const Canvas& canvas, double density = 1) {
  return *raster_from_display_list(canvas.display_list(), canvas.width(), canvas.height(), density);
}

void expect_near(Color color, Color wanted, int most = 1) {
  for (const auto& [one, other] :
       {std::pair{color.r, wanted.r}, {color.g, wanted.g}, {color.b, wanted.b}, {color.a, wanted.a}})
    EXPECT_LE(std::abs(int{one} - int{other}), most) << int{one} << " instead of " << int{other};
}

TEST(RasterGradient, IsExactAtEveryPixel) {
  Canvas canvas(256, 2);
  canvas.no_stroke();
  canvas.fill(linear_gradient({0, 0}, {256, 0}, {{0, {0, 10, 200}}, {0.25, {250, 20, 0, 100}}, {1, {0, 255, 30}}}));
  canvas.rect(0, 0, 256, 2);
  const Image image = drawn(canvas);
  for (int x = 0; x < 256; ++x) {
    const double t = (x + 0.5) / 256;
    const Color wanted = t < 0.25 ? lerp_color({0, 10, 200}, {250, 20, 0, 100}, t / 0.25)
                                  : lerp_color({250, 20, 0, 100}, {0, 255, 30}, (t - 0.25) / 0.75);
    expect_near(image.at(x, 1), wanted);
  }
}

TEST(RasterGradient, HardStopsAreHard) {
  Canvas canvas(64, 1);
  canvas.no_stroke();
  canvas.fill(linear_gradient({0, 0}, {64, 0}, {{0.5, red}, {0.5, blue}}));
  canvas.rect(0, 0, 64, 1);
  const Image image = drawn(canvas);
  for (int x = 0; x < 64; ++x) EXPECT_EQ(image.at(x, 0), x < 32 ? red : blue);
}

// The formulas of the specification, in doubles.
double blended(BlendMode mode, double b, double s) {
  const auto hard = [](double below, double source) {
    return source <= 0.5 ? below * 2 * source : below + (2 * source - 1) - below * (2 * source - 1);
  };
  switch (mode) {
    case BlendMode::darkest:
      return std::min(b, s);
    case BlendMode::lightest:
      return std::max(b, s);
    case BlendMode::difference:
      return std::fabs(b - s);
    case BlendMode::exclusion:
      return b + s - 2 * b * s;
    case BlendMode::multiply:
      return b * s;
    case BlendMode::screen:
      return b + s - b * s;
    case BlendMode::overlay:
      return hard(s, b);
    case BlendMode::hard_light:
      return hard(b, s);
    case BlendMode::soft_light:
      if (s <= 0.5) return b - (1 - 2 * s) * b * (1 - b);
      return b + (2 * s - 1) * ((b <= 0.25 ? ((16 * b - 12) * b + 4) * b : std::sqrt(b)) - b);
    case BlendMode::dodge:
      return b == 0 ? 0 : s == 1 ? 1 : std::min(1.0, b / (1 - s));
    case BlendMode::burn:
      return b == 1 ? 1 : s == 0 ? 0 : 1 - std::min(1.0, (1 - b) / s);
    default:
      return s;
  }
}

TEST(RasterBlend, FollowsTheSpecification) {
  Random random(12);
  const auto byte = [&] {
    return static_cast<std::uint8_t>(random.below(6) == 0 ? random.below(2) * 255 : random.below(256));
  };
  for (int i = 0; i < 30'000; ++i) {
    const auto mode = static_cast<BlendMode>(random.below(blend_mode_count));
    if (mode == BlendMode::add || mode == BlendMode::replace || mode == BlendMode::remove) continue;
    const std::uint8_t b = byte(), s = byte(), below_alpha = byte(), source_alpha = byte();
    const double ab = below_alpha / 255.0, as = source_alpha / 255.0, cb = b / 255.0, cs = s / 255.0;
    Pixel target = pixel_from_straight(b, b, b, ab);
    composite_flat(mode, &target, pixel_from_straight(s, s, s, as), nullptr, 1);
    const double alpha = as + ab * (1 - as);
    const double value = cs * as * (1 - ab) + cb * ab * (1 - as) + as * ab * blended(mode, cb, cs);
    EXPECT_NEAR(target.a / double{full_level}, alpha, 1e-4);
    EXPECT_LE(target.r, target.a);
    // Dodge and burn divide by what may be next to nothing.
    const bool steep = mode == BlendMode::dodge || mode == BlendMode::burn;
    EXPECT_NEAR(target.r / double{full_level}, value, steep ? 0.02 : 5e-4) << static_cast<int>(mode);
  }
}

TEST(RasterBlend, AddReplaceAndRemove) {
  const auto mixed = [](BlendMode mode, Color below, Color source, std::uint8_t cover) {
    Pixel target = pixel_from_straight(below.r, below.g, below.b, below.a / 255.0);
    const Pixel color = pixel_from_straight(source.r, source.g, source.b, source.a / 255.0);
    composite(mode, &target, &color, &cover, 1);
    return target;
  };
  const auto level = [](double unit) { return level_from_unit(unit); };
  const Pixel added = mixed(BlendMode::add, {200, 100, 0}, {100, 100, 0, 255}, 255);
  EXPECT_EQ(added.r, full_level);
  EXPECT_NEAR(added.g, level(200 / 255.0), 2);
  const Pixel replaced = mixed(BlendMode::replace, {200, 100, 0}, {0, 0, 0, 0}, 255);
  EXPECT_EQ(replaced, Pixel{});
  EXPECT_NEAR(mixed(BlendMode::replace, white, {0, 0, 0, 0}, 51).a, level(0.8), 2);
  const Pixel removed = mixed(BlendMode::remove, {200, 100, 0}, {9, 9, 9, 51}, 255);
  EXPECT_NEAR(removed.a, level(0.8), 2);
  EXPECT_NEAR(removed.r, level(0.8 * 200 / 255), 2);
}

// A hundred washes of two percent once stopped short where eight bits rounded them away.
TEST(RasterBlend, ThinWashesAddUp) {
  Canvas canvas(1, 1);
  canvas.background({0, 0, 0});
  for (int i = 0; i < 1'000; ++i) canvas.background({255, 255, 255, 2});
  EXPECT_GE(drawn(canvas).at(0, 0).r, 254);
}

TEST(RasterClip, NarrowsAndIsLeftAgain) {
  Canvas canvas(20, 20);
  canvas.push();
  canvas.begin_clip();
  canvas.rect(2, 2, 10, 16);
  canvas.end_clip();
  canvas.begin_clip();
  canvas.rect(6, 0, 10, 10);
  canvas.end_clip();
  canvas.background(red);
  canvas.pop();
  canvas.no_stroke();
  canvas.fill(blue);
  canvas.rect(18, 18, 2, 2);
  const Image image = drawn(canvas);
  for (int y = 0; y < 20; ++y) {
    for (int x = 0; x < 20; ++x) {
      const bool inside = x >= 6 && x < 12 && y >= 2 && y < 10, corner = x >= 18 && y >= 18;
      EXPECT_EQ(image.at(x, y), inside ? red : corner ? blue : (Color{0, 0, 0, 0})) << x << "," << y;
    }
  }
}

TEST(RasterClip, EdgesAreSoft) {
  Canvas canvas(2, 1);
  canvas.begin_clip();
  canvas.rect(0, 0, 0.5, 1);
  canvas.end_clip();
  canvas.background(red);
  EXPECT_NEAR(drawn(canvas).at(0, 0).a, 128, 1);
  EXPECT_EQ(drawn(canvas).at(1, 0).a, 0);
}

TEST(RasterClip, TenThousandWithinEachOtherAreHarmless) {
  Canvas canvas(8, 8);
  for (std::size_t i = 0; i < max_clips; ++i) {
    canvas.begin_clip();
    canvas.rect(0, 0, 8, 8);
    canvas.end_clip();
  }
  canvas.background(red);
  EXPECT_EQ(drawn(canvas).at(4, 4), red);
}

std::shared_ptr<const Image> quarters() {  // red, blue / white, nothing
  Image image = *Image::create(2, 2);
  image.set(0, 0, red);
  image.set(1, 0, blue);
  image.set(0, 1, white);
  return std::make_shared<const Image>(std::move(image));
}

TEST(RasterPicture, TurnsAndMirrorsExactly) {
  Canvas mirrored(8, 8);
  mirrored.no_smooth();
  mirrored.translate(8, 0);
  mirrored.scale(-1, 1);
  mirrored.image(quarters(), 0, 0, 8, 8);
  EXPECT_EQ(drawn(mirrored).at(1, 1), blue);
  EXPECT_EQ(drawn(mirrored).at(6, 1), red);
  Canvas turned(8, 8);
  turned.no_smooth();
  turned.apply_matrix({0, 1, -1, 0, 8, 0});
  turned.image(quarters(), 0, 0, 8, 8);
  EXPECT_EQ(drawn(turned).at(6, 1), red);
  EXPECT_EQ(drawn(turned).at(6, 6), blue);
  EXPECT_EQ(drawn(turned).at(1, 1), white);
  EXPECT_EQ(drawn(turned).at(1, 6).a, 0);
}

TEST(RasterPicture, CropDoesNotBleed) {
  for (const double angle : {0.0, 1e-9}) {
    Canvas canvas(16, 16);
    canvas.rotate(angle);
    canvas.image(quarters(), 0, 0, 16, 16, 0, 0, 1, 1);
    const Image image = drawn(canvas);
    EXPECT_EQ(image.at(15, 8), red);
    EXPECT_EQ(image.at(8, 15), red);
  }
}

TEST(RasterPicture, TintMultiplies) {
  Canvas canvas(4, 4);
  canvas.tint({128, 255, 255, 128});
  canvas.image(quarters(), 0, 0, 4, 4, 0, 0, 1, 1);
  expect_near(drawn(canvas).at(2, 2), {128, 0, 0, 128});
}

TEST(RasterDrawing, IsALayerOfItsOwn) {
  Canvas top(4, 4);
  top.background(blue);
  top.no_stroke();
  top.blend_mode(BlendMode::remove);
  top.rect(0, 0, 2, 4);
  const auto drawing = Drawing::on(nullptr, top.take());
  Canvas canvas(4, 4);
  canvas.background(red);
  canvas.opacity(0.5);
  canvas.drawing(drawing);
  EXPECT_EQ(drawn(canvas).at(0, 0), red);  // what it removes is its own
  expect_near(drawn(canvas).at(3, 0), {127, 0, 128});
}

TEST(RasterDrawing, TooDeepIsNotDrawn) {
  Canvas first(2, 2);
  first.background(red);
  auto drawing = Drawing::on(nullptr, first.take());
  for (int i = 0; i < 2 * max_drawing_nesting; ++i) {
    Canvas canvas(2, 2);
    canvas.drawing(drawing);
    drawing = Drawing::on(nullptr, canvas.take());
    Canvas whole(2, 2);
    whole.drawing(drawing);
    EXPECT_EQ(drawn(whole).at(0, 0).a, i + 2 <= max_drawing_nesting ? 255 : 0) << i;
  }
}

// Whatever the numbers, a picture comes back.
TEST(Raster, AnyNumbersAreHarmless) {
  const double odd[] = {0, 1e-320, -1e-9, 1, -3.5, 1e6, -1e19, 1e150, -1e308, 1e308};
  Random random(77);
  const auto any = [&] { return odd[random.below(std::size(odd))]; };
  for (int i = 0; i < 100; ++i) {
    Canvas c(12, 9);
    for (int k = 0; k < 6; ++k) {
      const double a = any(), b = any(), d = any(), e = any(), f = any(), g = any(), h = any(), j = any();
      c.push();
      if (k % 2 == 1) c.apply_matrix({a, b, d, e, f, g});
      c.stroke_weight(std::fabs(h));
      c.stroke_join(static_cast<StrokeJoin>(k % 3));
      c.blend_mode(static_cast<BlendMode>((i + k) % blend_mode_count));
      c.fill(k % 2 == 0 ? linear_gradient({a, b}, {d, e}, {{0, red}, {1, blue}})
                        : radial_gradient({a, b}, d, {{0, red}, {j, blue}}));
      c.rect(a, b, d, e, f);
      c.ellipse(b, d, e, f);
      c.line(f, g, h, j);
      c.bezier(a, b, d, e, f, g, h, j);
      c.arc(a, b, d, e, f, g, ArcMode::pie);
      c.image(quarters(), a, b, std::fabs(d), std::fabs(e));
      c.text_size(std::fabs(a) + 1);
      c.text("x", d, e, f);
      c.begin_clip();
      c.quad(a, b, d, e, f, g, h, j);
      c.end_clip();
      c.background({1, 2, 3, 100});
      c.pop();
    }
    EXPECT_EQ(drawn(c, 1.5).width(), 18);
  }
}

}  // namespace
}  // namespace reverie
