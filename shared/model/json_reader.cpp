#include "shared/model/json_reader.h"

#include <algorithm>
#include <cmath>

#include "shared/base/utf8.h"

namespace reverie {

namespace {

using nlohmann::json;

constexpr std::size_t max_quoted_bytes = 40;

// Nesting is bounded on the text, before a parser builds anything of it.
bool nests_deeper(std::string_view text, int limit) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > limit) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

std::string in_words(const json& value) {
  if (value.is_string()) return quotation_of(value.get_ref<const std::string&>());
  if (value.is_array()) return "an array of " + std::to_string(value.size());
  if (value.is_object()) return "an object";
  return value.dump();  // null, a boolean or a number
}

bool is_control_byte(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

}  // namespace

std::string quotation_of(std::string_view text) {
  std::string quote = "\"";
  std::size_t place = 0;
  while (place < text.size()) {
    const Utf8Character character = utf8_character(text.substr(place));
    const std::size_t length = std::max<std::size_t>(character.bytes, 1);
    if (place + length > max_quoted_bytes) break;
    const bool readable = character.bytes > 0 && !is_control(character.code_point);
    quote += readable ? std::string(text.substr(place, length)) : "?";
    place += length;
  }
  return quote + (place < text.size() ? "…" : "") + "\"";
}

bool is_id_text(std::string_view text) {
  const auto is_edge = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  if (text.empty() || text.size() > 64 || !is_edge(text.front()) || !is_edge(text.back())) return false;
  return std::all_of(text.begin(), text.end(), [&](char c) { return is_edge(c) || c == '-'; });
}

Result<json> json_from_text(std::string_view text, std::string_view document, std::size_t max_bytes) {
  const std::string name(document);
  if (text.size() > max_bytes) {
    return Error{name + " has " + std::to_string(text.size()) + " bytes, where at most " + std::to_string(max_bytes) +
                 " are allowed; it is not read."};
  }
  if (nests_deeper(text, max_json_depth)) {
    return Error{name + " nests deeper than the " + std::to_string(max_json_depth) +
                 " levels that are allowed; it is not read."};
  }
  json parsed = json::parse(text, nullptr, false);
  if (parsed.is_discarded()) {
    return Error{name + " begins with " + quotation_of(text) + " and is not valid JSON in UTF-8; it is not read."};
  }
  return parsed;
}

void JsonReader::fail(std::string sentence) {
  if (!error_) error_ = Error{std::move(sentence)};
}

JsonNode JsonNode::operator[](const char* key) const {
  const json* found = nullptr;
  if (value_ != nullptr && value_->is_object()) {
    const auto place = value_->find(key);
    if (place != value_->end()) found = &*place;
  }
  return {*reader_, found, path_.empty() ? key : path_ + "." + key};
}

void JsonNode::require_object() const {
  if (value_ == nullptr || !value_->is_object()) reject("an object");
}

std::string JsonNode::text(std::size_t min, std::size_t max, bool lines) const {
  const auto allowed = [&](std::string_view text) {
    const auto bad = [&](char c) { return is_control_byte(c) && !(lines && (c == '\n' || c == '\t')); };
    return text.size() >= min && text.size() <= max && std::none_of(text.begin(), text.end(), bad);
  };
  return text_where(
      allowed, "text of " + std::to_string(min) + " to " + std::to_string(max) + " bytes without control characters");
}

std::size_t JsonNode::one_of(std::initializer_list<std::string_view> words) const {
  std::string rule;
  for (const std::string_view& word : words) {
    const auto index = static_cast<std::size_t>(&word - words.begin());
    if (is_text() && value_->get_ref<const std::string&>() == word) return index;
    if (index > 0) rule += index + 1 == words.size() ? " or " : ", ";
    rule += "\"" + std::string(word) + "\"";
  }
  reject((words.size() > 1 ? "one of " : "only ") + rule);
  return 0;
}

std::uint64_t JsonNode::whole(std::uint64_t min, std::uint64_t max) const {
  // A parsed number without sign, point or exponent is unsigned; whatever does not fit 64 bits became a float.
  if (value_ != nullptr && value_->is_number_unsigned()) {
    const auto number = value_->get<std::uint64_t>();
    if (number >= min && number <= max) return number;
  }
  reject("a whole number from " + std::to_string(min) + " to " + std::to_string(max));
  return min;
}

double JsonNode::number(double min, double max) const {
  if (value_ != nullptr && value_->is_number()) {
    const auto number = value_->get<double>();
    if (std::isfinite(number) && number >= min && number <= max) return number;
  }
  reject("a number from " + json(min).dump() + " to " + json(max).dump());
  return min;
}

std::vector<JsonNode> JsonNode::items(std::size_t min, std::size_t max) const {
  std::vector<JsonNode> nodes;
  if (value_ == nullptr || !value_->is_array() || value_->size() < min || value_->size() > max) {
    reject("an array of " + std::to_string(min) + " to " + std::to_string(max));
    return nodes;
  }
  nodes.reserve(value_->size());
  for (std::size_t i = 0; i < value_->size(); ++i) {
    nodes.emplace_back(*reader_, &(*value_)[i], path_ + "[" + std::to_string(i) + "]");
  }
  return nodes;
}

void JsonNode::reject(std::string_view rule) const {
  if (reader_->failed()) return;
  const std::string start = reader_->document() + (value_ == nullptr ? " lacks " + path_
                                                   : path_.empty()   ? " is " + in_words(*value_)
                                                                     : " has " + in_words(*value_) + " as " + path_);
  reader_->fail(start + ", where " + std::string(rule) + (value_ == nullptr ? " is needed" : " is allowed") +
                "; it is not read.");
}

}  // namespace reverie
