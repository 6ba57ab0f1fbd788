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

// The modes are types, so that each gets a loop of its own with nothing called inside.
struct Over {
  static Pixel mix(Pixel below, Pixel source) { return sum_of(source, scaled(below, full_level - source.a)); }
};

struct PlusLighter {
  static Pixel mix(Pixel below, Pixel source) {
    const auto add = [](std::uint32_t x, std::uint32_t y) {
      return static_cast<std::uint16_t>(std::min(x + y, full_level));
    };
    return {add(below.r, source.r), add(below.g, source.g), add(below.b, source.b), add(below.a, source.a)};
  }
};

// B(cb, cs) of the specification: both straight, 0…1.
float screen(float b, float s) { return b + s - b * s; }
float hard_light(float b, float s) { return s <= 0.5F ? b * 2 * s : screen(b, 2 * s - 1); }
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

template <BlendMode mode>
float blend_of(float b, float s) {
  if constexpr (mode == BlendMode::darkest) return std::min(b, s);
  if constexpr (mode == BlendMode::lightest) return std::max(b, s);
  if constexpr (mode == BlendMode::difference) return std::fabs(b - s);
  if constexpr (mode == BlendMode::exclusion) return b + s - 2 * b * s;
  if constexpr (mode == BlendMode::multiply) return b * s;
  if constexpr (mode == BlendMode::screen) return screen(b, s);
  if constexpr (mode == BlendMode::overlay) return hard_light(s, b);
  if constexpr (mode == BlendMode::hard_light) return hard_light(b, s);
  if constexpr (mode == BlendMode::soft_light) return soft_light(b, s);
  if constexpr (mode == BlendMode::dodge) return dodge(b, s);
  if constexpr (mode == BlendMode::burn) return burn(b, s);
}

// co = cs·(1 − αb) + cb·(1 − αs) + αs·αb·B, with premultiplied cs and cb.
template <BlendMode mode>
struct Blended {
  static Pixel mix(Pixel below, Pixel source) {
    if (source.a == 0) return below;
    if (below.a == 0) return source;
    constexpr float unit = 1.0F / full_level;
    const float as = static_cast<float>(source.a) * unit, ab = static_cast<float>(below.a) * unit;
    const std::uint32_t alpha = source.a + multiply_levels(below.a, full_level - source.a);
    const auto channel = [&](std::uint16_t b, std::uint16_t s) {
      const float cb = static_cast<float>(b) * unit, cs = static_cast<float>(s) * unit;
      const float mixed = std::clamp(blend_of<mode>(std::min(cb / ab, 1.0F), std::min(cs / as, 1.0F)), 0.0F, 1.0F);
      const float value = cs * (1 - ab) + cb * (1 - as) + as * ab * mixed;
      const auto level = static_cast<std::uint32_t>(std::max(value, 0.0F) * full_level + 0.5F);
      return static_cast<std::uint16_t>(std::min(level, alpha));
    };
    return {channel(below.r, source.r), channel(below.g, source.g), channel(below.b, source.b),
            static_cast<std::uint16_t>(alpha)};
  }
};

// A plain function of what lies below and the covered part of the source.
template <class Mode>
struct Covered {
  static Pixel mix(Pixel below, Pixel source, std::uint32_t level) {
    return Mode::mix(below, level == full_level ? source : scaled(source, level));
  }
};

struct Replaced {
  static Pixel mix(Pixel below, Pixel source, std::uint32_t level) {
    return sum_of(scaled(source, level), scaled(below, full_level - level));
  }
};

struct Removed {
  static Pixel mix(Pixel below, Pixel source, std::uint32_t level) {
    return scaled(below, full_level - multiply_levels(source.a, level));
  }
};

// `step` from one colour to the next: 1, or 0 where one stands for all.
template <class Mode>
void composite_each(Pixel* target, const Pixel* source, int step, const std::uint8_t* cover, int count) {
  for (int i = 0; i < count; ++i, source += step) {
    const std::uint32_t level = cover == nullptr ? full_level : cover_levels[cover[i]];
    if (level != 0) target[i] = Mode::mix(target[i], *source, level);
  }
}

using Loop = void (*)(Pixel*, const Pixel*, int, const std::uint8_t*, int);

Loop loop_of(BlendMode mode) {
  switch (mode) {
    case BlendMode::blend:
      break;
    case BlendMode::add:
      return composite_each<Covered<PlusLighter>>;
    case BlendMode::darkest:
      return composite_each<Covered<Blended<BlendMode::darkest>>>;
    case BlendMode::lightest:
      return composite_each<Covered<Blended<BlendMode::lightest>>>;
    case BlendMode::difference:
      return composite_each<Covered<Blended<BlendMode::difference>>>;
    case BlendMode::exclusion:
      return composite_each<Covered<Blended<BlendMode::exclusion>>>;
    case BlendMode::multiply:
      return composite_each<Covered<Blended<BlendMode::multiply>>>;
    case BlendMode::screen:
      return composite_each<Covered<Blended<BlendMode::screen>>>;
    case BlendMode::replace:
      return composite_each<Replaced>;
    case BlendMode::remove:
      return composite_each<Removed>;
    case BlendMode::overlay:
      return composite_each<Covered<Blended<BlendMode::overlay>>>;
    case BlendMode::hard_light:
      return composite_each<Covered<Blended<BlendMode::hard_light>>>;
    case BlendMode::soft_light:
      return composite_each<Covered<Blended<BlendMode::soft_light>>>;
    case BlendMode::dodge:
      return composite_each<Covered<Blended<BlendMode::dodge>>>;
    case BlendMode::burn:
      return composite_each<Covered<Blended<BlendMode::burn>>>;
  }
  return composite_each<Covered<Over>>;
}

}  // namespace

void composite(BlendMode mode, Pixel* target, const Pixel* source, const std::uint8_t* cover, int count) {
  loop_of(mode)(target, source, 1, cover, count);
}

void composite_flat(BlendMode mode, Pixel* target, Pixel source, const std::uint8_t* cover, int count) {
  const bool hides = source.a == full_level && (mode == BlendMode::blend || mode == BlendMode::replace);
  if (!hides) return loop_of(mode)(target, &source, 0, cover, count);
  if (cover == nullptr) {
    std::fill(target, target + count, source);
    return;
  }
  for (int i = 0; i < count; ++i)
    target[i] = cover[i] == 255 ? source : Replaced::mix(target[i], source, cover_levels[cover[i]]);
}

void Layer::append_straight(std::vector<std::uint8_t>& out) const {
  const std::size_t begin = out.size();
  out.resize(begin + pixels_.size() * 4);
  std::uint8_t* byte = out.data() + begin;
  for (const Pixel& p : pixels_) {
    const std::uint32_t a = p.a, alpha = (a * 255 + full_level / 2) >> 15;
    const auto channel = [&](std::uint32_t level) {
      if (a == full_level) return static_cast<std::uint8_t>((level * 255 + full_level / 2) >> 15);
      return static_cast<std::uint8_t>(alpha == 0 ? 0 : std::min((level * 255 + a / 2) / a, 255u));
    };
    *byte++ = channel(p.r);
    *byte++ = channel(p.g);
    *byte++ = channel(p.b);
    *byte++ = static_cast<std::uint8_t>(alpha);
  }
}

}  // namespace reverie
