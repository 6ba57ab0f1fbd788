#include "native/train/settings.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <toml++/toml.hpp>

namespace reverie {
namespace {

using Json = nlohmann::json;
using Integers = std::vector<std::int64_t>;
using Texts = std::vector<std::string>;

std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", value);
  return text;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    parts.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

template <class Number>
std::optional<Number> parsed(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

// A value of the same kind as `like`, or nothing.
std::optional<SettingValue> value_from_text(std::string_view text, const SettingValue& like) {
  if (std::holds_alternative<double>(like)) {
    const auto value = parsed<double>(text);
    return value ? std::optional<SettingValue>(*value) : std::nullopt;
  }
  if (std::holds_alternative<std::int64_t>(like)) {
    const auto value = parsed<std::int64_t>(text);
    return value ? std::optional<SettingValue>(*value) : std::nullopt;
  }
  if (std::holds_alternative<std::string>(like)) return SettingValue(std::string(text));
  if (std::holds_alternative<Texts>(like)) return SettingValue(split(text));
  Integers list;
  for (const std::string& part : split(text)) {
    const auto value = parsed<std::int64_t>(part);
    if (!value) return {};
    list.push_back(*value);
  }
  return SettingValue(list);
}

std::optional<SettingValue> value_from_json(const Json& json, const SettingValue& like) {
  if (std::holds_alternative<double>(like)) {
    return json.is_number() ? std::optional<SettingValue>(json.get<double>()) : std::nullopt;
  }
  if (std::holds_alternative<std::int64_t>(like)) {
    return json.is_number_integer() ? std::optional<SettingValue>(json.get<std::int64_t>()) : std::nullopt;
  }
  if (std::holds_alternative<std::string>(like)) {
    return json.is_string() ? std::optional<SettingValue>(json.get<std::string>()) : std::nullopt;
  }
  if (!json.is_array()) return {};
  const bool texts = std::holds_alternative<Texts>(like);
  const bool fits = std::all_of(json.begin(), json.end(),
                                [&](const Json& item) { return texts ? item.is_string() : item.is_number_integer(); });
  if (!fits) return {};
  return texts ? SettingValue(json.get<Texts>()) : SettingValue(json.get<Integers>());
}

// TOML as JSON, only for the kinds that settings have.
Json json_from_node(const toml::node& node) {
  if (const auto* value = node.as_integer()) return value->get();
  if (const auto* value = node.as_floating_point()) return value->get();
  if (const auto* value = node.as_string()) return value->get();
  if (const auto* value = node.as_boolean()) return value->get();
  Json result;
  if (const auto* array = node.as_array()) {
    result = Json::array();
    for (const auto& item : *array) result.push_back(json_from_node(item));
  } else if (const auto* table = node.as_table()) {
    result = Json::object();
    for (const auto& [key, item] : *table) result[std::string(key.str())] = json_from_node(item);
  }
  return result;
}

// LibTorch needs exceptions anyway, so toml++ may throw; the sentence is made here.
Result<Json> json_from_toml(std::string_view text, const std::string& name) {
  try {
    return json_from_node(toml::parse(text));
  } catch (const toml::parse_error& error) {
    return Error{name + " is not valid TOML (line " + std::to_string(error.source().begin.line) + ": " +
                 std::string(error.description()) + "); nothing was trained."};
  }
}

SettingValue value_of_kind(const std::string& kind) {
  if (kind == "integer") return std::int64_t{0};
  if (kind == "text") return std::string();
  if (kind == "integers") return Integers();
  if (kind == "texts") return Texts();
  return 0.0;
}

std::string allowed(const SettingSpec& spec) {
  const std::string range = short_number(spec.min) + " to " + short_number(spec.max);
  if (!spec.choices.empty()) {
    std::string list;
    for (const std::string& choice : spec.choices) list += (list.empty() ? "" : ", ") + choice;
    return "one of " + list;
  }
  if (std::holds_alternative<double>(spec.initial)) return "a number from " + range;
  if (std::holds_alternative<std::int64_t>(spec.initial)) return "a whole number from " + range;
  if (std::holds_alternative<Integers>(spec.initial)) return "whole numbers from " + range + " with commas between";
  return "words with commas between";
}

bool in_range(const SettingSpec& spec, const SettingValue& value) {
  const auto within = [&](double number) { return std::isfinite(number) && number >= spec.min && number <= spec.max; };
  if (const auto* number = std::get_if<double>(&value)) return within(*number);
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return within(static_cast<double>(*whole));
  if (const auto* list = std::get_if<Integers>(&value)) {
    return list->size() <= 64 &&
           std::all_of(list->begin(), list->end(), [&](std::int64_t n) { return within(static_cast<double>(n)); });
  }
  if (const auto* text = std::get_if<std::string>(&value)) {
    return spec.choices.empty() || std::find(spec.choices.begin(), spec.choices.end(), *text) != spec.choices.end();
  }
  return std::get<Texts>(value).size() <= 64;
}

}  // namespace

Result<Settings> Settings::from_manifest(std::string_view toml, std::string_view recipe) {
  Settings settings;
  settings.recipe_ = recipe;
  const std::string name = "The manifest of recipe '" + settings.recipe_ + "'";
  const auto json = json_from_toml(toml, name);
  if (!json) return json.error();
  const auto table = json->find("settings");
  if (table == json->end() || !table->is_object()) return Error{name + " has no [settings]; nothing was trained."};
  for (const auto& [key, entry] : table->items()) {
    SettingSpec spec;
    spec.name = key;
    if (!entry.is_object()) return Error{name + " declares '" + key + "' without a table; nothing was trained."};
    spec.help = entry.value("help", "");
    spec.min = entry.value("min", 0.0);
    spec.max = entry.value("max", 0.0);
    spec.choices = entry.value("choices", Texts());
    const auto value = value_from_json(entry.value("default", Json()), value_of_kind(entry.value("kind", "number")));
    if (!value || !in_range(spec, *value)) {
      return Error{name + " gives '" + key + "' a default that its own range refuses; nothing was trained."};
    }
    spec.initial = *value;
    settings.values_.push_back(*value);
    settings.specs_.push_back(std::move(spec));
  }
  return settings;
}

std::size_t Settings::index_of(std::string_view name) const {
  const auto found = std::find_if(specs_.begin(), specs_.end(), [&](const auto& spec) { return spec.name == name; });
  return static_cast<std::size_t>(found - specs_.begin());
}

double Settings::number(std::string_view name) const { return std::get<double>(values_.at(index_of(name))); }
std::int64_t Settings::integer(std::string_view name) const {
  return std::get<std::int64_t>(values_.at(index_of(name)));
}
const std::string& Settings::text(std::string_view name) const {
  return std::get<std::string>(values_.at(index_of(name)));
}
const Integers& Settings::integers(std::string_view name) const {
  return std::get<Integers>(values_.at(index_of(name)));
}
const Texts& Settings::texts(std::string_view name) const { return std::get<Texts>(values_.at(index_of(name))); }

Result<void> Settings::set(std::string_view name, SettingValue value) {
  values_[index_of(name)] = std::move(value);
  return {};
}

Result<void> Settings::set_from_text(std::string_view assignment) {
  const std::size_t equals = assignment.find('=');
  const std::string name(assignment.substr(0, equals));
  const std::size_t index = index_of(name);
  if (equals == std::string_view::npos || index == specs_.size()) {
    std::string list;
    for (const SettingSpec& spec : specs_) list += (list.empty() ? "" : ", ") + spec.name;
    return Error{"'" + std::string(assignment) + "' sets nothing of recipe '" + recipe_ +
                 "'; write key=value with one of " + list + ". Nothing was trained."};
  }
  const std::string text(assignment.substr(equals + 1));
  const auto value = value_from_text(text, specs_[index].initial);
  if (!value || !in_range(specs_[index], *value)) {
    return Error{"'" + text + "' is no value for '" + name + "'; it takes " + allowed(specs_[index]) +
                 ". Nothing was trained."};
  }
  return set(name, *value);
}

Result<void> Settings::set_from_toml(std::string_view toml, const std::string& file) {
  const auto json = json_from_toml(toml, file);
  if (!json) return json.error();
  const auto table = json->find("settings");
  if (table == json->end()) return Error{file + " has no [settings]; nothing was trained."};
  return set_from_json(*table);
}

Result<void> Settings::set_from_json(const Json& object) {
  if (!object.is_object()) return Error{"The settings are not a table of key = value; nothing was trained."};
  for (const auto& [key, entry] : object.items()) {
    const std::size_t index = index_of(key);
    const auto value = index < specs_.size() ? value_from_json(entry, specs_[index].initial) : std::nullopt;
    if (!value || !in_range(specs_[index], *value)) {
      const std::string rule =
          index < specs_.size() ? "it takes " + allowed(specs_[index]) : "there is no such setting";
      return Error{"The settings give '" + key + "' the value " + entry.dump() + ", and " + rule +
                   ". Nothing was trained."};
    }
    if (const auto done = set(key, *value); !done) return done;
  }
  return {};
}

Json Settings::json() const {
  Json object = Json::object();
  for (std::size_t i = 0; i < specs_.size(); ++i) {
    std::visit([&](const auto& value) { object[specs_[i].name] = value; }, values_[i]);
  }
  return object;
}

}  // namespace reverie
