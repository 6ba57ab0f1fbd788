#include "shared/pieces/latent-walk/wall.h"

#include <algorithm>
#include <cmath>

#include "shared/base/utf8.h"
#include "shared/canvas/text_layout.h"
#include "shared/canvas/typeface.h"

namespace reverie::pieces {

namespace {

struct Tone {
  std::string_view name;
  Look look;
  float tinge;  // how much of the picture's own colour the wall takes on
};
constexpr Tone tones[] = {{"paper", {{250, 247, 242}, {255, 254, 251}, {22, 22, 26}, 0.11F, true}, 0.2F},
                          {"stone", {{188, 184, 177}, {252, 250, 246}, {22, 22, 26}, 0.2F, true}, 0.12F},
                          {"ink", {{26, 26, 30}, {244, 241, 235}, {236, 231, 222}, 0.5F, true}, 0.05F}};

Color corners_of(const Image& image) {
  const int right = image.width() - 1, bottom = image.height() - 1;
  const Color top = lerp_color(image.at(0, 0), image.at(right, 0), 0.5F);
  return lerp_color(top, lerp_color(image.at(0, bottom), image.at(right, bottom), 0.5F), 0.5F);
}

// What a soft edge is, from where it is deepest outwards: thinner with every twelfth of the way.
std::vector<GradientStop> soft_edge(float deepest) {
  std::vector<GradientStop> stops;
  for (const float way : {0.0F, 0.25F, 0.5F, 0.75F, 1.0F})
    stops.push_back({way, with_alpha({12, 10, 8}, 1 - std::pow(1 - deepest * 1.9F / 12, 12 * (1 - way)))});
  return stops;
}

// Light falls from above: the shadow lies lower and a little narrower than the card. Its middle, four sides and four
// corners are plain rectangles, each pixel painted once: stacked cards would cost a slow GPU most of its frame.
void draw_shadow(Canvas& canvas, const Place& card, float deepest, float opacity) {
  const float soft = std::round(std::clamp(std::min(card.width, card.height) * 0.06F, 3.0F, 24.0F));
  const float left = std::round(card.x + 0.55F * soft), right = std::round(card.x + card.width - 0.55F * soft),
              top = std::round(card.y + 1.1F * soft), bottom = std::round(card.y + card.height);
  const float wide = right - left, high = bottom - top;
  const std::vector<GradientStop> edge = soft_edge(deepest * opacity);
  canvas.fill(edge.front().color);
  canvas.rect(left, top, wide, high);
  const auto side = [&](Vec2 from, Vec2 way, float x, float y, float w, float h) {
    canvas.fill(linear_gradient(from, {from.x + way.x * soft, from.y + way.y * soft}, edge));
    canvas.rect(x, y, w, h);
  };
  side({left, top}, {0, -1}, left, top - soft, wide, soft);
  side({left, bottom}, {0, 1}, left, bottom, wide, soft);
  side({left, top}, {-1, 0}, left - soft, top, soft, high);
  side({right, top}, {1, 0}, right, top, soft, high);
  for (const Vec2 corner : {Vec2{left, top}, {right, top}, {left, bottom}, {right, bottom}}) {
    canvas.fill(radial_gradient(corner, soft, edge));
    canvas.rect(corner.x == left ? left - soft : right, corner.y == top ? top - soft : bottom, soft, soft);
  }
}

void draw_card(Canvas& canvas, const Place& card, const Look& look) {
  draw_shadow(canvas, card, look.shadow, 1);
  canvas.fill(look.card);
  canvas.rect(card.x, card.y, card.width, card.height);
}

// What of a picture that is `whole` points wide lies on `place`; `from`: the share of it that lies left of that.
void draw_part(Canvas& canvas, const Print& picture, const Place& place, float whole, float from) {
  if (picture == nullptr || place.width <= 0) return;
  if (place.width == whole) return canvas.image(picture, place.x, place.y, place.width, place.height);
  const auto width = static_cast<float>(picture->width());
  canvas.image(picture, place.x, place.y, place.width, place.height, from * width, 0, place.width / whole * width,
               picture->height());
}

bool writable(std::string_view text, Font font) {
  const Typeface& face = Typeface::of(font, FontWeight::normal);
  while (!text.empty()) {
    const Utf8Character character = utf8_character(text);
    if (face.glyph(character.code_point) == 0) return false;
    text.remove_prefix(std::max<std::size_t>(character.bytes, 1));
  }
  return true;
}

// False where letters are missing.
bool write(Canvas& canvas, const std::string& words, Font font, double size, Vec2 at, Eyes eyes) {
  if (writable(words, font)) {
    canvas.text_font(font);
    canvas.text_size(size);
    canvas.text(words, at.x, at.y);
    return true;
  }
  const std::optional<Words> lent = eyes == Eyes::live ? words_of_reader(words, size) : std::nullopt;
  if (lent) canvas.path(lent->path.transformed({1, 0, 0, 1, at.x, at.y}));
  return lent.has_value();
}

}  // namespace

Look look_of(const std::string& wall, const std::string& mount, const Image* picture) {
  const auto tone = std::find_if(std::begin(tones), std::end(tones), [&](const Tone& t) { return t.name == wall; });
  const Tone& chosen = tone == std::end(tones) ? tones[0] : *tone;
  Look look = chosen.look;
  look.mounted = mount == "card";
  if (picture != nullptr) look.wall = lerp_color(look.wall, corners_of(*picture), chosen.tinge);
  return look;
}

bool is_dark(Color color) { return color.r + color.g + color.b < 3 * 110; }

Look blend_looks(const Look& from, const Look& to, float t) {
  const auto near = [&](Color a, Color b) {
    const Color mixed = lerp_color(a, b, t);
    return mixed == a ? b : mixed;  // rounding would stop a slow approach short of its goal
  };
  Look look = to;
  look.wall = near(from.wall, to.wall);
  look.card = near(from.card, to.card);
  look.ink = near(from.ink, to.ink);
  return look;
}

void draw_mounts(Canvas& canvas, const Hanging& hanging, const Look& look) {
  canvas.no_stroke();
  if (!look.mounted) return;
  for (const Place& card : hanging.mounts) draw_card(canvas, card, look);
}

void draw_pictures(Canvas& canvas, const Hanging& hanging, const std::vector<Print>& pictures, Scaling scaling,
                   const Look& look, float opacity) {
  draw_film(canvas, hanging, {pictures}, 0, scaling, look, opacity);
}

void draw_film(Canvas& canvas, const Hanging& hanging, const std::vector<std::vector<Print>>& frames, double at,
               Scaling scaling, const Look& look, float opacity) {
  const auto left = std::min(static_cast<std::size_t>(std::max(at, 0.0)), frames.size() - 1);
  const auto picture = [&](std::size_t frame, std::size_t i) {
    return frame < frames.size() && i < frames[frame].size() ? frames[frame][i] : nullptr;
  };
  canvas.no_stroke();
  scaling == Scaling::nearest ? canvas.no_smooth() : canvas.smooth();
  canvas.tint(with_alpha({255, 255, 255}, opacity));
  for (std::size_t i = 0; i < hanging.pictures.size(); ++i) {
    const Place& place = hanging.pictures[i];
    const Print here = picture(left, i), next = picture(left + 1, i);
    if (here == nullptr && next == nullptr) continue;
    if (!look.mounted) draw_shadow(canvas, place, look.shadow * 0.7F, opacity);
    // In whole points, so that no seam is seen between two frames.
    const float gone = std::round(static_cast<float>(at - static_cast<double>(left)) * place.width);
    const float kept = place.width - gone;
    draw_part(canvas, here, {place.x, place.y, kept, place.height}, place.width, gone / place.width);
    draw_part(canvas, next, {place.x + kept, place.y, gone, place.height}, place.width, 0);
  }
  canvas.no_tint();
}

void draw_outline(Canvas& canvas, const Place& place, float opacity) {
  canvas.no_fill();
  canvas.stroke(with_alpha({215, 68, 43}, opacity));
  canvas.stroke_weight(2);
  canvas.rect(place.x - 1, place.y - 1, place.width + 2, place.height + 2);
  canvas.no_stroke();
}

void draw_label(Canvas& canvas, const Hanging& hanging, const std::string& title, const std::string& line,
                const Look& look, float opacity, Eyes eyes) {
  const Place mount = look.mounted ? hanging.mounts[0] : hanging.around();
  const double size = std::clamp(std::round(mount.width * 0.03), 11.0, 17.0);
  if (label_room(static_cast<float>(canvas.height()), mount) < size * 3.5) return;
  double y = mount.y + mount.height + size * 2.1;
  canvas.opacity(opacity);
  canvas.no_stroke();
  canvas.fill(with_alpha(look.ink, 0.88F));
  if (write(canvas, title, Font::serif, size * 1.12, {mount.x, y}, eyes)) y += size * 1.25;
  canvas.fill(with_alpha(look.ink, 0.55F));
  write(canvas, line, Font::sans, size * 0.8, {mount.x, y}, eyes);
  canvas.opacity(1);
}

}  // namespace reverie::pieces
