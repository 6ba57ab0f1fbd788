#include "shared/canvas_gl/drawing_cache.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

namespace reverie {
namespace {

// Layers of names instead of pixels: what was painted, bottom up.
class Names : public LayerStore {
 public:
  void clear(int layer) override { names(layer).clear(); }
  void copy(int from, int to) override { names(to) = names(from); }
  void paint(int layer, const DisplayList& top) override {
    names(layer).push_back(&top);
    ++painted;
  }
  std::vector<const DisplayList*>& names(int layer) { return layers.at(static_cast<std::size_t>(layer)); }
  std::array<std::vector<const DisplayList*>, DrawingCache::max_layers> layers;
  std::size_t painted = 0;
};

using Handle = std::shared_ptr<const Drawing>;

Handle grown(Handle drawing, int lists) {
  for (int i = 0; i < lists; ++i) drawing = Drawing::on(drawing, DisplayList{});
  return drawing;
}

class DrawingCacheTest : public testing::Test {
 protected:
  // Shows it and returns how many lists were painted for that; what is shown must be the drawing, whole and in order.
  std::size_t show(const Handle& drawing) {
    names.painted = 0;
    cache.show(drawing);
    std::vector<const DisplayList*> wanted;
    for (const Drawing* part : layers_of(drawing.get())) wanted.push_back(&part->top());
    EXPECT_EQ(names.names(DrawingCache::shown), wanted) << "depth " << drawing->depth();
    return names.painted;
  }

  Names names;
  DrawingCache cache{names};
};

// What one frame may paint besides the portion ahead.
constexpr std::size_t bounded = 2 * DrawingCache::first_step + DrawingCache::portion;

TEST_F(DrawingCacheTest, AStrokeMorePaintsOneStroke) {
  Handle drawing = grown(nullptr, 2'000);
  show(drawing);
  for (int i = 0; i < 200; ++i) show(drawing);  // what undo will ask for is built ahead
  for (int i = 0; i < 300; ++i) {
    drawing = grown(drawing, 1);
    EXPECT_LE(show(drawing), 1 + DrawingCache::portion);
  }
  EXPECT_EQ(show(drawing), 0u);
}

TEST_F(DrawingCacheTest, StepsBackPaintABoundedNumberAllTheWayDown) {
  Handle drawing = grown(nullptr, 10'000);
  show(drawing);
  std::size_t most = 0, all = 0;
  for (; drawing->below(); all += names.painted) {
    drawing = drawing->below();
    most = std::max(most, show(drawing));
  }
  EXPECT_LE(most, bounded);
  EXPECT_LE(all / 10'000, 24u);  // on average
}

TEST_F(DrawingCacheTest, ForthAfterBackPaintsOneStrokeEach) {
  Handle drawing = grown(nullptr, 500);
  std::vector<Handle> undone;
  show(drawing);
  for (int i = 0; i < 100; ++i) {
    undone.push_back(drawing);
    show(drawing = drawing->below());
  }
  for (; !undone.empty(); undone.pop_back()) EXPECT_LE(show(undone.back()), 1 + DrawingCache::portion);
}

TEST_F(DrawingCacheTest, AnyJumpShowsTheRightDrawing) {
  std::mt19937 random(7);
  std::vector<Handle> known = {grown(nullptr, 1)};
  for (int i = 0; i < 400; ++i) {
    Handle from = known[random() % known.size()];
    if (random() % 3 == 0) from = grown(from, static_cast<int>(random() % 90 + 1));  // another branch
    for (std::size_t back = random() % 5 == 0 ? random() % 60 : 0; back > 0 && from->below(); --back)
      from = from->below();
    show(from);
    known.push_back(from);
  }
}

TEST(DrawingCache, WorksWithFewLayers) {
  Names names;
  DrawingCache cache(names, 1);  // taken as four
  Handle drawing = grown(nullptr, 300);
  for (; drawing->below(); drawing = drawing->below()) {
    cache.show(drawing);
    EXPECT_EQ(names.names(DrawingCache::shown).size(), drawing->depth());
  }
  for (std::size_t i = 4; i < names.layers.size(); ++i) EXPECT_TRUE(names.layers[i].empty());
}

}  // namespace
}  // namespace reverie
