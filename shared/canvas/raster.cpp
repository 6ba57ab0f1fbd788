#include "shared/canvas/raster.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "shared/canvas/raster_replay.h"

namespace reverie {

namespace {

constexpr std::int64_t pixels_at_a_time = 8'000'000;  // 64 MB of layer

Error size_error(double width, double height, double density, int most) {
  return Error{"A picture of " + std::to_string(width) + " × " + std::to_string(height) + " points at " +
               std::to_string(density) + " pixels a point cannot be drawn: each side must have 1 to " +
               std::to_string(most) + " pixels; choose another size."};
}

void append_rows(std::vector<std::uint8_t>& out, const DisplayList& list, double density, int columns, int first_row,
                 int rows) {
  Layer layer(columns, first_row, rows);
  Coverage coverage(columns, first_row, first_row + rows);
  replay_on_layer(layer, list, {density, 0, 0, density, 0, 0}, coverage);
  layer.append_straight(out);
}

std::vector<std::uint8_t> rows_of(const DisplayList& list, double density, int columns, int first_row, int rows) {
  const int step = static_cast<int>(std::max<std::int64_t>(pixels_at_a_time / columns, 1));
  std::vector<std::uint8_t> out;
  out.reserve(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows) * 4);
  for (int done = 0; done < rows; done += step)
    append_rows(out, list, density, columns, first_row + done, std::min(step, rows - done));
  return out;
}

}  // namespace

Result<RasterSize> raster_size(double width, double height, double density) {
  const auto pixels = [&](double points) {
    const double count = std::floor(points * density + 0.5);
    return count >= 1 && count <= max_raster_side ? static_cast<int>(count) : 0;
  };
  const RasterSize size{pixels(width), pixels(height)};
  if (size.columns == 0 || size.rows == 0) return size_error(width, height, density, max_raster_side);
  return size;
}

Result<Image> raster_from_display_list(const DisplayList& list, double width, double height, double density) {
  const Result<RasterSize> size = raster_size(width, height, density);
  if (!size || size->columns > max_image_side || size->rows > max_image_side)
    return size_error(width, height, density, max_image_side);
  Result<Image> image = Image::create(size->columns, size->rows);
  if (image) image->rgba() = rows_of(list, density, size->columns, 0, size->rows);
  return image;
}

Result<std::vector<std::uint8_t>> raster_band(const DisplayList& list, double width, double height, double density,
                                              int first_row, int rows) {
  const Result<RasterSize> size = raster_size(width, height, density);
  if (!size) return size.error();
  const bool inside = first_row >= 0 && rows >= 1 && first_row < size->rows && rows <= size->rows - first_row;
  if (!inside || std::int64_t{rows} * size->columns > max_image_pixels) {
    return Error{"The band of " + std::to_string(rows) + " rows from row " + std::to_string(first_row) +
                 " on was asked of a picture of " + std::to_string(size->columns) + " × " + std::to_string(size->rows) +
                 " pixels; it must lie inside and have at most " + std::to_string(max_image_pixels) +
                 " pixels, so nothing is drawn."};
  }
  return rows_of(list, density, size->columns, first_row, rows);
}

}  // namespace reverie
