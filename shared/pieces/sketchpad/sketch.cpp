#include "shared/pieces/sketchpad/sketch.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "shared/piece/text.h"
#include "shared/pieces/sketchpad/ink.h"
#include "shared/pieces/sketchpad/palettes.h"

namespace reverie::pieces {

namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, brush_count> brush_names = {"ink", "pencil", "marker", "eraser"};
constexpr std::size_t max_points = 2'000'000;  // of a whole document

std::string symmetry_text(const StrokeStyle& style) {
  return std::to_string(style.fold) + (style.reflect ? "r" : "") + (style.tapered ? "t" : "");
}

bool read_symmetry(std::string_view text, StrokeStyle& style) {
  if (text.empty() || std::string_view("13568").find(text.front()) == std::string_view::npos) return false;
  style.fold = text.front() - '0';
  text.remove_prefix(1);
  style.reflect = text.starts_with('r');
  if (style.reflect) text.remove_prefix(1);
  style.tapered = text == "t";
  return text.empty() || style.tapered;
}

const std::string* text_at(const Json& list, std::size_t i) { return list[i].get_ptr<const std::string*>(); }

struct ReadStroke {
  StrokeStyle style;
  std::vector<StrokePoint> points;
};

std::optional<ReadStroke> stroke_from(const Json& json) {
  if (!json.is_array() || json.size() != 5) return std::nullopt;
  const std::string *brush = text_at(json, 0), *color = text_at(json, 1), *symmetry = text_at(json, 3),
                    *points = text_at(json, 4);
  if (brush == nullptr || color == nullptr || symmetry == nullptr || points == nullptr || !json[2].is_number())
    return std::nullopt;
  ReadStroke stroke;
  const auto named = std::find(brush_names.begin(), brush_names.end(), *brush);
  const auto read_color = color_from_hex(*color);
  stroke.style.width = json[2].get<double>();
  if (named == brush_names.end() || !read_color || !(stroke.style.width >= 0.1 && stroke.style.width <= 1000))
    return std::nullopt;
  stroke.style.brush = static_cast<Brush>(named - brush_names.begin());
  stroke.style.color = *read_color;
  if (!read_symmetry(*symmetry, stroke.style)) return std::nullopt;
  auto read_points = points_from_text(*points);
  if (!read_points) return std::nullopt;
  stroke.points = std::move(*read_points);
  return stroke;
}

std::optional<int> side_from(const Json& json) {
  if (!json.is_number_unsigned()) return std::nullopt;
  const auto side = json.get<std::uint64_t>();
  return side >= 1 && side <= max_sheet ? std::optional(static_cast<int>(side)) : std::nullopt;
}

std::optional<Sheet> sheet_from(const Json& json) {
  if (!json.is_array() || json.size() != 2) return std::nullopt;
  const auto width = side_from(json[0]), height = side_from(json[1]);
  return width && height ? std::optional(Sheet{*width, *height}) : std::nullopt;
}

}  // namespace

Sketch::Sketch(std::shared_ptr<const Sketch> below, const Sheet& sheet, const StrokeStyle& style, std::string points)
    : Content(&kind),
      below_(std::move(below)),
      sheet_(sheet),
      style_(style),
      points_(std::move(points)),
      strokes_(below_ ? below_->strokes_ + 1 : 1) {}

std::shared_ptr<const Sketch> Sketch::on(std::shared_ptr<const Sketch> below, const Sheet& sheet,
                                         const StrokeStyle& style, const std::vector<StrokePoint>& points) {
  std::shared_ptr<Sketch> sketch(new Sketch(std::move(below), sheet, style, text_from_points(points)));
  // Drawn from what will be written, so that the sketch read back is the same to the last bit.
  const auto rounded = points_from_text(sketch->points_);
  Canvas canvas(sheet.width, sheet.height);
  if (rounded) draw_stroke(canvas, *rounded, style, sheet.middle());
  DisplayList top = canvas.take();
  std::size_t held = sizeof(Sketch) + sizeof(Drawing) + sketch->points_.size();
  for (const Command& command : top.commands) {
    const auto* path = std::get_if<PathCommand>(&command);
    held += sizeof(Command) + (path == nullptr ? 0 : path->path.points().size() * sizeof(Vec2));
  }
  const Sketch* before = sketch->below_.get();
  sketch->drawing_ = Drawing::on(before == nullptr ? nullptr : before->drawing_, std::move(top));
  sketch->bytes_ = held + sketch->drawing_->top().states.size() * sizeof(State);
  sketch->json_bytes_ = (before == nullptr ? 24 : before->json_bytes_) + sketch->stroke_json().size() + 1;
  return sketch;
}

// The default would recurse once a stroke.
Sketch::~Sketch() {
  std::shared_ptr<const Sketch> next = std::move(below_);
  while (next && next.use_count() == 1) {
    std::shared_ptr<const Sketch> after = std::move(next->below_);
    next = std::move(after);
  }
}

// None of its letters needs escaping.
std::string Sketch::stroke_json() const {
  return "[\"" + std::string(brush_names[static_cast<std::size_t>(style_.brush)]) + "\",\"" +
         hex_from_color(style_.color) + "\"," + text_from_number(style_.width) + ",\"" + symmetry_text(style_) +
         "\",\"" + points_ + "\"]";
}

std::string Sketch::json() const {
  std::vector<const Sketch*> chain;
  for (const Sketch* one = this; one != nullptr; one = one->below_.get()) chain.push_back(one);
  std::string text =
      "{\"sheet\":[" + std::to_string(sheet_.width) + "," + std::to_string(sheet_.height) + "],\"strokes\":[";
  text.reserve(json_bytes_ + 64);
  for (auto one = chain.rbegin(); one != chain.rend(); ++one) {
    if (one != chain.rbegin()) text += ',';
    text += (*one)->stroke_json();
  }
  return text + "]}";
}

Result<std::shared_ptr<const Sketch>> sketch_from_document(const Document& document) {
  const auto refusal = [&](const std::string& why) {
    return Error{"The sketch (version " + std::to_string(document.version()) + ") cannot be read: " + why +
                 "; the sheet stays as it is."};
  };
  if (document == Document{}) return std::shared_ptr<const Sketch>();
  if (document.version() != 1) return refusal("version 1 is allowed");
  if (document.least_json_bytes() > max_document_bytes) return refusal("it is larger than 16 MB");
  const Json json = Json::parse(document.json(), nullptr, false);
  if (!json.is_object() || json.size() != 2 || !json.contains("sheet") || !json.contains("strokes"))
    return refusal("a sheet and strokes, and nothing else, are allowed");
  const auto sheet = sheet_from(json["sheet"]);
  if (!sheet) return refusal("its sheet must have two sides of 1 to 32768 points");
  const Json& list = json["strokes"];
  if (!list.is_array() || list.empty() || list.size() > max_strokes)
    return refusal("1 to " + std::to_string(max_strokes) + " strokes are allowed");
  std::shared_ptr<const Sketch> sketch;
  std::size_t points = 0;
  for (const Json& entry : list) {
    const auto stroke = stroke_from(entry);
    if (!stroke) return refusal("stroke " + std::to_string((sketch ? sketch->strokes() : 0) + 1) + " is broken");
    points += stroke->points.size();
    if (points > max_points) return refusal("it has more than two million points");
    sketch = Sketch::on(std::move(sketch), *sheet, stroke->style, stroke->points);
  }
  return sketch;
}

}  // namespace reverie::pieces
