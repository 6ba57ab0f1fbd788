// Stroke: what one pen did between down and up, and its compact text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/canvas/canvas.h"

namespace reverie::pieces {

enum class Brush { ink, pencil, marker, eraser };
inline constexpr int brush_count = 4;

struct StrokePoint {
  double x = 0, y = 0;    // points of the sheet
  double pressure = 0.5;  // 0…1; 0.5 gives the width that was asked for
  bool operator==(const StrokePoint&) const = default;
};

// How a stroke is drawn; small enough to be copied.
struct StrokeStyle {
  Brush brush = Brush::ink;
  Color color{22, 22, 26};
  double width = 7;      // points
  int fold = 1;          // 1, 3, 5, 6 or 8 copies around the middle
  bool reflect = false;  // and each of them mirrored
  bool tapered = true;   // thinned at both ends, for want of a pen that tells its pressure
  bool operator==(const StrokeStyle&) const = default;
};

inline constexpr std::size_t max_stroke_points = 4'000;
inline constexpr double max_stroke_reach = 100'000;  // points from the corner of the sheet

// Leaves out what the curve through the others shows as well: strays by at most `tolerance` points.
std::vector<StrokePoint> simplified(const std::vector<StrokePoint>& points, double tolerance);

// Differences in sixteenths of a point and 63rds of pressure, five bits a letter. Reading back rounds to those.
std::string text_from_points(const std::vector<StrokePoint>& points);
// nullopt: letters that it never writes, a number cut off, none or too many points, a place beyond reach.
std::optional<std::vector<StrokePoint>> points_from_text(std::string_view text);

}  // namespace reverie::pieces
