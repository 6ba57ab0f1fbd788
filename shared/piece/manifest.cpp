// piece.json → PieceManifest. Pieces may one day come from strangers, so every type and count is checked first.
#include <nlohmann/json.hpp>
#include <set>

#include "shared/piece/piece.h"
#include "shared/piece/text.h"

namespace reverie {

namespace {

using Json = nlohmann::json;

constexpr std::size_t max_manifest_bytes = 256 * 1024;
constexpr std::size_t max_entries = 256;
constexpr std::size_t max_string_bytes = 4096;

// Gathers the first fault, so that the readers below can stay straight lines.
class Reader {
 public:
  explicit Reader(std::string place) : place_(std::move(place)) {}

  void fault(const std::string& what) {
    if (error_.empty()) error_ = place_ + what + "; the piece is not opened.";
  }
  const std::string& error() const { return error_; }
  void at(std::string place) { place_ = std::move(place); }

  std::string text(const Json& object, const char* key, bool required) {
    const auto found = object.find(key);
    if (found == object.end()) {
      if (required) fault(" lacks the text \"" + std::string(key) + "\"");
      return "";
    }
    const auto* value = found->get_ptr<const std::string*>();
    if (value == nullptr || value->size() > max_string_bytes || !is_plain_text(*value)) {
      fault(" must hold plain text of at most 4096 bytes under \"" + std::string(key) + "\"");
      return "";
    }
    return *value;
  }

  double number(const Json& object, const char* key, double otherwise) {
    const auto found = object.find(key);
    if (found == object.end()) return otherwise;
    if (!found->is_number()) {
      fault(" must hold a number under \"" + std::string(key) + "\"");
      return otherwise;
    }
    return found->get<double>();
  }

  bool toggle(const Json& object, const char* key, bool otherwise) {
    const auto found = object.find(key);
    if (found == object.end()) return otherwise;
    if (!found->is_boolean()) {
      fault(" must hold true or false under \"" + std::string(key) + "\"");
      return otherwise;
    }
    return found->get<bool>();
  }

  // The list under `key`, empty when it is absent or faulty.
  const Json& list(const Json& object, const char* key) {
    static const Json none = Json::array();
    const auto found = object.find(key);
    if (found == object.end()) return none;
    if (!found->is_array() || found->size() > max_entries) {
      fault(" must hold a list of at most 256 entries under \"" + std::string(key) + "\"");
      return none;
    }
    return *found;
  }

  std::vector<std::string> texts(const Json& object, const char* key) {
    std::vector<std::string> values;
    for (const Json& entry : list(object, key)) {
      const auto* value = entry.get_ptr<const std::string*>();
      if (value == nullptr || value->size() > max_string_bytes || !is_plain_text(*value)) {
        fault(" must hold plain texts under \"" + std::string(key) + "\"");
        return {};
      }
      values.push_back(*value);
    }
    return values;
  }

  // One of `names`, by its place in the list.
  std::size_t one_of(const std::string& given, std::initializer_list<std::string_view> names, const char* key) {
    std::size_t i = 0;
    std::string all;
    for (const std::string_view name : names) {
      if (name == given) return i;
      ++i;
      all += (all.empty() ? "" : ", ") + std::string(name);
    }
    fault(" holds " + in_quotes(given) + " under \"" + key + "\", but one of " + all + " is allowed");
    return 0;
  }

 private:
  std::string place_, error_;
};

PortKind port_kind(Reader& reader, const std::string& name, const char* key) {
  static constexpr PortKind kinds[] = {PortKind::latent, PortKind::image, PortKind::class_label};
  return kinds[reader.one_of(name, {"latent", "image", "class"}, key)];
}

ParamValue initial_value(Reader& reader, const Json& json, const ParamSpec& spec) {
  const Json none;
  const auto found = json.find("initial");
  const Json& value = found == json.end() ? none : *found;
  switch (spec.kind) {
    case ParamKind::number:
    case ParamKind::integer:
      if (value.is_number()) return value.get<double>();
      break;
    case ParamKind::toggle:
      if (value.is_boolean()) return value.get<bool>();
      break;
    case ParamKind::choice:
    case ParamKind::text:
      if (value.is_string()) return value.get<std::string>();
      break;
    case ParamKind::pad:
      if (value.is_array() && value.size() == 2 && value[0].is_number() && value[1].is_number()) {
        return Vec2{value[0].get<double>(), value[1].get<double>()};
      }
      break;
  }
  reader.fault(" lacks an \"initial\" of its kind");
  return 0.0;
}

ParamSpec param_spec(Reader& reader, const Json& json) {
  static constexpr ParamKind kinds[] = {ParamKind::number, ParamKind::integer, ParamKind::toggle,
                                        ParamKind::choice, ParamKind::text,    ParamKind::pad};
  ParamSpec spec;
  spec.name = reader.text(json, "name", true);
  spec.label = reader.text(json, "label", true);
  spec.help = reader.text(json, "help", true);
  spec.unit = reader.text(json, "unit", false);
  spec.group = reader.text(json, "group", false);
  const std::string kind = reader.text(json, "kind", true);
  spec.kind = kinds[reader.one_of(kind, {"number", "integer", "toggle", "choice", "text", "pad"}, "kind")];
  spec.min = reader.number(json, "min", 0);
  spec.max = reader.number(json, "max", 1);
  spec.step = reader.number(json, "step", 0);
  spec.choices = reader.texts(json, "choices");
  spec.surprise = reader.toggle(json, "surprise", true);
  spec.initial = initial_value(reader, json, spec);
  return spec;
}

SlotSpec slot_spec(Reader& reader, const Json& json) {
  SlotSpec slot;
  slot.name = reader.text(json, "name", true);
  slot.label = reader.text(json, "label", true);
  if (!is_kebab_case(slot.name)) reader.fault(" must have a lower-case name");
  for (const std::string& kind : reader.texts(json, "inputs")) slot.inputs.push_back(port_kind(reader, kind, "inputs"));
  for (const std::string& kind : reader.texts(json, "outputs")) {
    slot.outputs.push_back(port_kind(reader, kind, "outputs"));
  }
  const double min = reader.number(json, "min", 1), max = reader.number(json, "max", 1);
  if (!(min >= 0 && min <= max && max <= 16)) {
    reader.fault(" must have 0 ≤ min ≤ max ≤ 16");
    return slot;
  }
  slot.min = static_cast<int>(min);
  slot.max = static_cast<int>(max);
  return slot;
}

template <class T, class Read>
std::vector<T> entries(Reader& reader, const Json& json, const char* key, Read read) {
  std::vector<T> values;
  std::set<std::string> names;
  for (const Json& entry : reader.list(json, key)) {
    reader.at("piece.json: entry " + std::to_string(values.size() + 1) + " of " + key);
    if (!entry.is_object()) {
      reader.fault(" must be an object");
      break;
    }
    values.push_back(read(reader, entry));
    if (!names.insert(values.back().name).second) reader.fault(" repeats the name " + in_quotes(values.back().name));
  }
  reader.at("piece.json");
  return values;
}

PiecePort piece_port(Reader& reader, const Json& json) {
  PiecePort port;
  port.name = reader.text(json, "name", true);
  port.kind = port_kind(reader, reader.text(json, "kind", true), "kind");
  return port;
}

}  // namespace

Result<PieceManifest> piece_manifest_from_json(std::string_view text) {
  if (text.size() > max_manifest_bytes) {
    return Error{"piece.json has " + std::to_string(text.size()) +
                 " bytes: at most 262144 are allowed; the piece is not opened."};
  }
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return Error{"piece.json is no JSON object; the piece is not opened."};
  Reader reader("piece.json");
  PieceManifest manifest;
  manifest.id = reader.text(json, "id", true);
  if (!is_kebab_case(manifest.id)) reader.fault(" must have an id of lower-case words joined by hyphens");
  manifest.title = reader.text(json, "title", true);
  manifest.tagline = reader.text(json, "tagline", true);
  manifest.description = reader.text(json, "description", true);
  manifest.credit = reader.text(json, "credit", true);
  manifest.author = reader.text(json, "author", true);
  manifest.licence = reader.text(json, "licence", true);
  manifest.how = reader.texts(json, "how");
  manifest.keys = reader.texts(json, "keys");
  manifest.vector_output = reader.toggle(json, "vector_output", false);
  manifest.slots = entries<SlotSpec>(reader, json, "slots", slot_spec);
  manifest.inputs = entries<PiecePort>(reader, json, "inputs", piece_port);
  manifest.outputs = entries<PiecePort>(reader, json, "outputs", piece_port);
  manifest.params = entries<ParamSpec>(reader, json, "params", param_spec);
  Params params;  // the same rules as when they are declared
  for (const ParamSpec& spec : manifest.params) {
    if (const Result<void> declared = params.declare(spec); !declared) reader.fault(": " + declared.error().message);
  }
  if (!reader.error().empty()) return Error{reader.error()};
  return manifest;
}

}  // namespace reverie
