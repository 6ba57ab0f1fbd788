#include "shared/pieces/latent-walk/places.h"

#include <algorithm>
#include <cmath>

namespace reverie::pieces {

int pictures_beside(float width, float height) {
  const float ratio = std::max(width, height) / std::max(std::min(width, height), 1.0F);
  return ratio >= 2.05F ? 2 : ratio >= 1.56F ? 1 : 0;
}

std::vector<Place> picture_places(float width, float height, int columns, int rows, Scaling scaling) {
  const bool wide = width >= height;
  const float room = std::min(width, height) * 0.68F;
  std::vector<Place> places;
  const auto hang = [&](float limit, float centre) {
    float scale = limit / static_cast<float>(std::max(columns, rows));
    if (scaling == Scaling::nearest && scale >= 1) scale = std::floor(scale);
    const float w = static_cast<float>(columns) * scale, h = static_cast<float>(rows) * scale;
    const float x = width / 2 + (wide ? centre : 0), y = height / 2 + (wide ? 0 : centre);
    places.push_back({std::round(x - w / 2), std::round(y - h / 2), w, h});
    return (wide ? w : h) / 2;
  };
  float limit = room;
  float edge = hang(limit, 0);  // from the middle to the outer edge of what hangs already
  for (int i = 0; i < pictures_beside(width, height); ++i) {
    limit /= 2;
    const float centre = edge + room * 0.1F + limit / 2;
    hang(limit, -centre);
    edge = centre + hang(limit, centre);
  }
  return places;
}

}  // namespace reverie::pieces
