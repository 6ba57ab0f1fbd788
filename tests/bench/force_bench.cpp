// One step of constellation's layout at 5,000 stars. Prints JSON: the graph, so that a peer can lay out the same, and
// the median time of a step.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "shared/pieces/constellation/force.h"

int main() {
  using namespace reverie::pieces;
  constexpr int stars = 5000, steps = 60;
  const Graph graph = grown_graph(Growth::communities, 5, stars);
  Force force(graph, std::vector<double>(stars, 4.0), {30, 30, 1});
  std::vector<double> times;
  for (int i = 0; i < steps; ++i) {
    const auto start = std::chrono::steady_clock::now();
    force.step();
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::nth_element(times.begin(), times.begin() + steps / 2, times.end());
  std::printf("{\"step_ms\":%.4f,\"graph\":%s}\n", times[steps / 2], json_from_graph(graph).c_str());
}
