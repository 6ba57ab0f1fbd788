// Pictures: sampling, crop, tint and every transform.
#include "shared/canvas/test/reference/scenes.h"
#include "shared/random/noise.h"

namespace reverie::reference {

namespace {

// A small landscape: a sun over hills, transparent in its lowest corner.
std::shared_ptr<const Image> landscape(int width, int height) {
  Image image = *Image::create(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double u = (x + 0.5) / width, v = (y + 0.5) / height;
      const double du = (u - 0.7) * width / height, dv = v - 0.35;
      Color color = lerp_color(sky, paper, v * 1.4);
      if (du * du + dv * dv < 0.04) color = vermilion;
      if (v > 0.62 + 0.5 * (u - 0.3) * (u - 0.3)) color = leaf;
      if (v > 0.95 - 0.45 * u) color = lerp_color(teal, ink, u);
      if (u < 0.2 && v > 0.8) color = {255, 0, 255, 0};
      image.set(x, y, color);
    }
  }
  return std::make_shared<const Image>(std::move(image));
}

void enlarged(Canvas& c) {
  c.background(paper);
  const auto picture = landscape(12, 9);
  c.image(picture, 4, 4, 60, 45);
  c.no_smooth();
  c.image(picture, 70, 4, 60, 45);
  c.image(picture, 136.5, 8.5, 19.5, 33);
}

void shrunk(Canvas& c) {
  c.background(paper);
  const auto picture = landscape(120, 90);
  c.image(picture, 4, 4, 40, 30);
  c.no_smooth();
  c.image(picture, 50.3, 4.6, 41, 29);
  c.smooth();
  c.image(picture, 8, 38.5, 13.3, 9.7);
  c.no_smooth();
  c.image(picture, 54, 38.5, 13.3, 9.7);
}

void cropped(Canvas& c) {
  c.background(paper);
  const auto picture = landscape(24, 18);
  c.image(picture, 4, 4, 40, 40, 12, 2, 9, 9);
  c.no_smooth();
  c.image(picture, 50, 4, 40, 40, 12, 2, 9, 9);
  c.image(picture, 96, 4, 30, 40, 10.5, 3.5, 6, 8);
}

void tinted(Canvas& c) {
  c.background(paper);
  const auto picture = landscape(24, 18);
  c.tint(vermilion);
  c.image(picture, 4, 4, 40, 30);
  c.tint({255, 255, 255, 128});
  c.image(picture, 50, 4, 40, 30);
  c.tint(with_alpha(teal, 0.5));
  c.image(picture, 96, 4, 40, 30);
  c.no_tint();
  c.opacity(0.4);
  c.image(picture, 50, 24, 40, 30);
}

template <bool smooth>
void turned(Canvas& c) {
  c.background(paper);
  const auto picture = landscape(24, 18);
  smooth ? c.smooth() : c.no_smooth();
  c.push();
  c.translate(40, 40);
  c.rotate(0.4);
  c.image(picture, -28, -21, 56, 42);
  c.pop();
  c.push();
  c.translate(110, 10);
  c.shear_x(-0.5);
  c.image(picture, 0, 0, 40, 30);
  c.pop();
  c.push();
  c.translate(110, 60);
  c.rotate(-0.25);
  c.image(landscape(120, 90), 0, 0, 32, 24);  // shrunk
  c.pop();
}

void mirrored(Canvas& c) {
  c.background(paper);
  const auto picture = landscape(16, 12);
  c.push();
  c.scale(-1, 1);
  c.image(picture, -44, 4, 40, 30);
  c.pop();
  c.push();
  c.scale(1, -1);
  c.no_smooth();
  c.image(picture, 50, -34, 40, 30);
  c.pop();
  c.apply_matrix({0, 1, -1, 0, 130, 4});  // a quarter of a turn
  c.image(picture, 0, 0, 40, 30);
}

void blended(Canvas& c) {
  c.background(ochre);
  c.blend_mode(BlendMode::multiply);
  c.image(landscape(24, 18), 4, 4, 56, 42);
  c.blend_mode(BlendMode::replace);
  c.image(landscape(24, 18), 66, 4, 56, 42);
}

// Perlin and simplex noise, each with its own hills.
void noise(Canvas& c) {
  const Noise noise(7);
  const auto field = [](auto value) {
    Image image = *Image::create(64, 64);
    for (int y = 0; y < 64; ++y) {
      for (int x = 0; x < 64; ++x) image.set(x, y, lerp_color(ink, ochre, value(x / 14.0, y / 14.0)));
    }
    return std::make_shared<const Image>(std::move(image));
  };
  c.image(field([&](double x, double y) { return noise.perlin(x, y); }), 0, 0, 64, 64);
  c.image(field([&](double x, double y) { return 0.5 + 0.5 * noise.simplex(x, y); }), 64, 0, 64, 64);
}

}  // namespace

std::vector<Scene> picture_scenes() {
  return {{"image-enlarged", 160, 54, enlarged},
          {"image-shrunk", 96, 54, shrunk},
          {"image-cropped", 130, 48, cropped},
          {"image-tinted", 140, 60, tinted},
          {"image-turned-smooth", 160, 96, turned<true>},
          {"image-turned-nearest", 160, 96, turned<false>},
          {"image-mirrored", 136, 50, mirrored},
          {"image-blended", 128, 50, blended},
          {"noise", 128, 64, noise}};
}

}  // namespace reverie::reference
