// Owners of GL names. Each must be destroyed while its context is current; destroyed after the context was lost, it
// asks for nothing that matters.
#pragma once

#include <string>
#include <utility>

#include "shared/base/result.h"
#include "shared/canvas_gl/gl.h"

namespace reverie {

class Texture {
 public:
  Texture() = default;
  // Nearest, clamped, without content.
  Texture(int width, int height, GLenum internal_format, GLenum format, GLenum type);
  ~Texture() { reset(); }
  Texture(Texture&& other) noexcept { swap(other); }
  Texture& operator=(Texture&& other) noexcept {
    swap(other);
    return *this;
  }

  GLuint name() const { return name_; }
  int width() const { return width_; }
  int height() const { return height_; }
  void bind(int unit) const;

 private:
  void reset();
  void swap(Texture& other) {
    std::swap(name_, other.name_);
    std::swap(width_, other.width_);
    std::swap(height_, other.height_);
  }
  GLuint name_ = 0;
  int width_ = 0, height_ = 0;
};

// A texture that can be painted on; its first row is the top one.
class Surface {
 public:
  enum class Kind { color, mask, winding };  // premultiplied RGBA8; R8; R16F
  Surface() = default;
  Surface(int width, int height, Kind kind);
  ~Surface() { reset(); }
  Surface(Surface&& other) noexcept { swap(other); }
  Surface& operator=(Surface&& other) noexcept {
    swap(other);
    return *this;
  }

  // False where this machine cannot paint on such a surface.
  bool complete() const { return complete_; }
  int width() const { return texture_.width(); }
  int height() const { return texture_.height(); }
  const Texture& texture() const { return texture_; }
  GLuint framebuffer() const { return framebuffer_; }
  // All that is painted from now on lands here.
  void bind() const;
  void clear(float r = 0, float g = 0, float b = 0, float a = 0) const;

 private:
  void reset();
  void swap(Surface& other) {
    std::swap(texture_, other.texture_);
    std::swap(framebuffer_, other.framebuffer_);
    std::swap(complete_, other.complete_);
  }
  Texture texture_;
  GLuint framebuffer_ = 0;
  bool complete_ = false;
};

// The whole of `from` onto the whole of `to`, both of one size.
void copy_surface(const Surface& from, const Surface& to);

class Program {
 public:
  Program() = default;
  // The texts begin after the line with the version. Fails with what the driver says.
  static Result<Program> create(const std::string& vertex, const std::string& fragment);
  ~Program();
  Program(Program&& other) noexcept : name_(std::exchange(other.name_, 0)) {}
  Program& operator=(Program&& other) noexcept {
    std::swap(name_, other.name_);
    return *this;
  }
  GLuint name() const { return name_; }
  GLint uniform(const char* name) const { return glGetUniformLocation(name_, name); }

 private:
  GLuint name_ = 0;
};

}  // namespace reverie
