// Chart: how the graph looks — a star chart with its rings, lines, stars, glow and names.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "shared/canvas/canvas.h"
#include "shared/pieces/constellation/graph.h"

namespace reverie::pieces {

struct Theme {
  std::string_view name;
  Color middle, edge;  // of the ground
  Color ink;           // rings and names
  std::array<Color, 7> groups;
  bool glows;
};

const Theme& theme_of(std::string_view name);  // the first where there is no such name

// Everything in points of the canvas.
struct ChartView {
  const Graph& graph;
  const Theme& theme;
  std::vector<Vec2> places;
  std::vector<double> radii;
  Vec2 middle;     // of the layout
  Vec2 reach;      // half axes of the ellipse around all stars
  int focus = -1;  // the star that is looked at: it and its neighbours stand out
  bool names = true, rings = true;
};

void draw_chart(Canvas& canvas, const ChartView& view);

}  // namespace reverie::pieces
