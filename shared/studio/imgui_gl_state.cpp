// In the page Dear ImGui's backend asks this instead of glGetIntegerv (scripts/wasm-libs renames its calls). It saves
// and restores some fourteen values around each frame, and in a browser each question waits until the GPU's process has
// drawn all that went before: most of a frame's time. Nothing needs to be saved here, for canvas_gl and the window set
// what they draw with, so the answer to each is GL's initial value.
#ifdef REVERIE_GLES

#include "shared/canvas_gl/gl.h"

extern "C" void reverie_imgui_integer(GLenum name, GLint* value) {
  switch (name) {
    case GL_VIEWPORT:
    case GL_SCISSOR_BOX:
      value[0] = value[1] = value[2] = value[3] = 0;
      return;
    case GL_ACTIVE_TEXTURE:
      *value = GL_TEXTURE0;
      return;
    case GL_BLEND_SRC_RGB:
    case GL_BLEND_SRC_ALPHA:
      *value = GL_ONE;
      return;
    case GL_BLEND_DST_RGB:
    case GL_BLEND_DST_ALPHA:
      *value = GL_ZERO;
      return;
    case GL_BLEND_EQUATION_RGB:
    case GL_BLEND_EQUATION_ALPHA:
      *value = GL_FUNC_ADD;
      return;
    case GL_CURRENT_PROGRAM:
    case GL_TEXTURE_BINDING_2D:
    case GL_SAMPLER_BINDING:
    case GL_ARRAY_BUFFER_BINDING:
    case GL_ELEMENT_ARRAY_BUFFER_BINDING:
    case GL_VERTEX_ARRAY_BINDING:
      *value = 0;
      return;
    default:
      glGetIntegerv(name, value);  // what is asked once, when it starts
  }
}

#endif
