// The GL calls that the studio makes itself; all of them are in OpenGL 1.1 as well as in ES 3, so no loader is needed.
#pragma once

#ifdef REVERIE_GLES
#include <GLES3/gl3.h>
#else
#include <SDL_opengl.h>
#endif

#ifndef GL_CLAMP_TO_EDGE
#define GL_CLAMP_TO_EDGE 0x812F
#endif
