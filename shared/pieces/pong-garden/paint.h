// Paint: the garden and the court as shapes.
#pragma once

#include <array>

#include "shared/canvas/canvas.h"
#include "shared/pieces/pong-garden/court.h"
#include "shared/pieces/pong-garden/garden.h"

namespace reverie::pieces::pong_garden {

// Lays the court along the longer side of the canvas: end 0 is left or above, end 1 right or below.
struct Frame {
  Frame(double w, double h) : width(w), height(h), tall(h > w), unit(tall ? w : h), length((tall ? h : w) / unit) {}
  double width, height;
  bool tall;
  double unit;    // the shorter side
  double length;  // longer ÷ shorter
  Vec2 point(Vec2 share) const {
    return tall ? Vec2{share.y * width, share.x * height} : Vec2{share.x * width, share.y * height};
  }
  Vec2 share(Vec2 point) const {
    return tall ? Vec2{point.y / height, point.x / width} : Vec2{point.x / width, point.y / height};
  }
};

struct Flower {
  const Plant* plant;
  double grown = 1;  // 0…1
  double faded = 0;  // 0…1
};

using AllSpecies = std::array<Species, species_count>;

void paint_ground(Canvas& canvas, const Frame& frame, const Ground& ground);
// Between the plants; the seed's own.
void paint_grass(Canvas& canvas, const Frame& frame, const Ground& ground, std::uint64_t seed);
void paint_flowers(Canvas& canvas, const Frame& frame, const Ground& ground, const AllSpecies& species,
                   const std::vector<Flower>& flowers);
void paint_paddle(Canvas& canvas, const Frame& frame, const Ground& ground, const Court& court, int end, bool held,
                  double glow);
// The ball and where it was in the last ticks, the oldest first.
void paint_ball(Canvas& canvas, const Frame& frame, const Ground& ground, const std::vector<Vec2>& trail);

}  // namespace reverie::pieces::pong_garden
