// DrawingLayers: the layers of one drawing on the GPU, kept from frame to frame (drawing_cache.h).
#pragma once

#include <memory>
#include <vector>

#include "shared/canvas_gl/drawing_cache.h"
#include "shared/canvas_gl/painter.h"

namespace reverie {

class DrawingLayers : public LayerStore {
 public:
  // `device` takes the drawing's points to pixels of a target of width × height.
  DrawingLayers(GlDevice& gl, TextPaths& texts, int width, int height, const Matrix& device);
  // Good until the next call.
  const Surface& bring(const std::shared_ptr<const Drawing>& drawing);
  bool fits(int width, int height, const Matrix& device) const {
    return width == width_ && height == height_ && device == device_;
  }

  void clear(int layer) override;
  void copy(int from, int to) override;
  void paint(int layer, const DisplayList& top) override;

 private:
  const Surface& surface(int layer);
  ListPainter::Tools tools_;
  Batch batch_;
  int width_, height_;
  Matrix device_;
  std::vector<Surface> surfaces_;
  int painting_ = -1;  // the layer that the batch paints on
  DrawingCache cache_;
};

}  // namespace reverie
