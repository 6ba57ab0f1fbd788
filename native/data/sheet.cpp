#include "native/data/sheet.h"

#include <algorithm>
#include <cmath>

#include "shared/canvas/canvas.h"
#include "shared/canvas/raster.h"

namespace reverie {
namespace {

constexpr int columns = 10, max_rows = 20, plain_rows = 8, stack_rows = 5;
constexpr int margin = 28, gap = 8, row_gap = 10, title_height = 52, shown_side = 128;
constexpr Color paper{236, 231, 222, 255}, ink{38, 36, 34, 255}, pale{110, 104, 96, 255};

struct Row {
  std::string label, note;
  std::vector<Image> pictures;  // size × size
};

Image picture_at(const Dataset& dataset, std::size_t item, Color ground) {
  Image picture = Image::create(dataset.size, dataset.size).value();
  const int channels = dataset.channels();
  const std::uint8_t* pixel = dataset.pixels.data() + item * dataset.item_bytes();
  const auto over = [&](int above, int below) {
    const int alpha = channels == 4 ? pixel[3] : 255;
    return static_cast<std::uint8_t>((above * alpha + below * (255 - alpha) + 127) / 255);
  };
  for (int y = 0; y < dataset.size; ++y)
    for (int x = 0; x < dataset.size; ++x, pixel += channels)
      picture.set(x, y, {over(pixel[0], ground.r), over(pixel[1], ground.g), over(pixel[2], ground.b), 255});
  return picture;
}

// At most `most` of `items`, evenly taken.
std::vector<std::size_t> spread(const std::vector<std::size_t>& items, std::size_t most) {
  std::vector<std::size_t> taken;
  const std::size_t count = std::min(items.size(), most);
  for (std::size_t i = 0; i < count; ++i) taken.push_back(items[i * items.size() / count]);
  return taken;
}

std::vector<Row> rows_of_items(const Dataset& dataset, const std::vector<std::size_t>& items, std::size_t rows) {
  std::vector<Row> result;
  const auto taken = spread(items, rows * columns);
  for (std::size_t i = 0; i < taken.size(); ++i) {
    if (i % columns == 0) result.emplace_back();
    result.back().pictures.push_back(picture_at(dataset, taken[i], paper));
  }
  return result;
}

std::vector<Row> rows_of_pictures(const Dataset& dataset) {
  const std::size_t axes = dataset.axes.size(), count = static_cast<std::size_t>(dataset.count);
  if (axes == 0) {
    std::vector<std::size_t> all(count);
    for (std::size_t i = 0; i < count; ++i) all[i] = i;
    return rows_of_items(dataset, all, plain_rows);
  }
  const auto& labels = dataset.axes[0].labels;
  std::vector<std::vector<std::size_t>> items(labels.size());
  for (std::size_t i = 0; i < count; ++i) {
    const std::int32_t label = dataset.labels[i * axes];
    if (label >= 0) items[static_cast<std::size_t>(label)].push_back(i);
  }
  std::vector<Row> rows;
  for (std::size_t a = 0; a < labels.size() && rows.size() < max_rows; ++a) {
    for (Row& row : rows_of_items(dataset, items[a], 1)) {
      row.label = labels[a], row.note = std::to_string(items[a].size());
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

// A sample as the network gets it, back to bytes.
Image stack_at(const Dataset& dataset, std::uint64_t index) {
  const int side = dataset.size;
  const auto places = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
  std::vector<float> planes(3 * places);
  std::vector<std::int32_t> labels(dataset.axes.size());
  sample_from_dataset(dataset, Random(index), planes.data(), labels.data());
  const auto byte = [&](std::size_t at) {
    return static_cast<std::uint8_t>(std::lround(std::clamp((planes[at] + 1) * 127.5f, 0.0f, 255.0f)));
  };
  Image picture = Image::create(side, side).value();
  for (std::size_t i = 0; i < places; ++i) {
    const int x = static_cast<int>(i) % side, y = static_cast<int>(i) / side;
    picture.set(x, y, {byte(i), byte(places + i), byte(2 * places + i), 255});
  }
  return picture;
}

std::vector<Row> rows_of_layers(const Dataset& dataset) {
  std::vector<Row> rows;
  for (int r = 0; r < stack_rows; ++r) {
    Row row{r == 0 ? "stacked" : "", "", {}};
    for (int c = 0; c < columns; ++c)
      row.pictures.push_back(stack_at(dataset, static_cast<std::uint64_t>(r * columns + c)));
    rows.push_back(std::move(row));
  }
  const Color ground = color_from_text(dataset.axes[0].labels[0]).value();
  std::size_t first = 0;
  for (std::size_t a = 1; a < dataset.axes.size(); ++a) {
    const std::size_t count = dataset.axes[a].labels.size();
    std::vector<std::size_t> items(count);
    for (std::size_t i = 0; i < count; ++i) items[i] = first + i;
    Row row{dataset.axes[a].name, std::to_string(count), {}};
    for (const std::size_t item : spread(items, columns)) row.pictures.push_back(picture_at(dataset, item, ground));
    rows.push_back(std::move(row));
    first += count;
  }
  return rows;
}

void place(Image& sheet, const Image& picture, int left, int top, int scale) {
  for (int y = 0; y < picture.height() * scale; ++y)
    for (int x = 0; x < picture.width() * scale; ++x) sheet.set(left + x, top + y, picture.at(x / scale, y / scale));
}

double label_width(const std::vector<Row>& rows) {
  Canvas canvas(1, 1);
  canvas.text_size(17);
  double widest = 0;
  for (const Row& row : rows) widest = std::max(widest, canvas.text_width(row.label));
  return widest > 0 ? std::clamp(widest + 24, 90.0, 320.0) : 0;
}

}  // namespace

Result<Image> sheet_from_dataset(const Dataset& dataset) {
  const auto rows = dataset.kind == DatasetKind::layers ? rows_of_layers(dataset) : rows_of_pictures(dataset);
  const int scale = std::max(1, shown_side / dataset.size), side = dataset.size * scale;
  const int left = margin + static_cast<int>(label_width(rows));
  const int width = left + columns * (side + gap) - gap + margin;
  const int height = margin + title_height + static_cast<int>(rows.size()) * (side + row_gap) - row_gap + margin;
  Canvas canvas(width, height);
  canvas.background(paper);
  canvas.no_stroke();
  canvas.fill(ink);
  canvas.text_size(22);
  canvas.text_align(TextAlign::left, TextBaseline::top);
  canvas.text(dataset.record.name, margin, margin);
  const double after = margin + canvas.text_width(dataset.record.name) + 16;
  canvas.fill(pale);
  canvas.text_size(15);
  const std::string size = std::to_string(dataset.size);
  canvas.text("as training sees it, " + size + " × " + size + " px", after, margin + 6);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const double middle = margin + title_height + static_cast<double>(r) * (side + row_gap) + side / 2.0;
    canvas.text_align(TextAlign::left, TextBaseline::center);
    canvas.text_size(17);
    canvas.fill(ink);
    canvas.text(rows[r].label, margin, rows[r].note.empty() ? middle : middle - 11);
    canvas.text_size(14);
    canvas.fill(pale);
    canvas.text(rows[r].note, margin, middle + 12);
  }
  auto sheet = raster_from_display_list(canvas.take(), width, height);
  if (!sheet) return sheet;
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t c = 0; c < rows[r].pictures.size(); ++c)
      place(*sheet, rows[r].pictures[c], left + static_cast<int>(c) * (side + gap),
            margin + title_height + static_cast<int>(r) * (side + row_gap), scale);
  return sheet;
}

}  // namespace reverie
