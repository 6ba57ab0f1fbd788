#include "shared/canvas_gl/gl_replay.h"

#include <algorithm>
#include <cmath>

#include "shared/canvas_gl/layers.h"
#include "shared/canvas_gl/painter.h"

namespace reverie {

namespace {

void expect_nothing_of_gl() {
  for (const GLenum test : {GL_SCISSOR_TEST, GL_DEPTH_TEST, GL_STENCIL_TEST, GL_CULL_FACE}) glDisable(test);
  glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
}

void leave_gl_tidy() {
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  glBindVertexArray(0);
  glUseProgram(0);
  glDisable(GL_BLEND);
  for (int unit = 4; unit >= 0; --unit) {
    glActiveTexture(static_cast<GLenum>(GL_TEXTURE0 + unit));
    glBindTexture(GL_TEXTURE_2D, 0);
  }
}

}  // namespace

struct GlReplay::Parts {
  std::unique_ptr<GlDevice> device;
  TextPaths texts;
  Surface surface;
  std::vector<std::unique_ptr<DrawingLayers>> drawings;  // by their order in the list
  std::size_t drawings_seen = 0;

  const Surface* layer_of(const std::shared_ptr<const Drawing>& drawing, const Matrix& matrix) {
    const std::size_t i = drawings_seen++;
    if (i >= drawings.size()) drawings.resize(i + 1);
    if (!drawings[i] || !drawings[i]->fits(surface.width(), surface.height(), matrix))
      drawings[i] = std::make_unique<DrawingLayers>(*device, texts, surface.width(), surface.height(), matrix);
    return &drawings[i]->bring(drawing);
  }
};

GlReplay::GlReplay(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
GlReplay::~GlReplay() = default;

Result<std::unique_ptr<GlReplay>> GlReplay::create() {
  expect_nothing_of_gl();
  Result<std::unique_ptr<GlDevice>> device = GlDevice::create();
  leave_gl_tidy();
  if (!device) return device.error();
  auto parts = std::make_unique<Parts>();
  parts->device = std::move(*device);
  return std::unique_ptr<GlReplay>(new GlReplay(std::move(parts)));
}

unsigned GlReplay::paint(const DisplayList& list, double width, double height, double density) {
  Parts& parts = *parts_;
  const double most = parts.device->largest_side(), wide = std::ceil(width * density),
               high = std::ceil(height * density);
  if (!(wide >= 1 && high >= 1 && wide <= most && high <= most)) return 0;
  expect_nothing_of_gl();
  if (parts.surface.width() != static_cast<int>(wide) || parts.surface.height() != static_cast<int>(high)) {
    parts.surface = Surface(static_cast<int>(wide), static_cast<int>(high), Surface::Kind::color);
    parts.drawings.clear();
  }
  parts.surface.clear();
  parts.drawings_seen = 0;
  const ListPainter::Tools tools{*parts.device, parts.texts, [&](const auto& drawing, const Matrix& matrix) {
                                   return parts.layer_of(drawing, matrix);
                                 }};
  {
    Batch batch(*parts.device);
    batch.begin(parts.surface);
    ListPainter(tools, batch, list, {density, 0, 0, density, 0, 0}).paint();
    batch.flush();
  }
  parts.drawings.resize(parts.drawings_seen);
  parts.texts.end_frame();
  parts.device->end_frame();
  leave_gl_tidy();
  return parts.surface.texture().name();
}

Image GlReplay::picture() const {
  const Surface& surface = parts_->surface;
  Result<Image> image = Image::create(surface.width(), surface.height());
  if (!image) return {};
  glBindFramebuffer(GL_FRAMEBUFFER, surface.framebuffer());
  glPixelStorei(GL_PACK_ALIGNMENT, 4);
  glReadPixels(0, 0, surface.width(), surface.height(), GL_RGBA, GL_UNSIGNED_BYTE, image->rgba().data());
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  std::vector<std::uint8_t>& rgba = image->rgba();
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    const unsigned alpha = rgba[i + 3];
    if (alpha == 0 || alpha == 255) continue;
    for (std::size_t c = i; c < i + 3; ++c)
      rgba[c] = static_cast<std::uint8_t>(std::min((rgba[c] * 255u + alpha / 2) / alpha, 255u));
  }
  return std::move(*image);
}

}  // namespace reverie
