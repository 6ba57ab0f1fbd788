#include "shared/canvas_gl/winding_atlas.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace reverie {
namespace {

Outline polygon(std::vector<Vec2> points) { return {{std::move(points), true}}; }

// The winding areas that the GPU would sum, at a pixel of the texture.
double winding_at(const WindingAtlas& atlas, int x, int y) {
  double sum = 0;
  constexpr int slices = 64;
  for (const Edge& edge : atlas.edges()) {
    if (x + 1 > edge.right) continue;
    for (int i = 0; i < slices; ++i) {
      const double at = y + (i + 0.5) / slices;
      const double low = std::min(edge.y0, edge.y1), high = std::max(edge.y0, edge.y1);
      if (at < low || at >= high) continue;
      const double cross = edge.x0 + (at - edge.y0) / (edge.y1 - edge.y0) * (edge.x1 - edge.x0);
      sum += (edge.y1 > edge.y0 ? 1 : -1) * std::clamp(x + 1 - cross, 0.0, 1.0) / slices;
    }
  }
  return sum;
}

TEST(WindingAtlas, CountsTheAreaOfAShape) {
  WindingAtlas atlas;
  atlas.resize(64, 64);
  const Outline square = polygon({{2.5, 3}, {6, 3}, {6, 7.25}, {2.5, 7.25}});
  std::vector<MaskPiece> pieces = WindingAtlas::pieces_of(square, 50, 50);
  ASSERT_TRUE(atlas.add(square, pieces));
  ASSERT_EQ(pieces.size(), 1u);
  const MaskPiece& piece = pieces[0];
  EXPECT_EQ((std::array{piece.x, piece.y, piece.width, piece.height}), (std::array{2, 3, 4, 5}));
  const auto covered = [&](int x, int y) {
    return std::fabs(winding_at(atlas, piece.atlas_x + x - piece.x, piece.atlas_y + y - piece.y));
  };
  EXPECT_NEAR(covered(2, 4), 0.5, 1e-6);
  EXPECT_NEAR(covered(4, 5), 1, 1e-6);
  EXPECT_NEAR(covered(4, 7), 0.25, 1e-6);
}

TEST(WindingAtlas, WhatHangsOverTheEdgeOfTheTargetIsCut) {
  WindingAtlas atlas;
  atlas.resize(64, 64);
  const Outline wide = polygon({{-1e9, -40}, {90, -40}, {1e9, 90}, {-300, 90}});
  std::vector<MaskPiece> pieces = WindingAtlas::pieces_of(wide, 30, 20);
  ASSERT_TRUE(atlas.add(wide, pieces));
  ASSERT_EQ(pieces.size(), 1u);
  EXPECT_EQ(pieces[0].width, 30);
  EXPECT_EQ(pieces[0].height, 20);
  for (const Edge& edge : atlas.edges()) {
    EXPECT_GE(std::min(edge.y0, edge.y1), 0);
    EXPECT_LE(std::max(edge.y0, edge.y1), 20);
    EXPECT_GE(std::min(edge.x0, edge.x1), 0);
  }
  EXPECT_NEAR(std::fabs(winding_at(atlas, 0, 0)), 1, 1e-6);
  EXPECT_NEAR(std::fabs(winding_at(atlas, 29, 19)), 1, 1e-6);
}

TEST(WindingAtlas, ALongSlantStrokeTakesBands) {
  const Outline slant = polygon({{0, 0}, {4, 0}, {1004, 800}, {1000, 800}});
  const std::vector<MaskPiece> pieces = WindingAtlas::pieces_of(slant, 1100, 900);
  int area = 0, below = 0;
  for (const MaskPiece& piece : pieces) {
    EXPECT_EQ(piece.y, below);
    below = piece.y + piece.height;
    area += piece.width * piece.height;
  }
  EXPECT_EQ(below, 800);
  EXPECT_LT(area, 1004 * 800 / 8);
}

TEST(WindingAtlas, RefusesWithoutATraceWhatHasNoRoom) {
  WindingAtlas atlas;
  atlas.resize(64, 64);
  const Outline half = polygon({{0, 0}, {40, 0}, {40, 40}});
  std::vector<MaskPiece> pieces = WindingAtlas::pieces_of(half, 64, 64);
  ASSERT_TRUE(atlas.add(half, pieces));
  const std::size_t edges = atlas.edges().size();
  EXPECT_FALSE(atlas.add(half, pieces));
  EXPECT_EQ(atlas.edges().size(), edges);
  atlas.clear();
  EXPECT_TRUE(atlas.add(half, pieces));
}

TEST(WindingAtlas, NothingComesOfNothing) {
  const double inf = std::numeric_limits<double>::infinity();
  for (const Outline& empty : {Outline{}, polygon({{1, 1}, {5, 5}}), polygon({{1, 1}, {inf, 5}, {2, 9}}),
                               polygon({{100, 1}, {120, 5}, {110, 9}}), polygon({{1, 5}, {9, 5}, {4, 5}}),
                               polygon({{-9, 1}, {-2, 5}, {-4, 9}})}) {
    EXPECT_TRUE(WindingAtlas::pieces_of(empty, 50, 50).empty());
  }
}

}  // namespace
}  // namespace reverie
