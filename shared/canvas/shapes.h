// Shapes: the vocabulary's figures as paths.
#pragma once

#include "shared/canvas/display_list.h"

namespace reverie {

// Radii are cut back together where two do not fit on a side, as in CSS.
Path path_of_rect(const RectCommand& rect);

// Four cubics, off by at most 0.03 % of the radius.
Path path_of_ellipse(const EllipseCommand& ellipse);

// The arc alone, from start clockwise to stop (radians, both finite). As in p5 the angles are those that the eye sees
// from the centre, also where width and height differ, and whole turns do not count: 3π is π. Start and stop at one
// place give the whole ellipse.
Path path_of_arc(double x, double y, double width, double height, double start, double stop);
bool is_whole_turn(double start, double stop);  // or several, or none

// Twice the area within the contours, positive where they run clockwise on a screen; curves count by their control
// points.
double signed_area(const Path& path);

// The same contours run the other way round.
Path reversed(const Path& path);

// Any command that is a shape as its path; empty for backgrounds, pictures, texts and drawings.
Path path_of(const Command& command);

}  // namespace reverie
