#include "shared/pieces/latent-walk/places.h"

#include <algorithm>
#include <cmath>

namespace reverie::pieces {

namespace {

// Shares of the shorter side of the canvas, and of the height above the foot.
constexpr float single_share = 0.66F, sheet_share = 0.78F, share_above_foot = 0.8F;

// Kept free at the bottom, for the label and for the strip of keyframes.
float foot(float height) { return std::min(84.0F, height * 0.24F); }

float room_in(float width, float height, float share) {
  return std::min(std::min(width, height) * share, (height - foot(height)) * share_above_foot);
}

float eye_level(float height) { return (height - foot(height)) / 2; }

float whole_scale(float scale, Scaling scaling, bool halves) {
  if (scaling != Scaling::nearest || scale < 1) return scale;
  return halves && scale < 4 ? std::floor(scale * 2) / 2 : std::floor(scale);
}

Place widened(const Place& place, float by) {
  return {place.x - by, place.y - by, place.width + 2 * by, place.height + 2 * by};
}

// Card shows around a picture, as much as a framer would leave.
float margin_of(const Place& place) { return std::round(std::min(place.width, place.height) * 0.055F); }

Hanging hang_single(float width, float height, int beside, int columns, int rows, Scaling scaling) {
  const bool wide = width >= height;
  const float room = room_in(width, height, single_share);
  Hanging hanging;
  const auto put = [&](float limit, float centre) {
    const float scale = whole_scale(limit / static_cast<float>(std::max(columns, rows)), scaling, false);
    const float w = static_cast<float>(columns) * scale, h = static_cast<float>(rows) * scale;
    const float x = width / 2 + (wide ? centre : 0), y = eye_level(height) + (wide ? 0 : centre);
    hanging.pictures.push_back({std::round(x - w / 2), std::round(y - h / 2), w, h});
    hanging.mounts.push_back(widened(hanging.pictures.back(), margin_of(hanging.pictures.back())));
    return (wide ? w : h) / 2;
  };
  float limit = room;
  float edge = put(limit, 0);  // from the middle to the outer edge of what hangs already
  for (int i = 0; i < beside; ++i) {
    limit /= 2;
    const float centre = edge + room * (wide ? 0.12F : 0.22F) + limit / 2;  // the label stands below the large one
    put(limit, -centre);
    edge = centre + put(limit, centre);
  }
  return hanging;
}

Hanging hang_sheet(float width, float height, int count, int columns, int rows, Scaling scaling) {
  const float room = room_in(width, height, sheet_share), each = room / static_cast<float>(count);
  const float scale = whole_scale(each * 0.95F / static_cast<float>(std::max(columns, rows)), scaling, true);
  const float w = static_cast<float>(columns) * scale, h = static_cast<float>(rows) * scale;
  const float gap = std::max(std::round(std::min(w, h) * 0.07F), 1.0F);
  const auto n = static_cast<float>(count);
  const float all_wide = n * w + (n - 1) * gap, all_high = n * h + (n - 1) * gap;
  const float left = std::round((width - all_wide) / 2), top = std::round(eye_level(height) - all_high / 2);
  Hanging hanging;
  for (int row = 0; row < count; ++row) {
    for (int column = 0; column < count; ++column) {
      hanging.pictures.push_back(
          {left + static_cast<float>(column) * (w + gap), top + static_cast<float>(row) * (h + gap), w, h});
    }
  }
  const Place all{left, top, all_wide, all_high};
  hanging.mounts.push_back(widened(all, std::max(margin_of(all) * 0.8F, 2 * gap)));
  return hanging;
}

}  // namespace

float label_room(float height, const Place& mount) { return height - foot(height) - mount.y - mount.height; }

std::size_t Hanging::picture_at(Vec2 point) const {
  const auto under = std::find_if(pictures.begin(), pictures.end(), [&](const Place& p) { return p.holds(point); });
  return static_cast<std::size_t>(under - pictures.begin());
}

Place Hanging::around() const {
  const Place& first = pictures.front();
  if (pictures.size() == mounts.size()) return first;
  const Place& last = pictures.back();
  return {first.x, first.y, last.x + last.width - first.x, last.y + last.height - first.y};
}

int tag_of(const Group& group) { return group.rows * 100 + group.beside * 10 + (group.wide ? 1 : 0); }

Group group_of(int tag) { return {tag / 100, tag / 10 % 10, tag % 10 == 1}; }

int pictures_beside(float width, float height) {
  const float ratio = std::max(width, height) / std::max(std::min(width, height), 1.0F);
  if (height > width) return ratio >= 1.9F ? 1 : 0;
  return ratio >= 2.05F ? 2 : ratio >= 1.56F ? 1 : 0;
}

Hanging hang(float width, float height, const Group& group, int columns, int rows, Scaling scaling) {
  return group.rows > 1 ? hang_sheet(width, height, group.rows, columns, rows, scaling)
                        : hang_single(width, height, group.beside, columns, rows, scaling);
}

}  // namespace reverie::pieces
