#include "shared/canvas_gl/picture_textures.h"

#include <algorithm>
#include <vector>

namespace reverie {

namespace {

constexpr std::uint64_t frames_kept = 20;

std::vector<std::uint8_t> premultiplied(const std::vector<std::uint8_t>& rgba) {
  std::vector<std::uint8_t> out = rgba;
  for (std::size_t i = 0; i < out.size(); i += 4) {
    const unsigned alpha = out[i + 3];
    if (alpha == 255) continue;
    for (std::size_t c = i; c < i + 3; ++c) out[c] = static_cast<std::uint8_t>((out[c] * alpha + 127) / 255);
  }
  return out;
}

bool is_opaque(const std::vector<std::uint8_t>& rgba) {
  for (std::size_t i = 3; i < rgba.size(); i += 4) {
    if (rgba[i] != 255) return false;
  }
  return true;
}

Texture upload(const Image& image) {
  Texture texture(image.width(), image.height(), GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE);
  const bool opaque = is_opaque(image.rgba());
  const std::vector<std::uint8_t> made = opaque ? std::vector<std::uint8_t>{} : premultiplied(image.rgba());
  glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, image.width(), image.height(), GL_RGBA, GL_UNSIGNED_BYTE,
                  opaque ? image.rgba().data() : made.data());
  return texture;
}

}  // namespace

const PictureTextures::Held& PictureTextures::texture_of(const std::shared_ptr<const Image>& image, bool shrunk) {
  if (largest_ == 0) glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest_);
  Held& held = held_[image.get()];
  held.last_frame = frame_;
  if (!held.image) {
    held.image = image;
    if (std::max(image->width(), image->height()) <= largest_) held.texture = upload(*image);
  }
  if (shrunk && held.top_level == 0 && held.texture.name() != 0) {
    held.texture.bind(0);
    glGenerateMipmap(GL_TEXTURE_2D);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST_MIPMAP_NEAREST);
    for (int side = std::max(image->width(), image->height()); side > 1; side /= 2) ++held.top_level;
  }
  return held;
}

void PictureTextures::end_frame() {
  std::erase_if(held_, [&](const auto& entry) { return entry.second.last_frame + frames_kept < frame_; });
  ++frame_;
}

}  // namespace reverie
