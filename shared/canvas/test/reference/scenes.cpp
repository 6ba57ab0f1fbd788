#include "shared/canvas/test/reference/scenes.h"

namespace reverie::reference {

const std::vector<Scene>& scenes() {
  static const std::vector<Scene> all = [] {
    std::vector<Scene> joined;
    for (const auto part : {setting_scenes, shape_scenes, line_scenes, gradient_scenes, blend_scenes, picture_scenes,
                            text_scenes, place_scenes, drawing_scenes}) {
      for (const Scene& scene : part()) joined.push_back(scene);
    }
    return joined;
  }();
  return all;
}

DisplayList list_of(const Scene& scene) {
  Canvas canvas(scene.width, scene.height);
  scene.draw(canvas);
  return canvas.take();
}

}  // namespace reverie::reference
