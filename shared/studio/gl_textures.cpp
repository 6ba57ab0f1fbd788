#include "shared/studio/gl_textures.h"

#include "shared/studio/gl.h"

namespace reverie {

namespace {

constexpr std::uint64_t frames_kept = 20;

unsigned upload(const Image& image, Sampling sampling) {
  GLuint name = 0;
  GLint bound = 0;
  glGetIntegerv(GL_TEXTURE_BINDING_2D, &bound);
  glGenTextures(1, &name);
  glBindTexture(GL_TEXTURE_2D, name);
  const GLint filter = sampling == Sampling::nearest ? GL_NEAREST : GL_LINEAR;
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, image.width(), image.height(), 0, GL_RGBA, GL_UNSIGNED_BYTE,
               image.rgba().data());
  glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(bound));
  return name;
}

}  // namespace

GlTextures::~GlTextures() {
  for (const auto& [key, held] : held_) glDeleteTextures(1, &held.name);
}

TextureId GlTextures::texture_of(const std::shared_ptr<const Image>& image, Sampling sampling) {
  Held& held = held_[{image.get(), sampling}];
  if (held.name == 0) {
    held.image = image;
    held.name = upload(*image, sampling);
  }
  held.last_frame = frame_;
  return held.name;
}

void GlTextures::end_frame() {
  for (auto it = held_.begin(); it != held_.end();) {
    if (it->second.last_frame + frames_kept < frame_) {
      glDeleteTextures(1, &it->second.name);
      it = held_.erase(it);
    } else {
      ++it;
    }
  }
  ++frame_;
}

}  // namespace reverie
