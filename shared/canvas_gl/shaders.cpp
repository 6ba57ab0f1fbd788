// Longer than most files: GLSL reads best in one piece.
#include "shared/canvas_gl/shaders.h"

namespace reverie::shaders {

namespace {

constexpr const char* edge_vertex_text = R"(
layout(location = 0) in vec4 edge;
layout(location = 1) in float right;
uniform vec2 target_size;
flat out vec4 ends;
void main() {
  ends = edge;
  vec2 low = floor(min(edge.xy, edge.zw));
  vec2 high = vec2(right, ceil(max(edge.y, edge.w)));
  vec2 corner = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1));
  gl_Position = vec4(mix(low, high, corner) / target_size * 2.0 - 1.0, 0.0, 1.0);
}
)";

// The signed area right of the edge inside each pixel: summed over the edges of an outline it is the pixel's winding
// number times its covered part, which is what AGG's cells count as well.
constexpr const char* edge_fragment_text = R"(
flat in vec4 ends;
out float area;
float ramp(float s) { return s <= 0.0 ? 0.0 : s >= 1.0 ? s - 0.5 : 0.5 * s * s; }
void main() {
  vec2 corner = floor(gl_FragCoord.xy);
  float y0 = clamp(ends.y, corner.y, corner.y + 1.0);
  float y1 = clamp(ends.w, corner.y, corner.y + 1.0);
  float slope = (ends.z - ends.x) / (ends.w - ends.y);
  float s0 = corner.x + 1.0 - (ends.x + (y0 - ends.y) * slope);
  float s1 = corner.x + 1.0 - (ends.x + (y1 - ends.y) * slope);
  float low = min(s0, s1), high = max(s0, s1);
  float mean;
  if (low >= 1.0) mean = 1.0;
  else if (high <= 0.0) mean = 0.0;
  else if (high - low < 1e-3) mean = clamp(0.5 * (low + high), 0.0, 1.0);
  else mean = (ramp(high) - ramp(low)) / (high - low);
  area = (y1 - y0) * mean;
}
)";

constexpr const char* primitive_vertex_text = R"(
layout(location = 0) in vec4 center_u;
layout(location = 1) in vec4 v_kind_gradient;
layout(location = 2) in vec4 extra_in;
layout(location = 3) in vec4 color_in;
uniform vec2 target_size;
flat out vec2 center;
flat out vec4 normals;  // across v, with the sign of u; across u
flat out vec2 halves;   // distances from the centre to the sides, pixels
flat out vec4 extra;
flat out vec4 color;
flat out vec2 kind_gradient;
void main() {
  vec2 u = center_u.zw, v = v_kind_gradient.xy;
  float det = u.x * v.y - u.y * v.x;
  center = center_u.xy;
  float turn = det < 0.0 ? -1.0 : 1.0;
  normals = vec4(turn * vec2(v.y, -v.x) / length(v), turn * vec2(-u.y, u.x) / length(u));
  halves = abs(det) / vec2(length(v), length(u));
  extra = extra_in;
  color = color_in;
  kind_gradient = v_kind_gradient.zw;
  vec2 corner = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1)) * 2.0 - 1.0;
  // A soft edge reaches half a pixel's diagonal beyond the shape.
  if (GROWS) corner *= (halves + 0.75) / halves;
  vec2 place = center + corner.x * u + corner.y * v;
  gl_Position = vec4(place / target_size * 2.0 - 1.0, 0.0, 1.0);
}
)";

constexpr const char* coverage_text = R"(
flat in vec2 center;
flat in vec4 normals;
flat in vec2 halves;
flat in vec4 extra;
flat in vec4 color;
flat in vec2 kind_gradient;
uniform sampler2D windings;
uniform sampler2D clip_mask;
uniform bool clipped;
out vec4 painted;

// The part of a pixel on the inner side of a straight edge, `d` pixels inside of it with the unit normal n.
float half_plane(float d, vec2 n) {
  vec2 m = abs(n);
  float big = max(m.x, m.y), small = min(m.x, m.y);
  float s = abs(d), reach = 0.5 * (big + small), even = 0.5 * (big - small);
  float inside = 1.0;
  if (s <= even) inside = 0.5 + s / big;
  else if (s < reach) inside = 1.0 - (reach - s) * (reach - s) / (2.0 * big * small);
  return d < 0.0 ? 1.0 - inside : inside;
}
float strip(float d, float half_width, vec2 n) {
  return half_plane(half_width - d, n) + half_plane(half_width + d, n) - 1.0;
}
float box(vec2 p, vec2 hole) {
  float x = dot(p, normals.xy), y = dot(p, normals.zw);
  bool hollow = hole.x > 0.0 && hole.y > 0.0;
  if (!hollow && halves.x - abs(x) > 0.75 && halves.y - abs(y) > 0.75) return 1.0;
  float covered = strip(x, halves.x, normals.xy) * strip(y, halves.y, normals.zw);
  if (hollow) covered -= strip(x, halves.x * hole.x, normals.xy) * strip(y, halves.y * hole.y, normals.zw);
  return covered;
}
// How far inside an ellipse of `part` its size, to first order, and which way out is.
float ellipse_depth(vec2 p, float part, out vec2 outwards) {
  vec2 q = vec2(dot(p, normals.xy), dot(p, normals.zw)) / halves;
  float g = max(length(q), 1e-4);
  vec2 gradient = (q.x * normals.xy / halves.x + q.y * normals.zw / halves.y) / g;
  float steep = max(length(gradient), 1e-4);
  outwards = gradient / steep;
  return (part - g) / steep;
}
float ellipse(vec2 p) {
  vec2 n;
  if (extra.z > 0.5) {
    float sum = 0.0;
    for (int i = 0; i < 16; ++i) {
      vec2 at = p + (vec2(float(i & 3), float(i >> 2)) - 1.5) * 0.25;
      sum += clamp(0.5 + 4.0 * ellipse_depth(at, 1.0, n), 0.0, 1.0);
      if (extra.x > 0.0) sum -= clamp(0.5 + 4.0 * ellipse_depth(at, extra.x, n), 0.0, 1.0);
    }
    return sum / 16.0;
  }
  float d = ellipse_depth(p, 1.0, n);
  if (d > 0.75 && extra.x <= 0.0) return 1.0;
  float covered = half_plane(d, n);
  if (extra.x > 0.0) covered -= half_plane(ellipse_depth(p, extra.x, n), n);
  return covered;
}
float capsule(vec2 p) {
  float x = dot(p, normals.xy), y = dot(p, normals.zw);
  if (abs(x) <= extra.x) return strip(y, extra.y, normals.zw);
  vec2 w = vec2(x - sign(x) * extra.x, y);
  float far = max(length(w), 1e-4);
  return strip(far, extra.y, (w.x * normals.xy + w.y * normals.zw) / far);
}
)";

constexpr const char* shape_coverage_text = R"(
float coverage() {
  int kind = int(kind_gradient.x + 0.5);
  if (kind == 0) return 1.0;
  if (kind == 1) {
    ivec2 place = ivec2(floor(gl_FragCoord.xy)) + ivec2(floor(extra.xy + 0.5));
    return min(abs(texelFetch(windings, place, 0).r), 1.0);
  }
  vec2 p = gl_FragCoord.xy - center;
  return kind == 2 ? box(p, extra.xy) : kind == 3 ? ellipse(p) : capsule(p);
}
)";

// Gradients are texels of floats: two for the place, then colour and offset of each stop.
constexpr const char* paint_text = R"(
uniform sampler2D gradients;
vec4 gradient_texel(int i) {
  int wide = textureSize(gradients, 0).x;
  return texelFetch(gradients, ivec2(i % wide, i / wide), 0);
}
vec4 gradient_color(int base) {
  vec4 across = gradient_texel(base), down = gradient_texel(base + 1);
  float x = dot(across.xy, gl_FragCoord.xy) + across.z, y = dot(down.xy, gl_FragCoord.xy) + down.z;
  float t = across.w > 0.5 ? length(vec2(x, y)) : x;
  int stops = int(down.w + 0.5);
  vec4 last = gradient_texel(base + 2);
  float last_offset = gradient_texel(base + 3).x;
  for (int i = 1; i < stops && t > last_offset; ++i) {
    vec4 next = gradient_texel(base + 2 + 2 * i);
    float offset = gradient_texel(base + 3 + 2 * i).x;
    if (t < offset) {
      last = mix(last, next, (t - last_offset) / (offset - last_offset));
      break;
    }
    last = next;
    last_offset = offset;
  }
  return vec4(last.rgb * last.a, last.a);
}
vec4 source() {
  return kind_gradient.y < 0.0 ? color : color * gradient_color(int(kind_gradient.y + 0.5));
}
)";

constexpr const char* layer_text = R"(
uniform sampler2D picture;
vec4 source() { return color * texelFetch(picture, ivec2(floor(gl_FragCoord.xy)), 0); }
)";

// A device pixel gathers every texel that its square lies on, by area. Bilinear is the same with a square of at least
// one texel. Where very many lie under one pixel they are gathered from a smaller level.
constexpr const char* picture_text = R"(
uniform sampler2D picture;
uniform int top_level;
float coverage() { return box(gl_FragCoord.xy - center, vec2(0.0)); }
vec4 source() {
  vec2 p = gl_FragCoord.xy - center;
  vec2 part = vec2(dot(p, normals.xy), dot(p, normals.zw)) / halves;
  vec2 at = extra.xy + (part * 0.5 + 0.5) * extra.zw;
  vec2 wide = extra.zw * 0.5 / halves;
  if (kind_gradient.x > 0.5) wide = max(wide, 1.0);
  int level = clamp(int(ceil(log2(max(wide.x, wide.y) / 8.0))), 0, top_level);
  vec2 shrink = vec2(textureSize(picture, level)) / vec2(textureSize(picture, 0));
  vec2 first = extra.xy * shrink, last = (extra.xy + extra.zw) * shrink;
  vec2 low = clamp((at - 0.5 * wide) * shrink, first, last), high = clamp((at + 0.5 * wide) * shrink, first, last);
  ivec2 from = ivec2(floor(low)), to = min(ivec2(ceil(high)), textureSize(picture, level)) - 1;
  from = min(from, to = max(to, ivec2(0)));
  vec4 sum = vec4(0.0);
  float weights = 0.0;
  for (int y = from.y; y <= to.y; ++y) {
    float down = max(min(high.y, float(y + 1)) - max(low.y, float(y)), 1e-5);
    for (int x = from.x; x <= to.x; ++x) {
      float weight = down * max(min(high.x, float(x + 1)) - max(low.x, float(x)), 1e-5);
      sum += weight * texelFetch(picture, ivec2(x, y), level);
      weights += weight;
    }
  }
  return color * sum / weights;
}
)";

constexpr const char* plain_main_text = R"(
void main() {
  float covered = coverage();
  if (clipped) covered *= texelFetch(clip_mask, ivec2(floor(gl_FragCoord.xy)), 0).r;
  painted = source() * covered;
}
)";

// W3C Compositing and Blending Level 1, on premultiplied colours. The numbers are BlendMode's.
constexpr const char* backdrop_main_text = R"(
uniform sampler2D backdrop;
uniform int mode;
float soft(float s, float b) {
  if (s <= 0.5) return b - (1.0 - 2.0 * s) * b * (1.0 - b);
  float root = b <= 0.25 ? ((16.0 * b - 12.0) * b + 4.0) * b : sqrt(b);
  return b + (2.0 * s - 1.0) * (root - b);
}
float hard(float s, float b) { return s <= 0.5 ? 2.0 * s * b : 1.0 - 2.0 * (1.0 - s) * (1.0 - b); }
float dodge(float s, float b) { return b <= 0.0 ? 0.0 : s >= 1.0 ? 1.0 : min(1.0, b / (1.0 - s)); }
float burn(float s, float b) { return b >= 1.0 ? 1.0 : s <= 0.0 ? 0.0 : 1.0 - min(1.0, (1.0 - b) / s); }
float mixed(float s, float b) {
  if (mode == 2) return min(s, b);
  if (mode == 3) return max(s, b);
  if (mode == 4) return abs(s - b);
  if (mode == 6) return s * b;
  if (mode == 10) return hard(b, s);
  if (mode == 11) return hard(s, b);
  if (mode == 12) return soft(s, b);
  if (mode == 13) return dodge(s, b);
  return burn(s, b);
}
void main() {
  float covered = coverage();
  if (clipped) covered *= texelFetch(clip_mask, ivec2(floor(gl_FragCoord.xy)), 0).r;
  vec4 below = texelFetch(backdrop, ivec2(floor(gl_FragCoord.xy)), 0), above = source();
  if (mode == 8) {
    painted = mix(below, above, covered);
    return;
  }
  vec3 s = above.a > 0.0 ? min(above.rgb / above.a, 1.0) : vec3(0.0);
  vec3 b = below.a > 0.0 ? min(below.rgb / below.a, 1.0) : vec3(0.0);
  above *= covered;
  vec3 both = vec3(mixed(s.r, b.r), mixed(s.g, b.g), mixed(s.b, b.b));
  painted.rgb = above.rgb * (1.0 - below.a) + below.rgb * (1.0 - above.a) + above.a * below.a * both;
  painted.a = above.a + below.a - above.a * below.a;
}
)";

}  // namespace

std::string edge_vertex() { return edge_vertex_text; }
std::string edge_fragment() { return edge_fragment_text; }

std::string primitive_vertex(Source source) {
  // Flat quads and masks are whole pixels already.
  const char* grows = source == Source::paint   ? "(v_kind_gradient.z > 1.5)"
                      : source == Source::layer ? "false"
                                                : "true";
  return std::string("#define GROWS ") + grows + primitive_vertex_text;
}

std::string primitive_fragment(Source source, bool over_backdrop) {
  std::string text = coverage_text;
  if (source != Source::picture) text += shape_coverage_text;
  text += source == Source::paint ? paint_text : source == Source::layer ? layer_text : picture_text;
  return text + (over_backdrop ? backdrop_main_text : plain_main_text);
}

}  // namespace reverie::shaders
