#include "shared/canvas_gl/gl_objects.h"

namespace reverie {

namespace {

#ifdef REVERIE_GLES
constexpr const char* preamble =
    "#version 300 es\nprecision highp float;\nprecision highp int;\nprecision highp sampler2D;\n";
#else
constexpr const char* preamble = "#version 330 core\n";
#endif

// What the driver has to say about a shader or a program.
std::string log_of(GLuint name, decltype(&glGetShaderInfoLog) read) {
  char text[1024] = {};
  read(name, sizeof(text) - 1, nullptr, text);
  return text;
}

GLuint compile(GLenum kind, const std::string& text) {
  const GLuint shader = glCreateShader(kind);
  const char* parts[] = {preamble, text.c_str()};
  glShaderSource(shader, 2, parts, nullptr);
  glCompileShader(shader);
  return shader;
}

bool compiled(GLuint shader) {
  GLint good = 0;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &good);
  return good != 0;
}

}  // namespace

Texture::Texture(int width, int height, GLenum internal_format, GLenum format, GLenum type)
    : width_(width), height_(height) {
  glGenTextures(1, &name_);
  bind(0);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexImage2D(GL_TEXTURE_2D, 0, static_cast<GLint>(internal_format), width, height, 0, format, type, nullptr);
}

void Texture::bind(int unit) const {
  glActiveTexture(static_cast<GLenum>(GL_TEXTURE0 + unit));
  glBindTexture(GL_TEXTURE_2D, name_);
}

void Texture::reset() {
  if (name_ != 0) glDeleteTextures(1, &name_);
  name_ = 0;
}

Surface::Surface(int width, int height, Kind kind) {
  if (kind == Kind::color) texture_ = Texture(width, height, GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE);
  if (kind == Kind::mask) texture_ = Texture(width, height, GL_R8, GL_RED, GL_UNSIGNED_BYTE);
  if (kind == Kind::winding) texture_ = Texture(width, height, GL_R16F, GL_RED, GL_HALF_FLOAT);
  glGenFramebuffers(1, &framebuffer_);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_.name(), 0);
  complete_ = glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
}

void Surface::bind() const {
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
  glViewport(0, 0, width(), height());
}

void Surface::clear(float r, float g, float b, float a) const {
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
  glClearColor(r, g, b, a);
  glClear(GL_COLOR_BUFFER_BIT);
}

void Surface::reset() {
  if (framebuffer_ != 0) glDeleteFramebuffers(1, &framebuffer_);
  framebuffer_ = 0;
}

void copy_surface(const Surface& from, const Surface& to) {
  glBindFramebuffer(GL_READ_FRAMEBUFFER, from.framebuffer());
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, to.framebuffer());
  glBlitFramebuffer(0, 0, from.width(), from.height(), 0, 0, to.width(), to.height(), GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

Result<Program> Program::create(const std::string& vertex, const std::string& fragment) {
  const GLuint stages[] = {compile(GL_VERTEX_SHADER, vertex), compile(GL_FRAGMENT_SHADER, fragment)};
  Program program;
  program.name_ = glCreateProgram();
  for (const GLuint stage : stages) glAttachShader(program.name_, stage);
  glLinkProgram(program.name_);
  GLint good = 0;
  glGetProgramiv(program.name_, GL_LINK_STATUS, &good);
  std::string why;
  for (const GLuint stage : stages) {
    if (!good && !compiled(stage)) why += log_of(stage, glGetShaderInfoLog);
    glDeleteShader(stage);
  }
  if (good) return program;
  return Error{"The graphics driver refused a shader of ours (" + why + log_of(program.name_, glGetProgramInfoLog) +
               "); the picture is drawn on the CPU instead."};
}

Program::~Program() {
  if (name_ != 0) glDeleteProgram(name_);
}

}  // namespace reverie
