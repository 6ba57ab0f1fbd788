#include <array>
#include <cmath>

#include "shared/canvas/raster_pixels.h"

namespace reverie {

namespace {

constexpr auto cover_levels = [] {
  std::array<std::uint16_t, 256> levels{};
  for (std::uint32_t i = 0; i < 256; ++i) levels[i] = static_cast<std::uint16_t>((i * full_level + 127) / 255);
  return levels;
}();

Pixel sum_of(Pixel a, Pixel b) {
  const auto add = [](int x, int y) { return static_cast<std::uint16_t>(x + y); };
  return {add(a.r, b.r), add(a.g, b.g), add(a.b, b.b), add(a.a, b.a)};
}

Pixel over(Pixel below, Pixel source) { return sum_of(source, scaled(below, full_level - source.a)); }

Pixel plus_lighter(Pixel below, Pixel source) {
  const auto add = [](std::uint32_t x, std::uint32_t y) {
    return static_cast<std::uint16_t>(std::min(x + y, full_level));
  };
  return {add(below.r, source.r), add(below.g, source.g), add(below.b, source.b), add(below.a, source.a)};
}

// B(cb, cs) of the specification: both straight, 0…1.
using Blend = float (*)(float below, float source);

float multiply(float b, float s) { return b * s; }
float screen(float b, float s) { return b + s - b * s; }
float hard_light(float b, float s) { return s <= 0.5F ? multiply(b, 2 * s) : screen(b, 2 * s - 1); }
float overlay(float b, float s) { return hard_light(s, b); }
float darkest(float b, float s) { return std::min(b, s); }
float lightest(float b, float s) { return std::max(b, s); }
float difference(float b, float s) { return std::fabs(b - s); }
float exclusion(float b, float s) { return b + s - 2 * b * s; }
float dodge(float b, float s) {
  if (b <= 0) return 0;
  return s >= 1 ? 1 : std::min(1.0F, b / (1 - s));
}
float burn(float b, float s) {
  if (b >= 1) return 1;
  return s <= 0 ? 0 : 1 - std::min(1.0F, (1 - b) / s);
}
float soft_light(float b, float s) {
  if (s <= 0.5F) return b - (1 - 2 * s) * b * (1 - b);
  const float d = b <= 0.25F ? ((16 * b - 12) * b + 4) * b : std::sqrt(b);
  return b + (2 * s - 1) * (d - b);
}

// co = cs·(1 − αb) + cb·(1 − αs) + αs·αb·B, with premultiplied cs and cb.
template <Blend function>
Pixel blended(Pixel below, Pixel source) {
  if (source.a == 0) return below;
  if (below.a == 0) return source;
  constexpr float unit = 1.0F / full_level;
  const float as = static_cast<float>(source.a) * unit, ab = static_cast<float>(below.a) * unit;
  const std::uint32_t alpha = source.a + multiply_levels(below.a, full_level - source.a);
  const auto channel = [&](std::uint16_t b, std::uint16_t s) {
    const float cb = static_cast<float>(b) * unit, cs = static_cast<float>(s) * unit;
    const float mixed = std::clamp(function(std::min(cb / ab, 1.0F), std::min(cs / as, 1.0F)), 0.0F, 1.0F);
    const float value = cs * (1 - ab) + cb * (1 - as) + as * ab * mixed;
    const auto level = static_cast<std::uint32_t>(std::max(value, 0.0F) * full_level + 0.5F);
    return static_cast<std::uint16_t>(std::min(level, alpha));
  };
  return {channel(below.r, source.r), channel(below.g, source.g), channel(below.b, source.b),
          static_cast<std::uint16_t>(alpha)};
}

template <class Mix>
void composite_each(Pixel* target, const Pixel* source, int step, const std::uint8_t* cover, int count, Mix mix) {
  for (int i = 0; i < count; ++i, source += step) {
    const std::uint32_t level = cover == nullptr ? full_level : cover_levels[cover[i]];
    if (level != 0) target[i] = mix(target[i], *source, level);
  }
}

// Modes that are a plain function of what lies below and the covered part of the source.
template <Pixel (*mode)(Pixel, Pixel)>
Pixel covered(Pixel below, Pixel source, std::uint32_t level) {
  return mode(below, level == full_level ? source : scaled(source, level));
}

Pixel replaced(Pixel below, Pixel source, std::uint32_t level) {
  return sum_of(scaled(source, level), scaled(below, full_level - level));
}

Pixel removed(Pixel below, Pixel source, std::uint32_t level) {
  return scaled(below, full_level - multiply_levels(source.a, level));
}

using Mix = Pixel (*)(Pixel, Pixel, std::uint32_t);

Mix mix_of(BlendMode mode) {
  switch (mode) {
    case BlendMode::blend:
      break;
    case BlendMode::add:
      return covered<plus_lighter>;
    case BlendMode::darkest:
      return covered<blended<darkest>>;
    case BlendMode::lightest:
      return covered<blended<lightest>>;
    case BlendMode::difference:
      return covered<blended<difference>>;
    case BlendMode::exclusion:
      return covered<blended<exclusion>>;
    case BlendMode::multiply:
      return covered<blended<multiply>>;
    case BlendMode::screen:
      return covered<blended<screen>>;
    case BlendMode::replace:
      return replaced;
    case BlendMode::remove:
      return removed;
    case BlendMode::overlay:
      return covered<blended<overlay>>;
    case BlendMode::hard_light:
      return covered<blended<hard_light>>;
    case BlendMode::soft_light:
      return covered<blended<soft_light>>;
    case BlendMode::dodge:
      return covered<blended<dodge>>;
    case BlendMode::burn:
      return covered<blended<burn>>;
  }
  return covered<over>;
}

void composite_stepping(BlendMode mode, Pixel* target, const Pixel* source, int step, const std::uint8_t* cover,
                        int count) {
  // The one that nearly everything uses gets a loop of its own.
  if (mode == BlendMode::blend) return composite_each(target, source, step, cover, count, covered<over>);
  composite_each(target, source, step, cover, count, mix_of(mode));
}

}  // namespace

void composite(BlendMode mode, Pixel* target, const Pixel* source, const std::uint8_t* cover, int count) {
  composite_stepping(mode, target, source, 1, cover, count);
}

void composite_flat(BlendMode mode, Pixel* target, Pixel source, const std::uint8_t* cover, int count) {
  const bool hides = source.a == full_level && (mode == BlendMode::blend || mode == BlendMode::replace);
  if (hides && cover == nullptr) {
    std::fill(target, target + count, source);
    return;
  }
  if (hides) {
    for (int i = 0; i < count; ++i)
      target[i] = cover[i] == 255 ? source : replaced(target[i], source, cover_levels[cover[i]]);
    return;
  }
  composite_stepping(mode, target, &source, 0, cover, count);
}

void Layer::append_straight(std::vector<std::uint8_t>& out) const {
  const auto byte = [](std::uint32_t value) { return static_cast<std::uint8_t>(std::min(value, 255u)); };
  for (const Pixel& p : pixels_) {
    const std::uint32_t a = p.a, alpha = (a * 255 + full_level / 2) >> 15;
    const auto channel = [&](std::uint32_t level) { return alpha == 0 ? byte(0) : byte((level * 255 + a / 2) / a); };
    out.insert(out.end(), {channel(p.r), channel(p.g), channel(p.b), byte(alpha)});
  }
}

}  // namespace reverie
