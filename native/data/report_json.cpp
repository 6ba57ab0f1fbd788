#include <array>
#include <nlohmann/json.hpp>

#include "native/data/dataset.h"
#include "native/data/report.h"
#include "shared/piece/text.h"

namespace reverie {
namespace {

using Json = nlohmann::json;

struct CountField {
  const char* name;
  std::int64_t PackReport::* member;
};
constexpr std::array counts{
    CountField{"found", &PackReport::found},           CountField{"used", &PackReport::used},
    CountField{"unreadable", &PackReport::unreadable}, CountField{"doubled", &PackReport::doubled},
    CountField{"same_bytes", &PackReport::same_bytes}, CountField{"small", &PackReport::small},
    CountField{"cropped", &PackReport::cropped},       CountField{"transparent", &PackReport::transparent}};

struct NumberField {
  const char* name;
  int PackReport::* member;
};
constexpr std::array numbers{NumberField{"size", &PackReport::size}, NumberField{"smallest", &PackReport::smallest},
                             NumberField{"median", &PackReport::median}, NumberField{"largest", &PackReport::largest},
                             NumberField{"most_cut", &PackReport::most_cut}};

struct TextField {
  const char* name;
  std::string PackReport::* member;
};
constexpr std::array texts{TextField{"kind", &PackReport::kind}, TextField{"matte", &PackReport::matte},
                           TextField{"axis", &PackReport::axis}, TextField{"licence", &PackReport::licence},
                           TextField{"licence_file", &PackReport::licence_file}};

bool take_number(const Json& json, const char* name, std::int64_t limit, std::int64_t& out) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_number_unsigned()) return false;
  const auto value = found->get<std::uint64_t>();
  if (value > static_cast<std::uint64_t>(limit)) return false;
  out = static_cast<std::int64_t>(value);
  return true;
}

bool take_text(const Json& json, std::size_t limit, std::string& out) {
  if (!json.is_string()) return false;
  out = json.get<std::string>();
  return out.size() <= limit && is_plain_text(out);
}

bool take_sentences(const Json& json, const char* name, std::vector<std::string>& out) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_array() || found->size() > max_told) return false;
  out.resize(found->size());
  for (std::size_t i = 0; i < out.size(); ++i)
    if (!take_text((*found)[i], 4096, out[i])) return false;
  return true;
}

bool take_labels(const Json& json, std::vector<LabelCount>& out) {
  const auto found = json.find("labels");
  if (found == json.end() || !found->is_array() || found->size() > max_labels_per_axis) return false;
  out.resize(found->size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Json& entry = (*found)[i];
    if (!entry.is_object() || !take_number(entry, "count", max_dataset_items, out[i].count)) return false;
    if (!entry.contains("name") || !take_text(entry["name"], 4096, out[i].name)) return false;
  }
  return true;
}

}  // namespace

Json json_from_report(const PackReport& report) {
  Json json = Json::object();
  for (const auto& [name, member] : texts) json[name] = report.*member;
  for (const auto& [name, member] : counts) json[name] = report.*member;
  for (const auto& [name, member] : numbers) json[name] = report.*member;
  json["labels"] = Json::array();
  for (const LabelCount& label : report.labels)
    json["labels"].push_back({{"name", label.name}, {"count", label.count}});
  json["problems"] = report.problems;
  json["notes"] = report.notes;
  return json;
}

std::optional<PackReport> report_from_json(const Json& json) {
  if (!json.is_object()) return {};
  PackReport report;
  for (const auto& [name, member] : counts)
    if (!take_number(json, name, max_dataset_items, report.*member)) return {};
  for (const auto& [name, member] : numbers) {
    std::int64_t value = 0;
    if (!take_number(json, name, 1 << 20, value)) return {};
    report.*member = static_cast<int>(value);
  }
  for (const auto& [name, member] : texts)
    if (!json.contains(name) || !take_text(json[name], 4096, report.*member)) return {};
  const bool whole = take_labels(json, report.labels) && take_sentences(json, "problems", report.problems) &&
                     take_sentences(json, "notes", report.notes);
  return whole ? std::optional(std::move(report)) : std::nullopt;
}

}  // namespace reverie
