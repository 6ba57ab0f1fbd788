#include "shared/canvas/raster_replay.h"

#include <algorithm>
#include <cmath>

#include "shared/canvas/image_replay.h"
#include "shared/canvas/shapes.h"
#include "shared/canvas/text_layout.h"

namespace reverie {

namespace {

class LayerSource : public ColorSource {
 public:
  LayerSource(const Layer& layer, double opacity) : layer_(layer), opacity_(level_from_unit(opacity)) {}
  void colors(int x, int y, int count, Pixel* out) override {
    const Pixel* from = layer_.row(y) + x;
    if (opacity_ == full_level) {
      std::copy_n(from, count, out);
    } else {
      std::transform(from, from + count, out, [&](Pixel p) { return scaled(p, opacity_); });
    }
  }

 private:
  const Layer& layer_;
  std::uint32_t opacity_;
};

// How far a stroke may reach from its path, in points.
double reach_of_stroke(const State& state) {
  return state.has_stroke ? state.stroke_weight / 2 * (state.join == StrokeJoin::miter ? 10 : 1.5) : 0;
}

class Replay {
 public:
  Replay(Layer& layer, const DisplayList& list, const Matrix& base, Coverage& coverage, int nesting)
      : layer_(layer),
        list_(list),
        base_(base),
        coverage_(coverage),
        nesting_(nesting),
        clips_(list, base, coverage),
        covers_(static_cast<std::size_t>(layer.columns())),
        colors_(static_cast<std::size_t>(layer.columns())) {}

  void operator()(const BackgroundCommand& command) {
    const State& state = list_.states[command.state];
    paint_all(state, nullptr, flat_pixel(command.color, state.opacity));
  }

  void operator()(const ImageCommand& command) {
    const State& state = list_.states[command.state];
    const Matrix device = base_ * state.transform;
    Path frame;
    frame.move_to({command.x, command.y});
    frame.line_to({command.x + command.width, command.y});
    frame.line_to({command.x + command.width, command.y + command.height});
    frame.line_to({command.x, command.y + command.height});
    if (!may_show(frame, device, 0)) return;
    const auto source = picture_source(command, device, state.opacity, layer_.columns());
    if (source) paint(outline_of_path(frame, device), state, source.get(), {});
  }

  void operator()(const TextCommand& command) {
    const State& state = list_.states[command.state];
    const Path path = path_of_text(command);
    stroke(path, state);  // below the fill, as in p5
    if (state.has_fill) fill(path, state);
  }

  void operator()(const DrawingCommand& command) {
    if (nesting_ >= max_drawing_nesting) return;
    const State& state = list_.states[command.state];
    Layer own(layer_.columns(), layer_.first_row(), layer_.end_row() - layer_.first_row());
    for (const Drawing* drawing : layers_of(command.drawing.get()))
      replay_on_layer(own, drawing->top(), base_ * state.transform, coverage_, nesting_ + 1);
    LayerSource source(own, state.opacity);
    paint_all(state, &source, {});
  }

  void operator()(const PathCommand& command) {
    const State& state = list_.states[command.state];
    if (state.has_fill) fill(command.path, state);
    stroke(command.outline ? *command.outline : command.path, state);
  }

  void operator()(const LineCommand& command) { stroke(path_of(command), list_.states[command.state]); }

  template <class Shape>
  void operator()(const Shape& command) {
    const State& state = list_.states[command.state];
    const Path path = path_of(command);
    if (state.has_fill) fill(path, state);
    stroke(path, state);
  }

 private:
  // Control points bound their curves.
  bool may_show(const Path& path, const Matrix& device, double reach) const {
    if (path.points().empty()) return false;
    Vec2 low = device(path.points().front()), high = low;
    for (const Vec2 point : path.points()) {
      const Vec2 p = device(point);
      low = {std::min(low.x, p.x), std::min(low.y, p.y)};
      high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    reach = reach * device.max_scale() + 1;
    return low.x - reach < layer_.columns() && high.x + reach > 0 && low.y - reach < layer_.end_row() &&
           high.y + reach > layer_.first_row();
  }

  void fill(const Path& path, const State& state) {
    const Matrix device = base_ * state.transform;
    if (may_show(path, device, 0)) paint(outline_of_path(path, device), state, state.fill, device);
  }

  void stroke(const Path& path, const State& state) {
    const Matrix device = base_ * state.transform;
    if (state.has_stroke && may_show(path, device, reach_of_stroke(state)))
      paint(outline_of_stroke(path, state, device), state, state.stroke, device);
  }

  void paint(const Outline& outline, const State& state, const Paint& with, const Matrix& device) {
    if (!with.gradient) return paint(outline, state, nullptr, flat_pixel(with.color, state.opacity));
    const auto source = gradient_source(with, device, state.opacity);
    if (source) paint(outline, state, source.get(), {});
  }

  // Colours come from `source`, or are `flat` where there is none.
  void paint(const Outline& outline, const State& state, ColorSource* source, Pixel flat) {
    if (outline.empty()) return;
    const auto clip = state.clip == 0 ? nullptr : clips_.mask(state.clip);
    coverage_.begin(outline);
    for (int y = coverage_.first_row(); y < coverage_.end_row(); ++y) {
      for (const Run& run : coverage_.row(y)) {
        const std::uint8_t* cover = run.cover;
        if (clip) {
          std::copy_n(run.cover, run.length, covers_.data());
          clip->narrow(y, run.x, run.length, covers_.data());
          cover = covers_.data();
        }
        lay(run.x, y, run.length, cover, state.blend, source, flat);
      }
    }
  }

  void paint_all(const State& state, ColorSource* source, Pixel flat) {
    if (state.clip == 0) {
      for (int y = layer_.first_row(); y < layer_.end_row(); ++y)
        lay(0, y, layer_.columns(), nullptr, state.blend, source, flat);
      return;
    }
    const auto clip = clips_.mask(state.clip);
    for (int y = clip->first_row; y < clip->end_row; ++y)
      lay(clip->first_column, y, clip->end_column - clip->first_column, clip->row(y), state.blend, source, flat);
  }

  void lay(int x, int y, int count, const std::uint8_t* cover, BlendMode mode, ColorSource* source, Pixel flat) {
    Pixel* target = layer_.row(y) + x;
    if (source == nullptr) return composite_flat(mode, target, flat, cover, count);
    source->colors(x, y, count, colors_.data());
    composite(mode, target, colors_.data(), cover, count);
  }

  Layer& layer_;
  const DisplayList& list_;
  Matrix base_;
  Coverage& coverage_;
  int nesting_;
  ClipCache clips_;
  std::vector<std::uint8_t> covers_;
  std::vector<Pixel> colors_;
};

}  // namespace

void replay_on_layer(Layer& layer, const DisplayList& list, const Matrix& device, Coverage& coverage, int nesting) {
  Replay replay(layer, list, device, coverage, nesting);
  for (const Command& command : list.commands) std::visit(replay, command);
}

}  // namespace reverie
