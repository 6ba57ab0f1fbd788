// The GLSL of the live window, without the line with the version.
#pragma once

#include <string>

namespace reverie::shaders {

// Edges of outlines to winding areas: additive, into a texture of floats.
std::string edge_vertex();
std::string edge_fragment();

// Primitives (primitive.h) to pixels. The source of the colour: paint (colour or gradient), picture or layer. With
// `over_backdrop` the shader blends itself, from a copy of what lies below, for the modes that GL cannot.
enum class Source { paint, picture, layer };
std::string primitive_vertex(Source source);
std::string primitive_fragment(Source source, bool over_backdrop);

}  // namespace reverie::shaders
