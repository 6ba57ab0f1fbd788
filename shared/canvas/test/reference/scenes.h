// The reference scenes: every function of the vocabulary in a small picture. Each is drawn by the raster (compared with
// the PNG of its name beside this file, exactly), as SVG and on the GPU (compared with the raster within a tolerance).
// A new function of the canvas gets a scene here; `make` target reverie_reference_pictures writes the PNGs anew.
#pragma once

#include <string_view>
#include <vector>

#include "shared/canvas/canvas.h"

namespace reverie::reference {

struct Scene {
  std::string_view name;  // kebab-case, also the PNG's
  double width, height;   // points, at most 200 × 150
  void (*draw)(Canvas& canvas);
};

// All of them, in the order of the contact sheet.
const std::vector<Scene>& scenes();

// The parts of the table, one a file.
std::vector<Scene> setting_scenes();
std::vector<Scene> shape_scenes();
std::vector<Scene> line_scenes();
std::vector<Scene> gradient_scenes();
std::vector<Scene> blend_scenes();
std::vector<Scene> picture_scenes();
std::vector<Scene> text_scenes();
std::vector<Scene> place_scenes();
std::vector<Scene> drawing_scenes();

DisplayList list_of(const Scene& scene);

inline constexpr Color ink{33, 37, 56}, paper{250, 246, 238}, vermilion{226, 82, 55}, ochre{235, 174, 72},
    teal{38, 140, 138}, sky{120, 176, 222}, plum{122, 62, 118}, leaf{120, 158, 72};

}  // namespace reverie::reference
