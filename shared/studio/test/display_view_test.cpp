#include "shared/studio/display_view.h"

#include <cmath>

#include "shared/studio/test/harness.h"

namespace reverie::studio_test {

class DisplayViewTest : public StudioTest {
 protected:
  // How many triangles a list becomes, all of them inside `bounds` (grown by a pixel of soft edge).
  int triangles(const Canvas& canvas) {
    open("de-stijl");
    ImGui::NewFrame();
    ImDrawList list(ImGui::GetDrawListSharedData());
    list._ResetForNewFrame();
    list.PushTextureID(reinterpret_cast<ImTextureID>(1));
    list.PushClipRect({0, 0}, {2000, 2000});
    replay(canvas.display_list(), {100, 50, static_cast<float>(canvas.width()), static_cast<float>(canvas.height())},
           textures, list);
    for (const ImDrawVert& vertex : list.VtxBuffer) {
      EXPECT_TRUE(std::isfinite(vertex.pos.x) && std::isfinite(vertex.pos.y));
      EXPECT_GE(vertex.pos.x, 98);
      EXPECT_LE(vertex.pos.x, 102 + canvas.width());
    }
    const int count = list.IdxBuffer.Size / 3;
    ImGui::EndFrame();
    return count;
  }
};

TEST_F(DisplayViewTest, PlacesARectangleWhereItWasDrawn) {
  Canvas canvas(200, 100);
  canvas.no_stroke();
  canvas.rect(10, 20, 30, 40);
  EXPECT_EQ(triangles(canvas), 10);  // two, and eight of soft edge
}

TEST_F(DisplayViewTest, DrawsEveryCommandAndSurvivesStrangeOnes) {
  Canvas canvas(200, 100);
  canvas.background({250, 247, 242, 255});
  canvas.ellipse(100, 50, 60, 40);
  canvas.line(10, 10, 190, 90);
  canvas.line(10, 10, 10, 10);
  canvas.polygon({{10, 10}, {50, 10}, {30, 40}});
  canvas.polygon({});
  canvas.polygon({{10, 10}});
  canvas.rect(20, 20, 0, 0, 50);
  canvas.image(nullptr, 0, 0, 10, 10);
  EXPECT_GT(triangles(canvas), 40);
}

TEST_F(DisplayViewTest, CutsAPolygonThatIsNotConvexIntoTriangles) {
  Canvas canvas(200, 100);
  canvas.no_stroke();
  canvas.polygon({{10, 10}, {90, 10}, {90, 90}, {50, 30}, {10, 90}});
  EXPECT_EQ(triangles(canvas), 3);  // five corners
}

TEST_F(DisplayViewTest, APolygonThatCrossesItselfEnds) {
  Canvas canvas(200, 100);
  canvas.no_stroke();
  canvas.polygon({{10, 10}, {90, 90}, {90, 10}, {10, 90}, {50, 5}, {50, 95}});
  EXPECT_GE(triangles(canvas), 0);
}

TEST_F(DisplayViewTest, AsksForThePictureAndDrawsIt) {
  Canvas canvas(200, 100);
  auto picture = std::make_shared<Image>(*Image::create(2, 2));
  canvas.no_smooth();
  canvas.tint({255, 255, 255, 128});
  canvas.image(picture, 10, 10, 20, 20);
  const TextureId before = textures.asked;
  EXPECT_EQ(triangles(canvas), 2);
  EXPECT_EQ(textures.asked, before + 1);
}

}  // namespace reverie::studio_test
