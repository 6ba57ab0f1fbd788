#include "shared/pieces/latent-walk/keyframes.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "shared/model/model.h"
#include "shared/piece/text.h"
#include "shared/pieces/latent-walk/labels.h"

namespace reverie::pieces {

namespace {

using Json = nlohmann::json;

constexpr double reach = 4;  // of the param pad

double four_decimals(double value) { return std::round(value * 1e4) / 1e4; }

std::optional<std::string> text_from(const Json& json, std::size_t longest) {
  const auto* text = json.get_ptr<const std::string*>();
  if (text == nullptr || text->size() > longest || !is_plain_text(*text)) return std::nullopt;
  return *text;
}

std::optional<double> number_from(const Json& json, double low, double high) {
  if (!json.is_number()) return std::nullopt;
  const auto value = json.get<double>();
  if (!(value >= low && value <= high)) return std::nullopt;
  return four_decimals(value);
}

bool read_labels(const Json& json, std::map<std::string, std::string>& labels) {
  if (!json.is_object() || json.size() > max_ports) return false;
  for (const auto& [axis, entry] : json.items()) {
    const auto label = text_from(entry, max_label_bytes);
    if (!label || axis.size() > max_label_bytes || !is_plain_text(axis)) return false;
    labels[axis] = *label;
  }
  return true;
}

std::optional<Keyframe> keyframe_from(const Json& json) {
  if (!json.is_array() || json.size() < 3 || json.size() > 5) return std::nullopt;
  const auto seed = text_from(json[0], max_text_length);
  const auto x = number_from(json[1], -reach, reach), y = number_from(json[2], -reach, reach);
  const auto truncation = json.size() > 3 ? number_from(json[3], 0, 1) : std::optional(1.0);
  if (!seed || !x || !y || !truncation) return std::nullopt;
  Keyframe key{*seed, {*x, *y}, *truncation, {}};
  if (json.size() > 4 && !read_labels(json[4], key.labels)) return std::nullopt;
  return key;
}

}  // namespace

Keyframe keyframe_from_params(const Params& params) {
  const Vec2 pad = params.pad("pad");
  Keyframe key{params.text("seed"),
               {four_decimals(pad.x), four_decimals(pad.y)},
               four_decimals(params.number("truncation")),
               {}};
  for (const ParamSpec& spec : params.specs()) {
    const std::string_view axis = axis_of_param(spec.name);
    if (!axis.empty() && !params.is_initial(spec.name)) key.labels.emplace(axis, params.text(spec.name));
  }
  return key;
}

void go_to_keyframe(Params& params, const Keyframe& key) {
  static_cast<void>(params.set("seed", key.seed));
  static_cast<void>(params.set("pad", key.point));
  static_cast<void>(params.set("truncation", key.truncation));
  std::vector<std::string> names;
  for (const ParamSpec& spec : params.specs()) {
    if (!axis_of_param(spec.name).empty()) names.push_back(spec.name);
  }
  for (const std::string& name : names) {
    const auto label = key.labels.find(std::string(axis_of_param(name)));
    // A label of another model has no meaning here: the axis is free.
    if (label == key.labels.end() || !params.set(name, label->second)) params.reset(name);
  }
}

Document document_from_keyframes(const Keyframes& keys) {
  if (keys.empty()) return {};
  Json list = Json::array();
  for (const Keyframe& key : keys) {
    Json entry = {key.seed, key.point.x, key.point.y};
    if (key.truncation != 1 || !key.labels.empty()) entry.push_back(key.truncation);
    if (!key.labels.empty()) entry.push_back(key.labels);
    list.push_back(std::move(entry));
  }
  return {1, Json{{"keys", std::move(list)}}.dump()};
}

Result<Keyframes> keyframes_from_document(const Document& document) {
  if (document == Document{}) return Keyframes{};
  const Error refusal{"The keyframes in this document (version " + std::to_string(document.version()) +
                      ") cannot be read: version 1 with at most " + std::to_string(max_keyframes) +
                      " places on the plane is allowed; those that are there stay."};
  const Json json = Json::parse(document.json(), nullptr, false);
  if (document.version() != 1 || !json.is_object()) return refusal;
  const auto list = json.find("keys");
  if (list == json.end() || !list->is_array() || list->empty() || list->size() > max_keyframes) return refusal;
  Keyframes keys;
  for (const Json& entry : *list) {
    std::optional<Keyframe> key = keyframe_from(entry);
    if (!key) return refusal;
    keys.push_back(std::move(*key));
  }
  return keys;
}

}  // namespace reverie::pieces
