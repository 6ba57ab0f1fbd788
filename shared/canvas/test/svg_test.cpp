#include "shared/canvas/svg.h"

#include <gtest/gtest.h>

#include <string>

#include "shared/canvas/canvas.h"
#include "shared/canvas/svg_words.h"

namespace reverie {
namespace {

std::string svg_of(const Canvas& canvas, const SvgOptions& options = {}) {
  const auto text = svg_from_display_list(canvas.display_list(), canvas.width(), canvas.height(), options);
  EXPECT_TRUE(text.ok()) << text.error().message;
  return text.ok() ? *text : "";
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

SvgOptions with_pictures() {
  SvgOptions options;
  options.png_of_image = [](const Image&) { return Result<std::string>(std::string("\x89PNG")); };
  return options;
}

std::shared_ptr<const Image> picture() { return std::make_shared<const Image>(*Image::create(4, 2)); }

TEST(Svg, NumbersAreShort) {
  EXPECT_EQ(svg::number(0), "0");
  EXPECT_EQ(svg::number(-0.0), "0");
  EXPECT_EQ(svg::number(-0.0001), "0");
  EXPECT_EQ(svg::number(0.5), ".5");
  EXPECT_EQ(svg::number(-0.25), "-.25");
  EXPECT_EQ(svg::number(1.0 / 3), ".333");
  EXPECT_EQ(svg::number(1.0 / 3, 6), ".333333");
  EXPECT_EQ(svg::number(100), "100");
  EXPECT_EQ(svg::number(1200, 0), "1200");
  EXPECT_EQ(svg::number(-12.1), "-12.1");
  EXPECT_EQ(svg::number(1e20), "1e+20");
  EXPECT_EQ(svg::number(123456789.25), "123456789");
  EXPECT_EQ(svg::decimals_under({}), 3);
  EXPECT_EQ(svg::decimals_under({1000, 0, 0, 1000, 0, 0}), 6);
}

TEST(Svg, PathsAreShort) {
  Path path;
  path.move_to({1.5, -2});
  path.line_to({0.25, 0.25});
  path.quadratic_to({1, 2}, {-3, 4});
  path.close();
  EXPECT_EQ(svg::path_data(path, 3), "M1.5-2L.25 .25Q1 2-3 4Z");
}

TEST(Svg, Base64) {
  EXPECT_EQ(svg::base64(""), "");
  EXPECT_EQ(svg::base64("f"), "Zg==");
  EXPECT_EQ(svg::base64("fo"), "Zm8=");
  EXPECT_EQ(svg::base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(svg::base64("\xFF\xFE\xFD"), "//79");
}

TEST(Svg, EscapesWhateverIsTold) {
  EXPECT_EQ(svg::escaped("<script>alert('\"&')</script>"), "&lt;script&gt;alert(&#39;&quot;&amp;&#39;)&lt;/script&gt;");
  EXPECT_EQ(svg::escaped("a\x01\x1B\x7F\xFF\xC0\xAF\xED\xA0\x80z"),
            "a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDz");
  EXPECT_EQ(svg::escaped(std::string_view("\0", 1)), "\uFFFD");
  EXPECT_EQ(svg::escaped("\uFFFE"), "\uFFFD");
  EXPECT_EQ(svg::escaped("é\n漢"), "é\n漢");
  Canvas canvas(10, 10);
  canvas.text("\"/><script>x</script>", 1, 1);
  SvgOptions options;
  options.title = "</title><script>";
  options.description = "]]>\x02 onload='x'";
  const std::string text = svg_of(canvas, options);
  EXPECT_EQ(text.find("<script"), std::string::npos);
  EXPECT_NE(text.find("<title>&lt;/title&gt;&lt;script&gt;</title>"), std::string::npos);
  EXPECT_NE(text.find("<desc>]]&gt;\uFFFD onload=&#39;x&#39;</desc>"), std::string::npos);
  EXPECT_NE(text.find("aria-label=\"&quot;/&gt;&lt;script&gt;x&lt;/script&gt;\""), std::string::npos);
}

TEST(Svg, ShapesStayShapes) {
  Canvas canvas(120, 80);
  canvas.background(Color{255, 240, 200});
  canvas.fill(Color{10, 20, 30, 51});
  canvas.no_stroke();
  canvas.rect(1, 2, 3.5, 4, 1);
  canvas.circle(10, 10, 6);
  canvas.translate(5, 6);
  canvas.no_fill();
  canvas.stroke(Color{255, 0, 0});
  canvas.stroke_weight(2);
  canvas.line(0, 0, 7, 8);
  canvas.scale(2);
  canvas.ellipse(1, 2, 3, 4);
  EXPECT_EQ(svg_of(canvas),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"120\" height=\"80\" viewBox=\"0 0 120 80\">\n"
            "<rect x=\"0\" y=\"0\" width=\"120\" height=\"80\" fill=\"#fff0c8\"/>\n"
            "<rect x=\"1\" y=\"2\" width=\"3.5\" height=\"4\" rx=\"1\" fill=\"#0a141e\" fill-opacity=\".2\"/>\n"
            "<circle cx=\"10\" cy=\"10\" r=\"3\" fill=\"#0a141e\" fill-opacity=\".2\"/>\n"
            "<line x1=\"0\" y1=\"0\" x2=\"7\" y2=\"8\" transform=\"translate(5 6)\" fill=\"none\" stroke=\"#ff0000\" "
            "stroke-width=\"2\" stroke-linecap=\"round\" stroke-miterlimit=\"10\"/>\n"
            "<ellipse cx=\"1\" cy=\"2\" rx=\"1.5\" ry=\"2\" transform=\"matrix(2 0 0 2 5 6)\" fill=\"none\" "
            "stroke=\"#ff0000\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-miterlimit=\"10\"/>\n"
            "</svg>\n");
}

TEST(Svg, WhatIsHiddenIsLeftOut) {
  Canvas canvas(10, 10);
  canvas.rect(0, 0, 1, 1);
  canvas.blend_mode(BlendMode::remove);
  canvas.rect(0, 0, 1, 1);
  canvas.blend_mode(BlendMode::blend);
  canvas.background(Color{0, 0, 0});
  canvas.circle(5, 5, 2);
  const std::string text = svg_of(canvas);
  EXPECT_EQ(count_of(text, "<rect"), 1U);
  EXPECT_EQ(count_of(text, "<mask"), 0U);
  canvas.clear();
  EXPECT_EQ(count_of(svg_of(canvas), "<rect"), 0U);
  // A veil hides nothing.
  canvas.circle(5, 5, 2);
  canvas.background(Color{0, 0, 0, 100});
  EXPECT_EQ(count_of(svg_of(canvas), "<circle"), 1U);
}

TEST(Svg, AGradientIsWrittenOnce) {
  Canvas canvas(10, 10);
  canvas.fill(linear_gradient({0, 0}, {10, 0}, {{0, {255, 0, 0}}, {1, {0, 0, 255, 51}}}));
  canvas.rect(0, 0, 5, 5);
  canvas.circle(5, 5, 2);
  const std::string text = svg_of(canvas);
  EXPECT_EQ(count_of(text, "<linearGradient id=\"g1\" gradientUnits=\"userSpaceOnUse\""), 1U);
  EXPECT_EQ(count_of(text, "fill=\"url(#g1)\""), 2U);
  EXPECT_NE(text.find("<stop offset=\"1\" stop-color=\"#0000ff\" stop-opacity=\".2\"/>"), std::string::npos);
}

TEST(Svg, NeighboursShareTheGroupOfTheirClip) {
  Canvas canvas(10, 10);
  canvas.no_stroke();
  canvas.push();
  canvas.begin_clip();
  canvas.rect(1, 1, 5, 5);
  canvas.end_clip();
  canvas.circle(1, 1, 1);
  canvas.circle(2, 2, 1);
  canvas.blend_mode(BlendMode::multiply);
  canvas.circle(3, 3, 1);
  canvas.pop();
  canvas.circle(4, 4, 1);
  const std::string text = svg_of(canvas);
  EXPECT_EQ(count_of(text, "<clipPath "), 1U);
  EXPECT_EQ(count_of(text, "<g clip-path=\"url(#c1)\">"), 1U);
  EXPECT_EQ(count_of(text, "<g clip-path=\"url(#c1)\" style=\"mix-blend-mode:multiply\">"), 1U);
  EXPECT_EQ(count_of(text, "<g"), count_of(text, "</g>"));
}

TEST(Svg, EachPartBlendsByItself) {
  Canvas canvas(10, 10);
  canvas.rect(1, 1, 5, 5);
  EXPECT_EQ(count_of(svg_of(canvas), "<rect"), 1U);
  canvas.blend_mode(BlendMode::screen);
  canvas.circle(1, 1, 5);
  EXPECT_EQ(count_of(svg_of(canvas), "<circle"), 2U);
}

TEST(Svg, RemovalsInARowShareAMask) {
  Canvas canvas(10, 10);
  canvas.no_stroke();
  canvas.rect(0, 0, 9, 9);
  canvas.blend_mode(BlendMode::remove);
  canvas.circle(1, 1, 1);
  canvas.circle(2, 2, 1);
  canvas.blend_mode(BlendMode::blend);
  canvas.rect(0, 0, 3, 3);
  canvas.blend_mode(BlendMode::remove);
  canvas.circle(3, 3, 1);
  const std::string text = svg_of(canvas);
  EXPECT_EQ(count_of(text, "<mask "), 2U);
  EXPECT_EQ(count_of(text, "<g mask="), 2U);
  EXPECT_EQ(count_of(text, "<g"), count_of(text, "</g>"));
  EXPECT_LT(text.find("<g mask=\"url(#m1)\">"), text.find("<g mask=\"url(#m2)\">"));
  EXPECT_LT(text.find("<mask id=\"m2\""), text.find("<mask id=\"m1\""));
}

TEST(Svg, TooManyRemovalsAreAnswered) {
  Canvas canvas(10, 10);
  canvas.no_stroke();
  for (std::size_t i = 0; i <= max_svg_masks; ++i) {
    canvas.blend_mode(BlendMode::blend);
    canvas.rect(0, 0, 9, 9);
    canvas.blend_mode(BlendMode::remove);
    canvas.circle(1, 1, 1);
  }
  const auto text = svg_from_display_list(canvas.display_list(), 10, 10, {});
  ASSERT_FALSE(text.ok());
  EXPECT_EQ(text.error().message,
            "This picture removes and paints in turn 101 times, where an SVG takes 100; keep it as PNG.");
}

TEST(Svg, APictureIsWrittenOnce) {
  Canvas canvas(20, 20);
  const auto image = picture();
  canvas.image(image, 0, 0, 8, 4);
  canvas.no_smooth();
  canvas.tint(Color{255, 0, 0, 128});
  canvas.image(image, 1, 2, 3, 4, 1, 0, 2, 2);
  const std::string text = svg_of(canvas, with_pictures());
  EXPECT_EQ(count_of(text, "data:image/png;base64,"), 1U);
  EXPECT_EQ(count_of(text, "<use href=\"#i1\""), 2U);
  EXPECT_EQ(count_of(text, "viewBox=\"1 0 2 2\" preserveAspectRatio=\"none\""), 1U);
  EXPECT_EQ(count_of(text, "image-rendering:pixelated"), 1U);
  EXPECT_EQ(count_of(text, "<filter id=\"tff0000\""), 1U);
}

TEST(Svg, APictureThatCannotBeWrittenIsAnswered) {
  Canvas canvas(20, 20);
  canvas.image(picture(), 0, 0, 8, 4);
  EXPECT_FALSE(svg_from_display_list(canvas.display_list(), 20, 20, {}).ok());
  SvgOptions options;
  options.png_of_image = [](const Image&) { return Result<std::string>(Error{"No."}); };
  EXPECT_EQ(svg_from_display_list(canvas.display_list(), 20, 20, options).error().message, "No.");
}

TEST(Svg, ADrawingIsOneGroup) {
  Canvas strokes(20, 20);
  strokes.circle(1, 1, 1);
  Canvas more(20, 20);
  more.blend_mode(BlendMode::remove);
  more.circle(2, 2, 1);
  Canvas canvas(20, 20);
  canvas.background(Color{1, 2, 3});
  canvas.scale(2);
  canvas.opacity(0.5);
  canvas.drawing(Drawing::on(Drawing::on(nullptr, strokes.take()), more.take()));
  const std::string text = svg_of(canvas);
  EXPECT_EQ(count_of(text, "<g opacity=\".5\" style=\"isolation:isolate\">"), 1U);
  // What removes inside it leaves the background whole.
  EXPECT_LT(text.find("<rect"), text.find("<g mask="));
  EXPECT_EQ(count_of(text, "transform=\"matrix(2 0 0 2 0 0)\""), 3U);
}

TEST(Svg, AFullPlaceIsAnswered) {
  Canvas canvas(10, 10);
  canvas.circle(1, 1, 1);
  const auto written = write_svg(canvas.display_list(), 10, 10, {}, [](std::string_view) { return false; });
  EXPECT_FALSE(written.ok());
}

TEST(Svg, ComesPieceByPiece) {
  Canvas canvas(10, 10);
  for (int i = 0; i < 5'000; ++i) canvas.circle(i % 10, 1, 1 + i);
  std::size_t largest = 0, pieces = 0;
  const auto written = write_svg(canvas.display_list(), 10, 10, {}, [&](std::string_view piece) {
    largest = std::max(largest, piece.size());
    ++pieces;
    return true;
  });
  EXPECT_TRUE(written.ok());
  EXPECT_GT(pieces, 3U);
  EXPECT_LT(largest, 70'000U);
}

}  // namespace
}  // namespace reverie
