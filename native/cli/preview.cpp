#include "native/cli/preview.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>

#include "shared/piece/stage.h"

namespace reverie::cli {

namespace {

using Json = nlohmann::json;

Error wrong(const std::string& what) { return Error{"The preview " + what + "; nothing was drawn."}; }

double number_of(const Json& value, const char* name, double otherwise = NAN) {
  const auto found = value.find(name);
  return found != value.end() && found->is_number() ? found->get<double>() : otherwise;
}

bool is_pair(const Json& value) {
  return value.is_array() && value.size() == 2 && value[0].is_number() && value[1].is_number();
}

Result<Stroke> stroke_from_json(const Json& value) {
  Stroke stroke{number_of(value, "begin"), number_of(value, "end"), value.value("pressed", Json(true)) == true, {}};
  if (!(stroke.begin >= 0 && stroke.end > stroke.begin && stroke.end <= longest_preview))
    return wrong("has a stroke whose begin and end are no times in order");
  const Json points = value.value("points", Json::array());
  for (const Json& point : points) {
    if (!is_pair(point)) return wrong("has a stroke with a point that is no [x, y]");
    stroke.points.push_back({point[0].get<float>(), point[1].get<float>()});
  }
  if (stroke.points.size() < 2) return wrong("has a stroke of fewer than two points");
  return stroke;
}

Result<void> read_params(const Json& json, Preview& preview) {
  for (const auto& [member, values] : {std::pair("set", &preview.settings), std::pair("moves", &preview.moves)}) {
    const Json given = json.value(member, Json::object());
    if (!given.is_object()) return wrong(std::string("has a ") + member + " that is no object");
    for (const auto& [name, value] : given.items()) {
      if (!value.is_string()) return wrong("sets " + name + " to what is no text");
      values->emplace_back(name, value.get<std::string>());
    }
  }
  const Json sweep = json.value("sweep", Json::object());
  if (!sweep.is_object()) return wrong("has a sweep that is no object");
  for (const auto& [name, range] : sweep.items()) {
    if (!is_pair(range)) return wrong("sweeps " + name + " over what is no [from, to]");
    preview.sweeps.push_back({name, range[0].get<double>(), range[1].get<double>()});
  }
  return {};
}

// Through the points at even times; x counts them.
Vec2 spline(const std::vector<Vec2>& points, double x) {
  const auto last = static_cast<std::ptrdiff_t>(points.size()) - 1;
  const auto i = std::clamp(static_cast<std::ptrdiff_t>(x), std::ptrdiff_t{0}, last - 1);
  const auto t = static_cast<float>(x - static_cast<double>(i));
  const auto at = [&](std::ptrdiff_t k) {
    return points[static_cast<std::size_t>(std::clamp(k, std::ptrdiff_t{0}, last))];
  };
  const auto mix = [&](float a, float b, float c, float d) {
    return 0.5f * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
  };
  const Vec2 a = at(i - 1), b = at(i), c = at(i + 1), d = at(i + 2);
  return {mix(a.x, b.x, c.x, d.x), mix(a.y, b.y, c.y, d.y)};
}

std::int64_t tick_at(double seconds) { return std::llround(seconds * ticks_per_second); }

void play_stroke(const Stroke& stroke, Player& player, std::int64_t tick) {
  const std::int64_t begin = tick_at(stroke.begin), end = std::max(begin + 1, tick_at(stroke.end));
  if (tick < begin || tick > end) return;
  const double share = static_cast<double>(tick - begin) / static_cast<double>(end - begin);
  const Vec2 place = spline(stroke.points, share * static_cast<double>(stroke.points.size() - 1));
  PointerEvent event;
  event.phase = !stroke.pressed ? PointerPhase::hover
                : tick == begin ? PointerPhase::down
                : tick == end   ? PointerPhase::up
                                : PointerPhase::move;
  event.position = {place.x * player.stage().width(), place.y * player.stage().height()};
  const Vec2 before = player.stage().input().mouse();
  event.delta = {event.position.x - before.x, event.position.y - before.y};
  event.pressure = stroke.pressed && event.phase != PointerPhase::up ? 0.5f : 0;
  player.pointer(event);
}

}  // namespace

Result<Preview> preview_from_json(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return wrong("is no JSON object");
  Preview preview;
  preview.seconds = number_of(json, "seconds", preview.seconds);
  if (!(preview.seconds > 0 && preview.seconds <= longest_preview)) return wrong("lasts 0 to 60 seconds");
  if (auto read = read_params(json, preview); !read) return read.error();
  for (const Json& value : json.value("strokes", Json::array())) {
    if (!value.is_object()) return wrong("has a stroke that is no object");
    auto stroke = stroke_from_json(value);
    if (!stroke) return stroke.error();
    preview.strokes.push_back(std::move(*stroke));
  }
  for (const Json& value : json.value("keys", Json::array())) {
    if (!value.is_object() || !value.value("key", Json()).is_string() || !(number_of(value, "at") >= 0))
      return wrong("has a key without its name or its time");
    preview.keys.push_back({number_of(value, "at"), value["key"].get<std::string>()});
  }
  return preview;
}

Result<void> begin_preview(const Preview& preview, Player& player, bool moving) {
  Params& params = player.stage().params();
  for (const auto& [name, text] : preview.settings)
    if (auto set = params.set_from_text(name, text); !set) return set;
  if (!moving) return {};
  for (const auto& [name, text] : preview.moves)
    if (auto set = params.set_from_text(name, text); !set) return set;
  for (const Sweep& sweep : preview.sweeps)
    if (auto set = params.set_from_text(sweep.param, std::to_string(sweep.from)); !set) return set;
  return {};
}

void play_preview(const Preview& preview, Player& player, std::int64_t tick) {
  const double share = static_cast<double>(tick) / static_cast<double>(tick_at(preview.seconds));
  const double way = 0.5 - 0.5 * std::cos(2 * std::numbers::pi * share);
  for (const Sweep& sweep : preview.sweeps) {
    const double value = sweep.from + (sweep.to - sweep.from) * way;
    // A whole number takes no fraction; begin_preview has told whether there is such a param at all.
    if (!player.stage().params().set_from_text(sweep.param, std::to_string(value)))
      (void)player.stage().params().set_from_text(sweep.param, std::to_string(std::llround(value)));
  }
  for (const KeyPress& press : preview.keys) {
    if (tick == tick_at(press.at)) player.key({press.key, false, false});
    if (tick == tick_at(press.at) + 6) player.key_released({press.key, false, false});
  }
  for (const Stroke& stroke : preview.strokes) play_stroke(stroke, player, tick);
}

}  // namespace reverie::cli
