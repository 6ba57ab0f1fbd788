#include "shared/studio/flash_watch.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#ifdef REVERIE_GLES
#include <webgl/webgl2.h>
#endif

namespace reverie {

namespace {

constexpr std::size_t bytes_a_look = std::size_t{flash_cells} * 4;
constexpr double share_of_waiting = 0.25;  // of the time, at the most

bool is_done(GLsync fence) {
  const GLenum state = glClientWaitSync(fence, 0, 0);
  return state == GL_ALREADY_SIGNALED || state == GL_CONDITION_SATISFIED;
}

// Dear ImGui blends straight alpha; the picture is premultiplied.
void blend_premultiplied(const ImDrawList* /*list*/, const ImDrawCmd* /*command*/) {
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
}

ImTextureID id_of(GLuint texture) { return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture)); }

}  // namespace

void FlashWatch::show(GLuint texture, int width, int height, const Box& box, double elapsed, ImDrawList& out) {
  now_ += elapsed;
  take_looks();
  look(texture, width, height);
  const bool eases = guard_.easing();
  const ImVec2 from = {box.x, box.y}, to = {box.right(), box.bottom()};
  const auto part = static_cast<std::uint8_t>(eases && holds_ ? std::ceil(guard_.part(elapsed) * 255) : 255);
  if (eases && holds_) out.AddImage(id_of(held_), from, to, {0, 1}, {1, 0});
  out.AddCallback(blend_premultiplied, nullptr);
  out.AddImage(id_of(texture), from, to, {0, 0}, {1, 1}, IM_COL32(part, part, part, part));
  out.AddCallback(ImDrawCallback_ResetRenderState, nullptr);
  box_ = box;
  holds_ = eases;
  if (eases) out.AddCallback(hold_now, this);
}

// What stands in the window now is what the next frame is eased from.
void FlashWatch::hold_now(const ImDrawList* /*list*/, const ImDrawCmd* command) {
  static_cast<FlashWatch*>(command->UserCallbackData)->hold();
}

void FlashWatch::hold() {
  const ImGuiIO& io = ImGui::GetIO();
  const float density = io.DisplayFramebufferScale.x;
  const auto pixels = [&](float points) { return static_cast<int>(std::lround(points * density)); };
  if (held_ == 0) {
    glGenTextures(1, &held_);
    glBindTexture(GL_TEXTURE_2D, held_);
    for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER})
      glTexParameteri(GL_TEXTURE_2D, filter, GL_NEAREST);
    for (const GLenum wrap : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T})
      glTexParameteri(GL_TEXTURE_2D, wrap, GL_CLAMP_TO_EDGE);
  }
  glBindTexture(GL_TEXTURE_2D, held_);
  glCopyTexImage2D(GL_TEXTURE_2D, 0, GL_RGB, pixels(box_.x), pixels(io.DisplaySize.y) - pixels(box_.bottom()),
                   pixels(box_.width), pixels(box_.height), 0);
}

void FlashWatch::take_looks() {
  if (waiting_ == 0 || (now_ - at_[0] < patience_ && !is_done(newest_))) return;
  const auto before = std::chrono::steady_clock::now();
  std::array<std::array<std::uint8_t, bytes_a_look>, most_looks> pixels{};
  for (std::size_t i = 0; i < waiting_; ++i) {
    glBindBuffer(GL_PIXEL_PACK_BUFFER, looks_[i]);
    glGetBufferSubData(GL_PIXEL_PACK_BUFFER, 0, bytes_a_look, pixels[i].data());
  }
  glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
  const std::chrono::duration<double> waited = std::chrono::steady_clock::now() - before;
  patience_ = std::max(shortest_patience, waited.count() / share_of_waiting);
  for (std::size_t i = 0; i < waiting_; ++i) guard_.look(pixels[i], 4, at_[i]);
  glDeleteBuffers(static_cast<GLsizei>(waiting_), looks_.data());
  waiting_ = 0;
}

// Halved step by step, for a reduction in one go would look at one pixel in a thousand.
void FlashWatch::look(GLuint texture, int width, int height) {
  if (waiting_ == most_looks) return;  // the GPU is behind: this frame goes unseen
  if (source_ == 0) {
    glGenFramebuffers(1, &source_);
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      const int times = 1 << (steps_.size() - 1 - i);
      steps_[i] = Surface(flash_columns * times, flash_rows * times, Surface::Kind::color);
    }
  }
  glBindFramebuffer(GL_READ_FRAMEBUFFER, source_);
  glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
  int wide = width, high = height;
  for (const Surface& step : steps_) {
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, step.framebuffer());
    glBlitFramebuffer(0, 0, wide, high, 0, 0, step.width(), step.height(), GL_COLOR_BUFFER_BIT, GL_LINEAR);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, step.framebuffer());
    wide = step.width();
    high = step.height();
  }
  glGenBuffers(1, &looks_[waiting_]);
  glBindBuffer(GL_PIXEL_PACK_BUFFER, looks_[waiting_]);
  glBufferData(GL_PIXEL_PACK_BUFFER, bytes_a_look, nullptr, GL_STREAM_READ);
  glPixelStorei(GL_PACK_ALIGNMENT, 4);
  glReadPixels(0, 0, flash_columns, flash_rows, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  if (newest_ != nullptr) glDeleteSync(newest_);
  newest_ = glFenceSync(GL_SYNC_GPU_COMMANDS_COMPLETE, 0);
  at_[waiting_++] = now_;
}

void FlashWatch::forget() {
  if (newest_ != nullptr) glDeleteSync(newest_);
  if (waiting_ != 0) glDeleteBuffers(static_cast<GLsizei>(waiting_), looks_.data());
  if (source_ != 0) glDeleteFramebuffers(1, &source_);
  if (held_ != 0) glDeleteTextures(1, &held_);
}

void FlashWatch::lost() {
  forget();
  newest_ = nullptr;
  waiting_ = 0;
  steps_ = {};
  source_ = held_ = 0;
  holds_ = false;
}

}  // namespace reverie
