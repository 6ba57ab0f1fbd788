#include "shared/keep/beside.h"
#include "shared/words/words.h"

#include <nlohmann/json.hpp>

namespace reverie {

namespace {

using Json = nlohmann::json;

constexpr std::size_t most_text = 300;  // bytes of one fact: the record is free text of whoever trained

// The training record is shown, never interpreted: whatever is no short text is not told.
std::string text_at(const Json& json, const char* key) {
  if (!json.is_object() || !json.contains(key) || !json[key].is_string()) return "";
  const std::string& text = json[key].get_ref<const std::string&>();
  return text.size() <= most_text ? text : "";
}

}  // namespace

Beside beside_of(const std::string& slot, const Model& model) {
  Beside beside;
  beside.slot = slot;
  beside.id = model.id;
  beside.version = model.hash_prefix();
  beside.title = model.title;
  beside.author = model.author;
  beside.licence = model.licence;
  beside.credit = model.credit;
  const Json training = Json::parse(model.training_json, nullptr, false);
  if (!training.is_object()) return beside;
  if (training.contains("dataset")) {
    const Json& dataset = training["dataset"];
    beside.data = text_at(dataset, "name");
    beside.data_from = text_at(dataset, "source");
    beside.data_by = text_at(dataset, "credits");
    beside.data_licence = text_at(dataset, "licence");
  } else if (training.contains("imported")) {
    beside.data = text_at(training["imported"], "data");
  }
  return beside;
}

void tell_nearness(Beside& beside, const Neighbours* neighbours, const Image& picture) {
  const auto feature = near_feature(picture);
  if (neighbours == nullptr || !feature) {
    beside.near =
        "Nobody can say how near this picture lies to what the network learned from: its package does not tell.";
    beside.near_short = "how near to its training pictures: not known";
    return;
  }
  const Nearness nearness = nearness_of(*neighbours, *feature);
  beside.near = sentence_from(nearness, *neighbours);
  beside.near_short = short_text(nearness.word, neighbours->layered);
}

std::string summary_of(const Beside& beside) {
  const std::string_view title = said(beside.title);
  if (beside.author.empty() || beside.author == "unknown") return said("{0}, {1}", {title, beside.licence});
  return said("{0} by {1}, {2}", {title, said(beside.author), beside.licence});
}

std::vector<std::pair<std::string, std::string>> facts_of(const Beside& beside) {
  const auto joined = [](const std::string& first, const std::string& second) {
    return first.empty() || second.empty() ? first + second : first + ", " + second;
  };
  std::vector<std::pair<std::string, std::string>> facts;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) facts.emplace_back(name, value);
  };
  add("Made with", beside.title + (beside.version.empty() ? "" : ", version " + beside.version));
  add("By", beside.author);
  add("Licence", beside.licence);
  add("Learned from", beside.data.empty() ? "not told" : joined(beside.data, beside.data_from));
  add("Data by", joined(beside.data_by, beside.data_licence));
  add("Credit", beside.credit);
  add("How near", beside.near);
  return facts;
}

std::string json_from_besides(std::span<const Beside> besides) {
  Json json = Json::array();
  for (const Beside& beside : besides) {
    Json facts = Json::array();
    for (const auto& [name, value] : facts_of(beside)) facts.push_back({said(name), retold(value)});
    json.push_back({{"summary", summary_of(beside)}, {"near", retold(beside.near)}, {"facts", facts}});
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace reverie
