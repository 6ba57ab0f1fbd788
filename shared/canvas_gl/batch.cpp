#include "shared/canvas_gl/batch.h"

#include <algorithm>
#include <cmath>

namespace reverie {

namespace {

constexpr std::size_t most_primitives = 16'384;
constexpr std::size_t most_bounds = 64;  // each is compared with every other
constexpr std::size_t most_gradient_floats = 1 << 20;
constexpr int least_atlas_side = 1024;

// The modes that GL's own blending can say, on premultiplied colours.
bool set_blending(BlendMode mode) {
  glBlendEquation(GL_FUNC_ADD);
  switch (mode) {
    case BlendMode::blend:
      glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
      return true;
    case BlendMode::add:
      glBlendFunc(GL_ONE, GL_ONE);
      return true;
    case BlendMode::screen:
      glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_COLOR);
      return true;
    case BlendMode::exclusion:
      glBlendFuncSeparate(GL_ONE_MINUS_DST_COLOR, GL_ONE_MINUS_SRC_COLOR, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
      return true;
    case BlendMode::remove:
      glBlendFunc(GL_ZERO, GL_ONE_MINUS_SRC_ALPHA);
      return true;
    default:
      return false;
  }
}

bool blends_by_itself(BlendMode mode) {
  return mode == BlendMode::blend || mode == BlendMode::add || mode == BlendMode::screen ||
         mode == BlendMode::exclusion || mode == BlendMode::remove;
}

}  // namespace

void Batch::begin(const Surface& target) {
  flush();
  target_ = &target;
  const int width = std::min(std::max(target.width(), least_atlas_side), device_.largest_side());
  const int height = std::min(std::max(target.height(), least_atlas_side), device_.largest_side());
  device_.fit_windings(width, height);
  atlas_.resize(width, height);
}

void Batch::meet(const Meeting& meeting) {
  if (meeting == meeting_) return;
  flush();
  meeting_ = meeting;
}

bool Batch::over_backdrop() const { return !blends_by_itself(meeting_.blend); }

// Ends the call under way where what comes must see what it paints, or where there is too much.
void Batch::make_room(const std::vector<Bounds>& coming) {
  bool full = primitives_.size() + coming.size() > most_primitives || gradient_texels_.size() > most_gradient_floats;
  if (over_backdrop()) {
    full |= bounds_.size() >= most_bounds;
    for (const Bounds& one : coming) {
      full |= std::any_of(bounds_.begin(), bounds_.end(), [&](const Bounds& other) {
        return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
      });
    }
  }
  if (full) flush();
  if (over_backdrop()) bounds_.insert(bounds_.end(), coming.begin(), coming.end());
}

void Batch::add(Primitive primitive, const Ink& ink) {
  const float soft = primitive.kind < 1.5f && meeting_.source != shaders::Source::picture ? 0 : 2;
  const float x = std::fabs(primitive.u[0]) + std::fabs(primitive.v[0]) + soft;
  const float y = std::fabs(primitive.u[1]) + std::fabs(primitive.v[1]) + soft;
  make_room({{primitive.center[0] - x, primitive.center[1] - y, primitive.center[0] + x, primitive.center[1] + y}});
  dip(primitive, ink);
  primitives_.push_back(primitive);
}

void Batch::add_outline(const Outline& outline, const Ink& ink) {
  std::vector<MaskPiece> pieces = WindingAtlas::pieces_of(outline, target_->width(), target_->height());
  std::vector<Bounds> bounds;
  for (const MaskPiece& piece : pieces) {
    const auto x = static_cast<float>(piece.x), y = static_cast<float>(piece.y);
    bounds.push_back({x, y, x + static_cast<float>(piece.width), y + static_cast<float>(piece.height)});
  }
  make_room(bounds);
  if (!atlas_.add(outline, pieces)) {
    flush();
    if (over_backdrop()) bounds_ = bounds;
    if (!atlas_.add(outline, pieces)) return;
  }
  Primitive paint;
  dip(paint, ink);
  paint.kind = static_cast<float>(PrimitiveKind::mask);
  for (const MaskPiece& piece : pieces) {
    paint.u[0] = static_cast<float>(piece.width) / 2, paint.u[1] = 0;
    paint.v[0] = 0, paint.v[1] = static_cast<float>(piece.height) / 2;
    paint.center[0] = static_cast<float>(piece.x) + paint.u[0];
    paint.center[1] = static_cast<float>(piece.y) + paint.v[1];
    paint.extra[0] = static_cast<float>(piece.atlas_x - piece.x);
    paint.extra[1] = static_cast<float>(piece.atlas_y - piece.y);
    primitives_.push_back(paint);
  }
}

void Batch::dip(Primitive& primitive, const Ink& ink) {
  std::copy(std::begin(ink.color), std::end(ink.color), primitive.color);
  if (ink.gradient != nullptr) primitive.gradient = place(*ink.gradient, ink.device);
}

// Where the gradient's texels begin.
float Batch::place(const Gradient& gradient, const Matrix& device) {
  for (const PlacedGradient& placed : gradients_) {
    if (placed.gradient == &gradient && placed.device == device) return placed.base;
  }
  const double det = device.determinant();
  const Matrix back{device.d / det,
                    -device.b / det,
                    -device.c / det,
                    device.a / det,
                    (device.c * device.f - device.d * device.e) / det,
                    (device.b * device.e - device.a * device.f) / det};
  // Linear: x is the offset. Radial: the length of (x, y) is.
  Matrix place;
  const bool radial = gradient.kind == Gradient::Kind::radial;
  if (radial) {
    const double r = gradient.radius;
    place = Matrix{1 / r, 0, 0, 1 / r, -gradient.from.x / r, -gradient.from.y / r} * back;
  } else {
    const double x = gradient.to.x - gradient.from.x, y = gradient.to.y - gradient.from.y, length = x * x + y * y;
    place = Matrix{x / length, 0, y / length, 0, -(gradient.from.x * x + gradient.from.y * y) / length, 0} * back;
  }
  const std::size_t first_texel = gradient_texels_.size() / 4;
  const auto base = static_cast<float>(first_texel);
  const auto texel = [&](double a, double b, double c, double d) {
    for (const double number : {a, b, c, d}) gradient_texels_.push_back(static_cast<float>(number));
  };
  texel(place.a, place.c, place.e, radial ? 1 : 0);
  texel(place.b, place.d, place.f, static_cast<double>(gradient.stops.size()));
  for (const GradientStop& stop : gradient.stops) {
    texel(stop.color.r / 255.0, stop.color.g / 255.0, stop.color.b / 255.0, stop.color.a / 255.0);
    texel(stop.offset, 0, 0, 0);
  }
  gradients_.push_back({&gradient, device, base});
  return base;
}

void Batch::copy_backdrop() {
  float left = 1e9f, top = 1e9f, right = 0, bottom = 0;
  for (const Bounds& one : bounds_) {
    left = std::min(left, one.left), top = std::min(top, one.top);
    right = std::max(right, one.right), bottom = std::max(bottom, one.bottom);
  }
  const auto pixel = [](float at, int last) {
    return static_cast<int>(std::clamp(at, 0.0f, static_cast<float>(last)));
  };
  const int x = pixel(std::floor(left), target_->width()), y = pixel(std::floor(top), target_->height());
  const int width = pixel(std::ceil(right), target_->width()) - x;
  const int height = pixel(std::ceil(bottom), target_->height()) - y;
  if (width > 0 && height > 0) device_.copy_backdrop(*target_, x, y, width, height);
}

void Batch::bind_inputs() {
  if (!gradient_texels_.empty()) device_.upload_gradients(gradient_texels_);
  device_.windings().texture().bind(0);
  device_.gradients().bind(1);
  glActiveTexture(GL_TEXTURE2);
  glBindTexture(GL_TEXTURE_2D, meeting_.clip_mask);
  glActiveTexture(GL_TEXTURE3);
  glBindTexture(GL_TEXTURE_2D, meeting_.picture);
  device_.backdrop().bind(4);
}

void Batch::flush() {
  if (primitives_.empty()) return drop();
  const GlDevice::Painter* painter = device_.painter(meeting_.source, over_backdrop());
  if (painter == nullptr) return drop();
  if (!atlas_.edges().empty()) device_.sum_windings(atlas_.edges(), atlas_.used_height());
  if (over_backdrop()) copy_backdrop();
  bind_inputs();
  target_->bind();
  if (over_backdrop()) {
    glDisable(GL_BLEND);
  } else {
    glEnable(GL_BLEND);
    set_blending(meeting_.blend);
  }
  glUseProgram(painter->program.name());
  glUniform2f(painter->target_size, static_cast<float>(target_->width()), static_cast<float>(target_->height()));
  glUniform1i(painter->clipped, meeting_.clip_mask != 0 ? 1 : 0);
  glUniform1i(painter->top_level, meeting_.top_level);
  glUniform1i(painter->mode, static_cast<int>(meeting_.blend));
  device_.draw(primitives_);
  drop();
}

void Batch::drop() {
  primitives_.clear();
  bounds_.clear();
  atlas_.clear();
  gradient_texels_.clear();
  gradients_.clear();
}

}  // namespace reverie
