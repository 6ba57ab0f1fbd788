// Graph: stars and the lines between them, made from a seed or read from a person's own JSON:
//   {"nodes": [{"id": "a", "label": "Ann", "group": "family", "size": 2}, …],
//    "links": [{"source": "a", "target": "b", "weight": 1}, …]}
// label, group, size and weight may be left out; ids and groups are texts or whole numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace reverie::pieces {

inline constexpr std::size_t max_graph_nodes = 20'000, max_graph_links = 60'000;

struct GraphNode {
  std::string id, label;  // label: what a person reads, the id where none was given
  int group = 0;          // index into Graph::groups
  double size = 1;        // 0.1…10, how much larger than its links alone would make it
};

struct GraphLink {
  int source = 0, target = 0;  // indices of nodes, different ones
  double weight = 1;           // 0.01…100; a heavier link is shorter
};

struct Graph {
  std::vector<GraphNode> nodes;
  std::vector<GraphLink> links;
  std::vector<std::string> groups;
  std::vector<int> degrees;  // links of each node

  // Counts the degrees; call it when nodes and links are there.
  void finish();
};

// Fails with a sentence that names the entry and what is wrong with it; nothing is half read.
Result<Graph> graph_from_json(std::string_view text);
std::string json_from_graph(const Graph& graph);

enum class Growth { communities, small_world, preferential };

// The same seed, growth and count (2…5000) give the same graph everywhere. communities: groups with many links inside
// and few between; small_world: Watts & Strogatz, "Collective dynamics of small-world networks", 1998; preferential:
// Barabási & Albert, "Emergence of scaling in random networks", 1999.
Graph grown_graph(Growth growth, std::uint64_t seed, int count);

}  // namespace reverie::pieces
