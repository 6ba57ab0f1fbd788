#include "shared/canvas_gl/device.h"

#include <algorithm>

namespace reverie {

namespace {

constexpr int gradient_width = 512;  // texels
constexpr std::size_t spare_surfaces = 4;

void float_attribute(GLuint index, int count, std::size_t stride, std::size_t offset) {
  glEnableVertexAttribArray(index);
  glVertexAttribPointer(index, count, GL_FLOAT, GL_FALSE, static_cast<GLsizei>(stride),
                        reinterpret_cast<const void*>(offset));
  glVertexAttribDivisor(index, 1);
}

template <class T>
void draw_instances(GLuint array, GLuint buffer, const std::vector<T>& instances) {
  glBindVertexArray(array);
  glBindBuffer(GL_ARRAY_BUFFER, buffer);
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(instances.size() * sizeof(T)), instances.data(),
               GL_STREAM_DRAW);
  glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(instances.size()));
}

}  // namespace

Result<std::unique_ptr<GlDevice>> GlDevice::create() {
  std::unique_ptr<GlDevice> device(new GlDevice);
  if (Result<void> ready = device->set_up(); !ready) return ready.error();
  return device;
}

Result<void> GlDevice::set_up() {
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest_side_);
  if (!Surface(4, 4, Surface::Kind::winding).complete() || !Surface(4, 4, Surface::Kind::mask).complete() ||
      !Surface(4, 4, Surface::Kind::color).complete()) {
    return Error{
        "This machine's graphics cannot paint on textures of floats; the picture is drawn on the CPU instead."};
  }
  Result<Program> edges = Program::create(shaders::edge_vertex(), shaders::edge_fragment());
  if (!edges) return edges.error();
  edge_program_ = std::move(*edges);
  edge_target_size_ = edge_program_.uniform("target_size");
  if (painter(shaders::Source::paint, false) == nullptr)
    return Error{"This machine's graphics refuse our shaders; the picture is drawn on the CPU instead."};
  glGenVertexArrays(1, &edge_array_);
  glGenBuffers(1, &edge_buffer_);
  glBindVertexArray(edge_array_);
  glBindBuffer(GL_ARRAY_BUFFER, edge_buffer_);
  float_attribute(0, 4, sizeof(Edge), 0);
  float_attribute(1, 1, sizeof(Edge), 16);
  glGenVertexArrays(1, &primitive_array_);
  glGenBuffers(1, &primitive_buffer_);
  glBindVertexArray(primitive_array_);
  glBindBuffer(GL_ARRAY_BUFFER, primitive_buffer_);
  for (GLuint i = 0; i < 4; ++i) float_attribute(i, 4, sizeof(Primitive), 16 * i);
  glBindVertexArray(0);
  return {};
}

GlDevice::~GlDevice() {
  glDeleteVertexArrays(1, &edge_array_);
  glDeleteVertexArrays(1, &primitive_array_);
  glDeleteBuffers(1, &edge_buffer_);
  glDeleteBuffers(1, &primitive_buffer_);
}

const GlDevice::Painter* GlDevice::painter(shaders::Source source, bool over_backdrop) {
  const auto found = painters_.find({source, over_backdrop});
  if (found != painters_.end()) return found->second.program.name() != 0 ? &found->second : nullptr;
  Painter& made = painters_[{source, over_backdrop}];
  Result<Program> program =
      Program::create(shaders::primitive_vertex(source), shaders::primitive_fragment(source, over_backdrop));
  if (!program) return nullptr;
  made.program = std::move(*program);
  glUseProgram(made.program.name());
  // The same unit for the same thing in every program; a place that a program lacks is -1 and ignored.
  int unit = 0;
  for (const char* sampler : {"windings", "gradients", "clip_mask", "picture", "backdrop"}) {
    glUniform1i(made.program.uniform(sampler), unit++);
  }
  made.target_size = made.program.uniform("target_size");
  made.clipped = made.program.uniform("clipped");
  made.top_level = made.program.uniform("top_level");
  made.mode = made.program.uniform("mode");
  return &made;
}

void GlDevice::fit_windings(int width, int height) {
  if (windings_.width() >= width && windings_.height() >= height) return;
  windings_ = Surface(std::max(width, windings_.width()), std::max(height, windings_.height()), Surface::Kind::winding);
}

void GlDevice::sum_windings(const std::vector<Edge>& edges, int rows) {
  windings_.bind();
  glEnable(GL_SCISSOR_TEST);
  glScissor(0, 0, windings_.width(), rows);
  windings_.clear();
  glDisable(GL_SCISSOR_TEST);
  glEnable(GL_BLEND);
  glBlendEquation(GL_FUNC_ADD);
  glBlendFunc(GL_ONE, GL_ONE);
  glUseProgram(edge_program_.name());
  glUniform2f(edge_target_size_, static_cast<float>(windings_.width()), static_cast<float>(windings_.height()));
  draw_instances(edge_array_, edge_buffer_, edges);
}

void GlDevice::upload_gradients(const std::vector<float>& texels) {
  std::vector<float> whole = texels;
  const int rows = static_cast<int>((texels.size() / 4 + gradient_width - 1) / gradient_width);
  whole.resize(static_cast<std::size_t>(rows) * gradient_width * 4);
  if (gradients_.height() < rows) gradients_ = Texture(gradient_width, rows, GL_RGBA32F, GL_RGBA, GL_FLOAT);
  gradients_.bind(1);
  glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, gradient_width, rows, GL_RGBA, GL_FLOAT, whole.data());
}

void GlDevice::copy_backdrop(const Surface& from, int x, int y, int width, int height) {
  if (backdrop_.width() < from.width() || backdrop_.height() < from.height())
    backdrop_ = Texture(from.width(), from.height(), GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE);
  backdrop_.bind(4);
  from.bind();
  glCopyTexSubImage2D(GL_TEXTURE_2D, 0, x, y, x, y, width, height);
}

void GlDevice::draw(const std::vector<Primitive>& primitives) {
  draw_instances(primitive_array_, primitive_buffer_, primitives);
}

Surface GlDevice::borrow(int width, int height, Surface::Kind kind) {
  for (auto it = spare_.begin(); it != spare_.end(); ++it) {
    if (it->first != kind || it->second.width() != width || it->second.height() != height) continue;
    Surface surface = std::move(it->second);
    spare_.erase(it);
    return surface;
  }
  return Surface(width, height, kind);
}

void GlDevice::give_back(Surface surface, Surface::Kind kind) {
  spare_.emplace_back(kind, std::move(surface));
  if (spare_.size() > spare_surfaces) spare_.erase(spare_.begin());
}

void GlDevice::end_frame() { pictures_.end_frame(); }

}  // namespace reverie
