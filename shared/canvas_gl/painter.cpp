#include "shared/canvas_gl/painter.h"

#include <algorithm>
#include <cmath>

#include "shared/canvas/drawing.h"
#include "shared/canvas/outline.h"
#include "shared/canvas/shapes.h"
#include "shared/canvas_gl/quads.h"

namespace reverie {

namespace {

constexpr std::size_t most_clip_masks = 8;
constexpr double fine_shrink = 8;  // texels a pixel side that the shader gathers from the picture itself

Ink ink_of_color(Color color, double opacity) {
  const auto alpha = static_cast<float>(color.a / 255.0 * opacity);
  const auto part = [&](std::uint8_t level) { return static_cast<float>(level) / 255 * alpha; };
  return {{part(color.r), part(color.g), part(color.b), alpha}, nullptr, {}};
}

}  // namespace

ListPainter::ListPainter(const Tools& tools, Batch& batch, const DisplayList& list, const Matrix& device, int nesting)
    : tools_(tools), batch_(batch), list_(list), list_device_(device), nesting_(nesting) {}

ListPainter::~ListPainter() {
  if (!clips_.empty()) batch_.flush();
  for (ClipMask& mask : clips_) tools_.device.give_back(std::move(mask.surface), Surface::Kind::mask);
}

void ListPainter::paint() {
  for (const Command& command : list_.commands) std::visit(*this, command);
}

const State& ListPainter::begin(StateIndex index, Meeting meeting) {
  state_ = &list_.states[index];
  device_ = list_device_ * state_->transform;
  meeting.blend = state_->blend;
  meeting.clip_mask = state_->clip == 0 ? 0 : clip_mask(state_->clip);
  batch_.meet(meeting);
  return *state_;
}

Ink ListPainter::ink_of(const Paint& paint, double opacity) const {
  if (!paint.gradient) return ink_of_color(paint.color, opacity);
  const auto alpha = static_cast<float>(opacity);
  return {{alpha, alpha, alpha, alpha}, paint.gradient.get(), device_};
}

void ListPainter::flat(const Ink& ink) {
  const double width = batch_.target().width(), height = batch_.target().height();
  if (auto quad = quad_of(PrimitiveKind::flat, {width / 2, height / 2}, {width / 2, 0}, {0, height / 2}, {}))
    batch_.add(*quad, ink);
}

void ListPainter::operator()(const BackgroundCommand& command) {
  const State& state = begin(command.state);
  const Ink ink = ink_of_color(command.color, state.opacity);
  const bool covers = state.blend == BlendMode::replace || (state.blend == BlendMode::blend && ink.color[3] >= 1);
  if (!covers || state.clip != 0) return flat(ink);
  batch_.drop();
  batch_.target().clear(ink.color[0], ink.color[1], ink.color[2], ink.color[3]);
}

void ListPainter::fill(const Path& path) {
  if (state_->has_fill) batch_.add_outline(outline_of_path(path, device_), ink_of(state_->fill, state_->opacity));
}

void ListPainter::stroke(const Path& path) {
  const Outline outline = outline_of_stroke(path, *state_, device_);
  if (!outline.empty()) batch_.add_outline(outline, ink_of(state_->stroke, state_->opacity));
}

void ListPainter::operator()(const RectCommand& command) {
  const State& state = begin(command.state);
  const bool plain = std::all_of(std::begin(command.radii), std::end(command.radii), [](double r) { return r <= 0; }) &&
                     command.width > 0 && command.height > 0;
  if (state.has_fill) {
    const auto quad = plain ? quad_of_rect(command, device_) : std::nullopt;
    quad ? batch_.add(*quad, ink_of(state.fill, state.opacity)) : fill(path_of(command));
  }
  if (!state.has_stroke || state.stroke_weight <= 0) return;
  const bool sharp = plain && state.join == StrokeJoin::miter;
  const auto quad = sharp ? quad_of_rect_stroke(command, state, device_) : std::nullopt;
  quad ? batch_.add(*quad, ink_of(state.stroke, state.opacity)) : stroke(path_of(command));
}

void ListPainter::operator()(const EllipseCommand& command) {
  const State& state = begin(command.state);
  if (state.has_fill) {
    const auto quad = quad_of_ellipse(command, device_);
    quad ? batch_.add(*quad, ink_of(state.fill, state.opacity)) : fill(path_of(command));
  }
  if (!state.has_stroke || state.stroke_weight <= 0) return;
  const auto quad = quad_of_circle_stroke(command, state, device_);
  quad ? batch_.add(*quad, ink_of(state.stroke, state.opacity)) : stroke(path_of(command));
}

void ListPainter::operator()(const LineCommand& command) {
  const State& state = begin(command.state);
  if (!state.has_stroke || state.stroke_weight <= 0) return;
  const auto quad = quad_of_line(command, state, device_);
  quad ? batch_.add(*quad, ink_of(state.stroke, state.opacity)) : stroke(path_of(command));
}

void ListPainter::operator()(const PathCommand& command) {
  begin(command.state);
  fill(command.path);
  stroke(command.outline ? *command.outline : command.path);
}

void ListPainter::operator()(const TextCommand& command) {
  const State& state = begin(command.state);
  const Path& path = tools_.texts.path_of(command);
  const Matrix here = device_ * Matrix{1, 0, 0, 1, command.x, command.y};
  const Outline border = outline_of_stroke(path, state, here);  // below the fill, as in p5
  if (!border.empty()) batch_.add_outline(border, ink_of(state.stroke, state.opacity));
  if (state.has_fill) batch_.add_outline(outline_of_path(path, here), ink_of(state.fill, state.opacity));
}

void ListPainter::operator()(const ImageCommand& command) {
  if (!command.image || command.image->empty()) return;
  const State& state = list_.states[command.state];
  const Matrix device = list_device_ * state.transform;
  auto quad = quad_of(PrimitiveKind::box, {command.x + command.width / 2, command.y + command.height / 2},
                      {command.width / 2, 0}, {0, command.height / 2}, device);
  if (!quad) return;
  const double wide = 2 * std::hypot(quad->u[0], quad->u[1]), high = 2 * std::hypot(quad->v[0], quad->v[1]);
  const bool shrunk = command.crop_width > fine_shrink * wide || command.crop_height > fine_shrink * high;
  const PictureTextures::Held& held = tools_.device.pictures().texture_of(command.image, shrunk);
  if (held.texture.name() == 0) return;
  begin(command.state, {shaders::Source::picture, BlendMode::blend, 0, held.texture.name(), held.top_level});
  quad->kind = command.sampling == Sampling::smooth ? 1 : 0;
  const double crop[] = {command.crop_x, command.crop_y, command.crop_width, command.crop_height};
  for (int i = 0; i < 4; ++i) quad->extra[i] = static_cast<float>(crop[i]);
  batch_.add(*quad, ink_of_color(command.tint, state.opacity));
}

void ListPainter::operator()(const DrawingCommand& command) {
  if (!command.drawing || nesting_ >= max_drawing_nesting) return;
  const Matrix device = list_device_ * list_.states[command.state].transform;
  if (!device.finite()) return;
  const Surface* layer = tools_.layer_of ? tools_.layer_of(command.drawing, device) : nullptr;
  Surface own;
  if (layer == nullptr) {
    own = tools_.device.borrow(batch_.target().width(), batch_.target().height(), Surface::Kind::color);
    own.clear();
    Batch batch(tools_.device);
    batch.begin(own);
    for (const Drawing* part : layers_of(command.drawing.get()))
      ListPainter({tools_.device, tools_.texts, {}}, batch, part->top(), device, nesting_ + 1).paint();
    batch.flush();
    layer = &own;
  }
  const State& state = begin(command.state, {shaders::Source::layer, BlendMode::blend, 0, layer->texture().name(), 0});
  flat(ink_of_color({255, 255, 255, 255}, state.opacity));
  if (layer != &own) return;
  batch_.flush();
  tools_.device.give_back(std::move(own), Surface::Kind::color);
}

// The mask of a clip and all that it lies in. Parents are made first, in a loop: they may be very many.
GLuint ListPainter::clip_mask(std::uint32_t number) {
  const auto held = [&](std::uint32_t one) {
    return std::find_if(clips_.begin(), clips_.end(), [&](const ClipMask& mask) { return mask.number == one; });
  };
  std::vector<std::uint32_t> missing;
  std::uint32_t at = number;
  while (at != 0 && held(at) == clips_.end()) {
    missing.push_back(at);
    at = list_.clip(at).parent;
  }
  GLuint mask = 0;
  if (at != 0) {
    const auto found = held(at);
    std::rotate(found, found + 1, clips_.end());
    mask = clips_.back().surface.texture().name();
  }
  for (auto next = missing.rbegin(); next != missing.rend(); ++next) {
    Surface surface;
    if (clips_.size() == most_clip_masks) {
      batch_.flush();
      surface = std::move(clips_.front().surface);
      clips_.pop_front();
    } else {
      surface = tools_.device.borrow(batch_.target().width(), batch_.target().height(), Surface::Kind::mask);
    }
    paint_clip(list_.clip(*next), surface, mask);
    mask = surface.texture().name();
    clips_.push_back({*next, std::move(surface)});
  }
  return mask;
}

void ListPainter::paint_clip(const Clip& clip, const Surface& surface, GLuint parent) {
  surface.clear();
  Batch batch(tools_.device);
  batch.begin(surface);
  batch.meet({shaders::Source::paint, BlendMode::blend, parent, 0, 0});
  batch.add_outline(outline_of_path(clip.path, list_device_), {});
  batch.flush();
}

}  // namespace reverie
