#include "shared/canvas_gl/layers.h"

#include <algorithm>

namespace reverie {

namespace {

constexpr std::int64_t memory_bound = 160 << 20;  // bytes of all layers of a drawing

int layers_within_memory(int width, int height) {
  const std::int64_t one = std::int64_t{4} * width * height;
  return static_cast<int>(std::clamp<std::int64_t>(memory_bound / one, 4, DrawingCache::max_layers));
}

}  // namespace

DrawingLayers::DrawingLayers(GlDevice& gl, TextPaths& texts, int width, int height, const Matrix& device)
    : tools_{gl, texts, {}},
      batch_(gl),
      width_(width),
      height_(height),
      device_(device),
      surfaces_(DrawingCache::max_layers),
      cache_(*this, layers_within_memory(width, height)) {}

const Surface& DrawingLayers::bring(const std::shared_ptr<const Drawing>& drawing) {
  cache_.show(drawing);
  batch_.flush();
  painting_ = -1;
  return surface(DrawingCache::shown);
}

const Surface& DrawingLayers::surface(int layer) {
  Surface& surface = surfaces_[static_cast<std::size_t>(layer)];
  if (surface.width() == 0) surface = Surface(width_, height_, Surface::Kind::color);
  return surface;
}

void DrawingLayers::clear(int layer) {
  batch_.flush();
  surface(layer).clear();
}

void DrawingLayers::copy(int from, int to) {
  batch_.flush();
  copy_surface(surface(from), surface(to));
}

// Lists on one layer go into one batch.
void DrawingLayers::paint(int layer, const DisplayList& top) {
  if (painting_ != layer) batch_.begin(surface(layer));
  painting_ = layer;
  ListPainter(tools_, batch_, top, device_, 1).paint();
}

}  // namespace reverie
