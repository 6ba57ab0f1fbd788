#include "shared/studio/gl_canvas_view.h"

#include <imgui.h>

#include <cmath>

#include "shared/canvas/raster.h"

namespace reverie {

namespace {

void premultiply(std::vector<std::uint8_t>& rgba) {
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    for (std::size_t c = i; c < i + 3; ++c) rgba[c] = static_cast<std::uint8_t>((rgba[c] * rgba[i + 3] + 127) / 255);
  }
}

}  // namespace

void GlCanvasView::show(const DisplayList& list, const Box& box, float density, ImDrawList& out) {
  const unsigned texture = paint(list, box, density);
  if (texture == 0) return;
  // Whole pixels, so that none is drawn twice as wide; the last may stand half out of the box.
  const float wide = std::ceil(box.width * density), high = std::ceil(box.height * density);
  const Box whole = {box.x, box.y, wide / density, high / density};
  watch_.show(texture, static_cast<int>(wide), static_cast<int>(high), whole,
              static_cast<double>(ImGui::GetIO().DeltaTime), out);
}

unsigned GlCanvasView::paint(const DisplayList& list, const Box& box, float density) {
  if (!replay_ && !refused_) {
    Result<std::unique_ptr<GlReplay>> replay = GlReplay::create();
    refused_ = !replay;
    if (replay) replay_ = std::move(*replay);
  }
  return replay_ ? replay_->paint(list, box.width, box.height, density) : paint_on_cpu(list, box, density);
}

unsigned GlCanvasView::paint_on_cpu(const DisplayList& list, const Box& box, float density) {
  const float wide = std::ceil(box.width * density) / density, high = std::ceil(box.height * density) / density;
  Result<Image> image = raster_from_display_list(list, wide, high, density);
  if (!image) return 0;
  premultiply(image->rgba());
  if (from_cpu_.width() != image->width() || from_cpu_.height() != image->height())
    from_cpu_ = Texture(image->width(), image->height(), GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE);
  from_cpu_.bind(0);
  glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, image->width(), image->height(), GL_RGBA, GL_UNSIGNED_BYTE,
                  image->rgba().data());
  return from_cpu_.name();
}

void GlCanvasView::lost() {
  replay_.reset();
  from_cpu_ = {};
  watch_.lost();
  refused_ = false;
}

}  // namespace reverie
