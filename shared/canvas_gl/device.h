// GlDevice: what every painting of one GL context shares — programs, buffers, the winding texture, pictures, spare
// surfaces. Lost with its context and made anew.
#pragma once

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "shared/base/result.h"
#include "shared/canvas_gl/gl_objects.h"
#include "shared/canvas_gl/picture_textures.h"
#include "shared/canvas_gl/primitive.h"
#include "shared/canvas_gl/shaders.h"

namespace reverie {

class GlDevice {
 public:
  // Fails where the machine cannot sum floats on a texture or refuses a shader.
  static Result<std::unique_ptr<GlDevice>> create();
  ~GlDevice();
  GlDevice(const GlDevice&) = delete;
  GlDevice& operator=(const GlDevice&) = delete;

  struct Painter {  // a program with its places
    Program program;
    GLint target_size, clipped, top_level, mode;
  };
  // nullptr where the driver refused it.
  const Painter* painter(shaders::Source source, bool over_backdrop);

  // Sums the edges into the winding texture of at least width × height, of which `rows` are used.
  void sum_windings(const std::vector<Edge>& edges, int rows);
  void fit_windings(int width, int height);
  const Surface& windings() const { return windings_; }

  void upload_gradients(const std::vector<float>& texels);
  const Texture& gradients() const { return gradients_; }
  // Copies a rectangle of the surface to the same place of backdrop().
  void copy_backdrop(const Surface& from, int x, int y, int width, int height);
  const Texture& backdrop() const { return backdrop_; }
  // Draws one quad a primitive with the program in use.
  void draw(const std::vector<Primitive>& primitives);

  // A surface of this size and kind that nobody uses, and back when its last use was asked for.
  Surface borrow(int width, int height, Surface::Kind kind);
  void give_back(Surface surface, Surface::Kind kind);

  PictureTextures& pictures() { return pictures_; }
  int largest_side() const { return largest_side_; }
  void end_frame();

 private:
  GlDevice() = default;
  Result<void> set_up();

  std::map<std::pair<shaders::Source, bool>, Painter> painters_;
  Program edge_program_;
  GLint edge_target_size_ = -1;
  GLuint edge_array_ = 0, edge_buffer_ = 0, primitive_array_ = 0, primitive_buffer_ = 0;
  Surface windings_;
  Texture gradients_, backdrop_;
  PictureTextures pictures_;
  std::vector<std::pair<Surface::Kind, Surface>> spare_;
  int largest_side_ = 0;
};

}  // namespace reverie
