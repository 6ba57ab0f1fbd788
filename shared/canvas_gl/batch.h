// Batch: collects primitives in their order and draws them in as few calls as their order allows.
#pragma once

#include <vector>

#include "shared/canvas/style.h"
#include "shared/canvas_gl/device.h"
#include "shared/canvas_gl/winding_atlas.h"

namespace reverie {

// How primitives meet what lies below them; a change of it ends the call under way.
struct Meeting {
  shaders::Source source = shaders::Source::paint;
  BlendMode blend = BlendMode::blend;
  GLuint clip_mask = 0;  // 0: not clipped
  GLuint picture = 0;    // of a picture or layer
  int top_level = 0;
  bool operator==(const Meeting&) const = default;
};

// With what a primitive is filled. The colour is premultiplied and multiplies what comes from elsewhere.
struct Ink {
  float color[4] = {1, 1, 1, 1};
  const Gradient* gradient = nullptr;
  Matrix device;  // takes the gradient's coordinates to pixels; has an inverse
};

class Batch {
 public:
  explicit Batch(GlDevice& device) : device_(device) {}

  // What comes now is painted on `target`, which must outlive it; what came before is painted first.
  void begin(const Surface& target);
  const Surface& target() const { return *target_; }
  void meet(const Meeting& meeting);
  void add(Primitive primitive, const Ink& ink);
  void add_outline(const Outline& outline, const Ink& ink);
  void flush();
  // Forgets what is pending: all of it will be painted over.
  void drop();

 private:
  struct Bounds {
    float left, top, right, bottom;
  };
  struct PlacedGradient {
    const Gradient* gradient;
    Matrix device;
    float base;
  };
  bool over_backdrop() const;
  void make_room(const std::vector<Bounds>& bounds);
  void dip(Primitive& primitive, const Ink& ink);
  float place(const Gradient& gradient, const Matrix& device);
  void copy_backdrop();
  void bind_inputs();

  GlDevice& device_;
  const Surface* target_ = nullptr;
  Meeting meeting_;
  std::vector<Primitive> primitives_;
  std::vector<Bounds> bounds_;  // of the primitives, where the shader must not meet its own work
  WindingAtlas atlas_;
  std::vector<float> gradient_texels_;
  std::vector<PlacedGradient> gradients_;
};

}  // namespace reverie
