// Graphs from a seed, with names for their stars.
#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "shared/pieces/constellation/graph.h"
#include "shared/random/random.h"

namespace reverie::pieces {

namespace {

// Syllables in the manner of the Arabic and Greek names that bright stars carry.
constexpr std::array<const char*, 24> onsets = {"Al", "Be", "Ca", "De", "El", "Fo",  "Ga",  "Ha",
                                                "Iz", "Ka", "La", "Mi", "Na", "Ori", "Pha", "Ra",
                                                "Sa", "Ta", "Ul", "Ve", "Wa", "Xi",  "Ya",  "Zu"};
constexpr std::array<const char*, 20> middles = {"ba", "ci", "de",  "dra", "fe", "ge",  "la", "le",  "ma",  "mi",
                                                 "na", "ni", "phe", "ra",  "ri", "sta", "ta", "the", "thu", "zi"};
constexpr std::array<const char*, 18> ends = {"bar", "bib", "don", "gol", "k",  "lis", "ls", "m",  "mar",
                                              "n",   "ra",  "ran", "s",   "th", "tis", "ul", "ux", "x"};

std::string star_name(Random& random) {
  const auto pick = [&](const auto& parts) {
    return std::string(parts[random.below(static_cast<std::uint32_t>(parts.size()))]);
  };
  std::string name = pick(onsets);
  if (random.below(3) > 0) name += pick(middles);
  return name + pick(ends);
}

class Grower {
 public:
  Grower(std::uint64_t seed, int count) : random_(seed, 1), count_(count) {
    Random names(seed, 2);
    std::set<std::string> taken;
    for (int i = 0; i < count; ++i) {
      std::string name = star_name(names);
      for (int k = 2; !taken.insert(name).second; ++k) name = star_name(names) + (k > 8 ? " " + std::to_string(i) : "");
      graph_.nodes.push_back({name, name, 0, 1});
    }
  }

  void communities() {
    const int groups = std::clamp(3 + static_cast<int>(random_.below(5)), 1, std::max(1, count_ / 6));
    // Uneven sizes: each group draws its share.
    std::vector<double> shares;
    double sum = 0;
    for (int g = 0; g < groups; ++g) shares.push_back(0.35 + random_.uniform()), sum += shares.back();
    int node = 0;
    for (int g = 0; g < groups; ++g) {
      graph_.groups.push_back("group " + std::to_string(g + 1));
      const int first = node;
      const int last =
          g + 1 == groups
              ? count_
              : std::min(count_,
                         node + std::max(2, static_cast<int>(shares[static_cast<std::size_t>(g)] / sum * count_)));
      for (; node < last; ++node) {
        graph_.nodes[static_cast<std::size_t>(node)].group = g;
        // Towards the early ones of the group, so that it has hubs.
        for (int k = 0; node > first && k < 1 + static_cast<int>(random_.below(2)); ++k) {
          const double t = random_.uniform();
          link(node, first + static_cast<int>(t * t * (node - first)));
        }
        if (first > 0 && random_.below(9) == 0)
          link(node, static_cast<int>(random_.below(static_cast<std::uint32_t>(first))));
      }
      if (first > 0) link(first, static_cast<int>(random_.below(static_cast<std::uint32_t>(first))));
    }
  }

  void small_world() {
    groups_along(6);
    for (int i = 0; i < count_; ++i) {
      for (int k = 1; k <= 2; ++k) {
        const bool elsewhere = random_.uniform() < 0.035;
        link(i, elsewhere ? static_cast<int>(random_.below(static_cast<std::uint32_t>(count_))) : (i + k) % count_);
      }
    }
  }

  void preferential() {
    std::vector<int> ends{0};
    std::vector<int> parents(static_cast<std::size_t>(count_), 0);
    for (int i = 1; i < count_; ++i) {
      const int links = random_.below(4) == 0 ? 2 : 1;
      for (int k = 0; k < links; ++k) {
        const int other = ends[random_.below(static_cast<std::uint32_t>(ends.size()))];
        if (other == i || !link(i, other)) continue;
        if (k == 0) parents[static_cast<std::size_t>(i)] = other;
        ends.push_back(other);
        ends.push_back(i);
      }
    }
    group_by_branch(parents);
  }

  Graph take() {
    graph_.finish();
    return std::move(graph_);
  }

 private:
  bool link(int a, int b) {
    if (a == b || !linked_.insert({std::min(a, b), std::max(a, b)}).second) return false;
    graph_.links.push_back({a, b, 1});
    return true;
  }

  void groups_along(int groups) {
    for (int g = 0; g < groups; ++g) graph_.groups.push_back("arc " + std::to_string(g + 1));
    for (int i = 0; i < count_; ++i) graph_.nodes[static_cast<std::size_t>(i)].group = i * groups / count_;
  }

  // The first few stars found a house each, and so that the oldest, whom most join, does not swallow them all, those
  // who join it belong to any house; all others to the house that they joined.
  void group_by_branch(const std::vector<int>& parents) {
    constexpr int houses = 6;
    for (int g = 0; g < houses; ++g) graph_.groups.push_back("house " + std::to_string(g + 1));
    for (int i = 0; i < count_; ++i) {
      const int parent = parents[static_cast<std::size_t>(i)];
      graph_.nodes[static_cast<std::size_t>(i)].group = i < houses ? i
                                                        : parent == 0
                                                            ? static_cast<int>(random_.below(houses))
                                                            : graph_.nodes[static_cast<std::size_t>(parent)].group;
    }
  }

  Graph graph_;
  Random random_;
  int count_;
  std::set<std::pair<int, int>> linked_;
};

}  // namespace

Graph grown_graph(Growth growth, std::uint64_t seed, int count) {
  Grower grower(seed, std::clamp(count, 2, 5000));
  if (growth == Growth::communities) grower.communities();
  if (growth == Growth::small_world) grower.small_world();
  if (growth == Growth::preferential) grower.preferential();
  return grower.take();
}

}  // namespace reverie::pieces
