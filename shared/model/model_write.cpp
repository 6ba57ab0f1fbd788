#include <charconv>
#include <nlohmann/json.hpp>

#include "shared/model/model.h"

namespace reverie {

namespace {

using Json = nlohmann::ordered_json;

// The shortest decimal that reads back as the same float: 2e-05, not 1.9999999494757503e-05.
Json json_from_float(float value) {
  char text[32];
  const auto end = std::to_chars(std::begin(text), std::end(text), value).ptr;
  Json number = Json::parse(std::begin(text), end, nullptr, false);
  return number.is_number() ? number : Json(nullptr);  // NaN and infinity have no JSON
}

Json json_from_port(const Port& port) {
  static constexpr const char* kinds[] = {"latent", "image", "class"};
  Json shape = Json::array();
  for (const Dimension& dimension : port.shape) {
    shape.push_back(dimension.size < 0 ? Json(dimension.name) : Json(dimension.size));
  }
  Json json = {{"name", port.name},
               {"kind", kinds[static_cast<std::size_t>(port.kind)]},
               {"dtype", port.dtype == Dtype::float32 ? "float32" : "int64"},
               {"shape", shape}};
  if (port.kind == PortKind::image) {
    json["layout"] = port.layout;
    json["color_space"] = port.color_space;
    json["range"] = Json::array({json_from_float(port.range.low), json_from_float(port.range.high)});
    json["scaling"] = port.scaling == Scaling::nearest ? "nearest" : "smooth";
  }
  if (port.kind == PortKind::class_label) {
    json["axis"] = port.axis;
    json["encoding"] = "weights";
    json["labels"] = port.labels;
  }
  return json;
}

template <class Items, class Convert>
Json json_array(const Items& items, Convert convert) {
  Json array = Json::array();
  for (const auto& item : items) array.push_back(convert(item));
  return array;
}

Json json_from_file(const ModelFile& file) {
  return {{"role", file.role}, {"name", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}};
}

Json json_from_op(const ValueOp& op) {
  return {{"op", op.op}, {"low", json_from_float(op.low)}, {"high", json_from_float(op.high)}};
}

Json json_from_weight(const WeightEntry& weight) {
  Json json = {{"name", weight.name},   {"layer", weight.layer},   {"dtype", weight.dtype},
               {"shape", weight.shape}, {"offset", weight.offset}, {"bytes", weight.bytes}};
  if (weight.scales) json["scales"] = {{"axis", weight.scales->axis}, {"offset", weight.scales->offset}};
  return json;
}

Json json_from_golden(const Golden& golden) {
  return {{"input", golden.input_file},
          {"output", golden.output_file},
          {"max", json_from_float(golden.max_tolerance)},
          {"mean", json_from_float(golden.mean_tolerance)}};
}

std::string one_line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// Indented, but what fits a line stays on it: a shape or a weight is one line, and hundreds of labels do not weigh as
// much as their indentation.
std::string text_from_json(const Json& json, const std::string& indent) {
  const auto is_leaf = [](const Json& item) { return !item.is_structured(); };
  const std::string line = one_line(json);
  const bool flat = json.is_array() && std::all_of(json.begin(), json.end(), is_leaf);
  if (!json.is_structured() || flat || line.size() <= 160) return line;
  std::string text;
  for (const auto& [key, value] : json.items()) {
    text += (text.empty() ? "\n" : ",\n") + indent + "  ";
    if (json.is_object()) text += one_line(key) + ": ";
    text += text_from_json(value, indent + "  ");
  }
  return (json.is_object() ? "{" : "[") + text + "\n" + indent + (json.is_object() ? "}" : "]");
}

}  // namespace

std::string json_from_model(const Model& model) {
  Json json = {{"format", model.format},
               {"id", model.id},
               {"title", model.title},
               {"kind", model.kind},
               {"description", model.description},
               {"licence", model.licence},
               {"author", model.author},
               {"credit", model.credit},
               {"random", model.generator_id},
               {"requires", model.required_roles},
               {"files", json_array(model.files, json_from_file)},
               {"inputs", json_array(model.inputs, json_from_port)},
               {"outputs", json_array(model.outputs, json_from_port)},
               {"prepare", json_array(model.prepare, json_from_op)},
               {"finish", json_array(model.finish, json_from_op)},
               {"weights", json_array(model.weights, json_from_weight)}};
  if (!model.limits.empty()) json["limits"] = model.limits;
  if (model.golden) json["golden"] = json_from_golden(*model.golden);
  Json training = Json::parse(model.training_json, nullptr, false);
  json["training"] = training.is_object() ? training : Json::object();
  json["previews"] = model.previews;
  json["timeline"] = json_array(model.timeline, [](const TimelineEntry& entry) {
    return Json{{"pictures", entry.pictures}, {"file", entry.file}};
  });
  return text_from_json(json, "") + "\n";
}

}  // namespace reverie
