// The GL that Reverie speaks: what OpenGL 3.3 core and WebGL 2 (OpenGL ES 3.0) have in common.
#pragma once

#ifdef REVERIE_GLES
#include <GLES3/gl3.h>
#else
// glvnd's libGL exports every core function under its own name: no loader is needed.
#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>
#endif
