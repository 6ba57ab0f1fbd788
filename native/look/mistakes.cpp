#include "native/look/mistakes.h"

#include <algorithm>
#include <numeric>

#include "native/publish/previews.h"
#include "native/runtime/package_neighbours.h"

namespace reverie {

namespace {

constexpr std::int64_t most_work = 200'000'000'000;
constexpr int fewest = 2 * mistakes_shown;

int count_for(std::int64_t multiply_adds) {
  const std::int64_t affordable = most_work / std::max<std::int64_t>(multiply_adds, 1);
  return static_cast<int>(std::clamp<std::int64_t>(affordable, fewest, mistakes_drawn));
}

}  // namespace

Result<std::optional<Mistakes>> mistakes_of(const Package& package, Session& session, std::int64_t multiply_adds) {
  const auto neighbours = neighbours_of(package);
  if (!neighbours) return neighbours.error();
  if (*neighbours == nullptr) return std::optional<Mistakes>();
  Mistakes found;
  found.drawn = count_for(multiply_adds);
  found.layered = (*neighbours)->layered;
  found.rows = (*neighbours)->count();
  found.of = (*neighbours)->of;
  const auto pictures = draw_samples(package.model, session, mistakes_seed, found.drawn);
  if (!pictures) return pictures.error();
  std::vector<Nearness> measured;
  for (const Image& picture : *pictures) {
    const auto feature = near_feature(picture);
    if (!feature) return feature.error();
    measured.push_back(nearness_of(**neighbours, *feature));
    ++found.words[static_cast<std::size_t>(measured.back().word)];
  }
  std::vector<std::size_t> order(pictures->size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, [&](auto a, auto b) { return measured[a].distance < measured[b].distance; });
  for (std::size_t i = 0; i < mistakes_shown; ++i) {
    found.nearest.push_back((*pictures)[order[i]]);
    found.farthest.push_back((*pictures)[order[order.size() - 1 - i]]);
  }
  return std::optional(std::move(found));
}

}  // namespace reverie
