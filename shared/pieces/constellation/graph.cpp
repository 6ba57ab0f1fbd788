#include "shared/pieces/constellation/graph.h"

#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "shared/piece/text.h"

namespace reverie::pieces {

namespace {

using Json = nlohmann::json;

constexpr std::size_t max_name_bytes = 200;

std::optional<std::string> name_from(const Json& json) {
  if (json.is_number_integer()) return json.dump();
  if (!json.is_string()) return std::nullopt;
  std::string text = json.get<std::string>();
  if (text.empty() || text.size() > max_name_bytes || !is_plain_text(text)) return std::nullopt;
  return text;
}

std::optional<double> number_within(const Json& object, const char* key, double low, double high) {
  const auto found = object.find(key);
  if (found == object.end()) return 1.0;
  if (!found->is_number()) return std::nullopt;
  const auto value = found->get<double>();
  if (!(value >= low && value <= high)) return std::nullopt;
  return value;
}

Error wrong(const std::string& entry, const std::string& what) {
  return Error{"This graph cannot be read: " + entry + " " + what + "; the picture stays as it is."};
}

class Reader {
 public:
  Result<Graph> read(const Json& json) {
    if (!json.is_object() || !json.contains("nodes") || !json["nodes"].is_array()) {
      return wrong("the text", R"(is no JSON object with an array "nodes")");
    }
    const Json& nodes = json["nodes"];
    if (nodes.empty() || nodes.size() > max_graph_nodes) {
      return wrong("\"nodes\"", "has " + std::to_string(nodes.size()) + " entries, and 1 to 20000 are allowed");
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (const Result<void> added = add_node(nodes[i], "nodes[" + std::to_string(i) + "]"); !added)
        return added.error();
    }
    const Json links = json.value("links", Json::array());
    if (!links.is_array() || links.size() > max_graph_links) {
      return wrong("\"links\"", "must be an array of at most 60000 entries");
    }
    for (std::size_t i = 0; i < links.size(); ++i) {
      if (const Result<void> added = add_link(links[i], "links[" + std::to_string(i) + "]"); !added)
        return added.error();
    }
    graph_.finish();
    return std::move(graph_);
  }

 private:
  Result<void> add_node(const Json& json, const std::string& entry) {
    if (!json.is_object() || !json.contains("id")) return wrong(entry, R"(is no object with an "id")");
    const std::optional<std::string> id = name_from(json["id"]);
    if (!id) return wrong(entry, "has an \"id\" that is neither a whole number nor a text of 1 to 200 bytes");
    if (!index_.emplace(*id, static_cast<int>(graph_.nodes.size())).second) {
      return wrong(entry, "has the id " + in_quotes(*id) + ", which another node has already");
    }
    GraphNode node{*id, *id, 0, 1};
    if (const auto label = json.find("label"); label != json.end()) {
      const std::optional<std::string> text = name_from(*label);
      if (!text) return wrong(entry, "has a \"label\" that is no text of 1 to 200 bytes");
      node.label = *text;
    }
    if (const Result<int> group = group_of(json, entry); group) {
      node.group = *group;
    } else {
      return group.error();
    }
    const std::optional<double> size = number_within(json, "size", 0.1, 10);
    if (!size) return wrong(entry, "has a \"size\" that is no number from 0.1 to 10");
    node.size = *size;
    graph_.nodes.push_back(std::move(node));
    return {};
  }

  Result<int> group_of(const Json& json, const std::string& entry) {
    std::string name;
    if (const auto group = json.find("group"); group != json.end()) {
      const std::optional<std::string> text = name_from(*group);
      if (!text) return wrong(entry, "has a \"group\" that is neither a whole number nor a text of 1 to 200 bytes");
      name = *text;
    }
    const auto [place, fresh] = groups_.emplace(name, static_cast<int>(graph_.groups.size()));
    if (fresh) graph_.groups.push_back(name);
    return place->second;
  }

  Result<void> add_link(const Json& json, const std::string& entry) {
    if (!json.is_object()) return wrong(entry, "is no object");
    GraphLink link;
    for (const auto& [key, end] : {std::pair{"source", &link.source}, std::pair{"target", &link.target}}) {
      const std::optional<std::string> id = json.contains(key) ? name_from(json[key]) : std::nullopt;
      if (!id) return wrong(entry, "has no \"" + std::string(key) + "\" that names a node");
      const auto node = index_.find(*id);
      if (node == index_.end())
        return wrong(entry, "names the " + std::string(key) + " " + in_quotes(*id) + ", and no node has that id");
      *end = node->second;
    }
    const std::optional<double> weight = number_within(json, "weight", 0.01, 100);
    if (!weight) return wrong(entry, "has a \"weight\" that is no number from 0.01 to 100");
    link.weight = *weight;
    if (link.source != link.target) graph_.links.push_back(link);  // a star is linked to itself anyway
    return {};
  }

  Graph graph_;
  std::map<std::string, int> index_, groups_;
};

}  // namespace

void Graph::finish() {
  degrees.assign(nodes.size(), 0);
  for (const GraphLink& link : links) {
    ++degrees[static_cast<std::size_t>(link.source)];
    ++degrees[static_cast<std::size_t>(link.target)];
  }
}

Result<Graph> graph_from_json(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return wrong("the text", "is no JSON");
  return Reader().read(json);
}

std::string json_from_graph(const Graph& graph) {
  Json json = {{"nodes", Json::array()}, {"links", Json::array()}};
  for (const GraphNode& node : graph.nodes) {
    Json entry = {{"id", node.id}};
    if (node.label != node.id) entry["label"] = node.label;
    const std::string& group = graph.groups[static_cast<std::size_t>(node.group)];
    if (!group.empty()) entry["group"] = group;
    if (node.size != 1) entry["size"] = node.size;
    json["nodes"].push_back(std::move(entry));
  }
  for (const GraphLink& link : graph.links) {
    Json entry = {{"source", graph.nodes[static_cast<std::size_t>(link.source)].id},
                  {"target", graph.nodes[static_cast<std::size_t>(link.target)].id}};
    if (link.weight != 1) entry["weight"] = link.weight;
    json["links"].push_back(std::move(entry));
  }
  return json.dump();
}

}  // namespace reverie::pieces
