#include "shared/canvas/display_list_bytes.h"

#include <gtest/gtest.h>

#include <cstring>

#include "shared/canvas/canvas.h"
#include "shared/canvas/raster.h"
#include "shared/canvas/test/reference/scenes.h"
#include "shared/random/random.h"

namespace reverie {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes bytes_of(const DisplayList& list) {
  const auto bytes = bytes_from_display_list(list);
  EXPECT_TRUE(bytes.ok());
  return bytes.ok() ? bytes.value() : Bytes();
}

// A bit of everything, small enough to break it at every byte.
DisplayList little() {
  Image image = *Image::create(2, 1);
  image.set(0, 0, {1, 2, 3, 4});
  const auto shared = std::make_shared<const Image>(image);
  Canvas top(20, 20);
  top.stroke_weight(3);
  top.line(1, 2, 3, 4);
  top.image(shared, 0, 0, 5, 5);
  Canvas canvas(20, 20);
  canvas.begin_clip();
  canvas.circle(5, 5, 4);
  canvas.end_clip();
  canvas.fill(radial_gradient({1, 2}, 3, {{0, {9, 8, 7}}, {1, {6, 5, 4, 3}}}));
  canvas.blend_mode(BlendMode::burn);
  canvas.rect(1, 2, 3, 4, 1);
  canvas.no_smooth();
  canvas.image(shared, 1, 1, 8, 4, 0.5, 0, 1, 1);
  canvas.arc(5, 5, 4, 3, 0, 2);
  canvas.text("ä\n1", 1, 2, 30);
  const auto below = Drawing::on(nullptr, top.take());
  canvas.drawing(Drawing::on(below, {}));
  canvas.drawing(below);
  return canvas.take();
}

TEST(DisplayListBytes, EveryReferenceSceneComesBackAsItWas) {
  for (const reference::Scene& scene : reference::scenes()) {
    SCOPED_TRACE(scene.name);
    const DisplayList list = list_of(scene);
    const Bytes bytes = bytes_of(list);
    const auto back = display_list_from_bytes(bytes);
    ASSERT_TRUE(back.ok()) << back.error().message;
    EXPECT_EQ(bytes_of(*back), bytes);
    EXPECT_EQ(back->states, list.states);
    EXPECT_EQ(raster_from_display_list(*back, scene.width, scene.height)->rgba(),
              raster_from_display_list(list, scene.width, scene.height)->rgba());
  }
}

TEST(DisplayListBytes, WritesSharedThingsOnce) {
  const DisplayList list = little();
  const auto back = display_list_from_bytes(bytes_of(list));
  ASSERT_TRUE(back.ok()) << back.error().message;
  const auto drawing = [&](std::size_t i) { return std::get<DrawingCommand>(back->commands[i]).drawing; };
  EXPECT_EQ(drawing(4)->below(), drawing(5));
  EXPECT_EQ(std::get<ImageCommand>(drawing(5)->top().commands[1]).image,
            std::get<ImageCommand>(back->commands[1]).image);
}

TEST(DisplayListBytes, RefusesEveryTruncation) {
  const Bytes bytes = bytes_of(little());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    const auto list = display_list_from_bytes({bytes.data(), length});
    ASSERT_FALSE(list.ok()) << length;
    EXPECT_NE(list.error().message.find("nothing is drawn"), std::string::npos);
  }
  Bytes longer = bytes;
  longer.push_back(0);
  EXPECT_FALSE(display_list_from_bytes(longer).ok());
}

// Whatever is accepted can be drawn and written again.
void expect_harmless(const Bytes& bytes) {
  const auto list = display_list_from_bytes(bytes);
  if (!list.ok()) return;
  const Bytes again = bytes_of(*list);  // without what nothing refers to any more
  const auto twice = display_list_from_bytes(again);
  ASSERT_TRUE(twice.ok()) << twice.error().message;
  EXPECT_EQ(bytes_of(*twice), again);
  EXPECT_TRUE(raster_from_display_list(*list, 24, 24).ok());
}

TEST(DisplayListBytes, FlippedBytesAreHarmless) {
  const Bytes bytes = bytes_of(little());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const std::uint8_t flip : {0x01, 0x80, 0xff, 0x7f}) {
      Bytes broken = bytes;
      broken[i] ^= flip;
      expect_harmless(broken);
    }
  }
}

TEST(DisplayListBytes, ScrambledBytesAreHarmless) {
  const Bytes bytes = bytes_of(little());
  Random random(8);
  for (int i = 0; i < 4'000; ++i) {
    Bytes broken = bytes;
    for (std::uint32_t k = 1 + random.below(6); k > 0; --k)
      broken[random.below(static_cast<std::uint32_t>(bytes.size()))] = static_cast<std::uint8_t>(random.below(256));
    expect_harmless(broken);
  }
}

TEST(DisplayListBytes, HugeCountsAskForNoMemory) {
  const Bytes bytes = bytes_of(little());
  for (std::size_t i = 4; i + 4 <= bytes.size(); ++i) {
    for (const std::uint32_t count : {0xffffffffu, 0x7fffffffu, 0x00100000u}) {
      Bytes broken = bytes;
      std::memcpy(broken.data() + i, &count, 4);
      expect_harmless(broken);
    }
  }
}

TEST(DisplayListBytes, SaysWhatIsWrong) {
  const auto sentence = [](const Bytes& bytes) { return display_list_from_bytes(bytes).error().message; };
  EXPECT_NE(sentence({1, 2, 3, 4}).find("mark"), std::string::npos);
  EXPECT_NE(sentence({'R', 'V', 'D', 'L', 9, 0, 0, 0}).find("version 9 instead of 1"), std::string::npos);
}

// Each draws the one before it twice: eight deep would be 256 shapes, but few bytes could ask for millions.
TEST(DisplayListBytes, RefusesWhatMultiplies) {
  const auto nested = [](int depth, int times) {
    Canvas first(4, 4);
    first.circle(1, 1, 1);
    auto drawing = Drawing::on(nullptr, first.take());
    for (int i = 1; i < depth; ++i) {
      Canvas canvas(4, 4);
      for (int k = 0; k < times; ++k) canvas.drawing(drawing);
      drawing = Drawing::on(nullptr, canvas.take());
    }
    Canvas canvas(4, 4);
    canvas.drawing(drawing);
    return canvas.take();
  };
  EXPECT_TRUE(bytes_from_display_list(nested(max_drawing_nesting, 2)).ok());
  EXPECT_FALSE(bytes_from_display_list(nested(max_drawing_nesting, 10)).ok());
  EXPECT_FALSE(bytes_from_display_list(nested(max_drawing_nesting + 1, 1)).ok());
}

TEST(DisplayListBytes, LongChainsAreNoRecursion) {
  std::shared_ptr<const Drawing> drawing;
  for (int i = 0; i < 30'000; ++i) drawing = Drawing::on(drawing, {});
  Canvas canvas(4, 4);
  canvas.drawing(drawing);
  const auto back = display_list_from_bytes(bytes_of(canvas.take()));
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_EQ(std::get<DrawingCommand>(back->commands[0]).drawing->depth(), 30'000u);
}

}  // namespace
}  // namespace reverie
