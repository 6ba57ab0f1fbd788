// GlCanvasView: the canvas as one texture, painted by GlReplay, or by the raster where the GPU cannot.
#pragma once

#include <memory>

#include "shared/canvas_gl/gl_objects.h"
#include "shared/canvas_gl/gl_replay.h"
#include "shared/studio/canvas_view.h"
#include "shared/studio/flash_watch.h"

namespace reverie {

class GlCanvasView : public CanvasView {
 public:
  GlCanvasView() = default;
  void show(const DisplayList& list, const Box& box, float density, ImDrawList& out) override;
  // The context is gone and everything of it; the next show() makes it all anew.
  void lost();

 private:
  unsigned paint(const DisplayList& list, const Box& box, float density);
  unsigned paint_on_cpu(const DisplayList& list, const Box& box, float density);
  std::unique_ptr<GlReplay> replay_;
  bool refused_ = false;
  Texture from_cpu_;
  FlashWatch watch_;
};

}  // namespace reverie
