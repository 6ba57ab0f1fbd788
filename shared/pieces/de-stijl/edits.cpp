#include "shared/pieces/de-stijl/edits.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "shared/piece/text.h"

namespace reverie::pieces {

namespace {

using Json = nlohmann::json;

bool is_path(const std::string& path) {
  return path.size() < max_path && path.find_first_not_of("01") == std::string::npos;
}

std::optional<Edits::Division> division_from(const Json& json) {
  if (!json.is_array() || json.size() != 2 || !json[0].is_number_unsigned() || !json[1].is_number())
    return std::nullopt;
  const auto cut = json[0].get<std::uint64_t>();
  const auto at = json[1].get<double>();
  if (cut > 1 || !(at > 0 && at < 1)) return std::nullopt;
  return Edits::Division{cut == 0 ? Cut::across : Cut::along, at};
}

std::optional<int> tone_from(const Json& json) {
  if (!json.is_number_unsigned() || json.get<std::uint64_t>() >= tone_count) return std::nullopt;
  return json.get<int>();
}

// Reads json[key], an object by path; false when anything in it is not as it should be.
template <class Value, class Read>
bool read_by_path(const Json& json, const char* key, std::map<std::string, Value>& values, Read read) {
  const auto found = json.find(key);
  if (found == json.end()) return true;
  if (!found->is_object() || found->size() > max_edits) return false;
  for (const auto& [path, entry] : found->items()) {
    const auto value = read(entry);
    if (!is_path(path) || !value) return false;
    values[path] = *value;
  }
  return true;
}

}  // namespace

Document document_from_edits(const Edits& edits, const std::string& seed) {
  Json json = {{"seed", seed}};
  for (const auto& [path, division] : edits.divisions) {
    json["divisions"][path] = {division.cut == Cut::across ? 0U : 1U, division.at};
  }
  for (const auto& [path, tone] : edits.tones) json["tones"][path] = static_cast<unsigned>(tone);
  return {1, json.dump()};
}

Result<void> edits_from_document(const Document& document, Edits& edits, std::string& seed) {
  const Error refusal{
      "The changes in this composition (version " + std::to_string(document.version()) +
      ") cannot be read: version 1 with bars and colours by plane is allowed; the picture stays as it is."};
  if (document == Document{}) {
    edits = {};
    return {};
  }
  const Json json = Json::parse(document.json(), nullptr, false);
  if (!json.is_object() || document.version() != 1) return refusal;
  const auto made_for = json.find("seed");
  const auto* text = made_for == json.end() ? nullptr : made_for->get_ptr<const std::string*>();
  if (text == nullptr || text->size() > max_text_length || !is_plain_text(*text)) return refusal;
  Edits read;
  if (!read_by_path(json, "divisions", read.divisions, division_from)) return refusal;
  if (!read_by_path(json, "tones", read.tones, tone_from)) return refusal;
  if (read.divisions.size() + read.tones.size() > max_edits) return refusal;
  edits = std::move(read);
  seed = *text;
  return {};
}

}  // namespace reverie::pieces
