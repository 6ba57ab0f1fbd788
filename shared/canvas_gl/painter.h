// ListPainter: one display list onto the target of a batch. A drawing inside it is painted as a layer of its own, which
// whoever keeps layers may bring.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>

#include "shared/canvas/display_list.h"
#include "shared/canvas_gl/batch.h"
#include "shared/canvas_gl/text_paths.h"

namespace reverie {

class ListPainter {
 public:
  // Answers with the picture of a drawing under `device`, of the target's size; nullptr: paint it yourself.
  using LayerOf = std::function<const Surface*(const std::shared_ptr<const Drawing>&, const Matrix& device)>;
  struct Tools {
    GlDevice& device;
    TextPaths& texts;
    LayerOf layer_of;  // may be empty
  };

  // `device` takes the list's points to the target's pixels. Drawings nest up to a bound.
  ListPainter(const Tools& tools, Batch& batch, const DisplayList& list, const Matrix& device, int nesting = 0);
  ~ListPainter();
  // Into the batch; what is pending there stays so.
  void paint();

  void operator()(const BackgroundCommand& command);
  void operator()(const RectCommand& command);
  void operator()(const EllipseCommand& command);
  void operator()(const LineCommand& command);
  void operator()(const PathCommand& command);
  void operator()(const ImageCommand& command);
  void operator()(const TextCommand& command);
  void operator()(const DrawingCommand& command);

 private:
  struct ClipMask {
    std::uint32_t number;
    Surface surface;
  };
  const State& begin(StateIndex index, Meeting meeting = {});
  Ink ink_of(const Paint& paint, double opacity) const;
  void fill(const Path& path);
  void stroke(const Path& path);
  void fill_and_stroke(const Path& path);
  void flat(const Ink& ink);
  GLuint clip_mask(std::uint32_t number);
  void paint_clip(const Clip& clip, const Surface& surface, GLuint parent);

  const Tools& tools_;
  Batch& batch_;
  const DisplayList& list_;
  Matrix list_device_;
  int nesting_;
  std::deque<ClipMask> clips_;  // the one used longest ago first
  // Of the command at hand.
  const State* state_ = nullptr;
  Matrix device_;
};

}  // namespace reverie
