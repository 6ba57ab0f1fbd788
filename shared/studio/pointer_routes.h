// PointerRoutes: whose each pointer is. A pointer belongs to where it came down, the canvas or the dock, until it comes
// up: neither hears of the other's, and a touch on one does not hinder a touch on the other.
#pragma once

#include <optional>
#include <vector>

#include "shared/piece/input.h"
#include "shared/studio/box.h"

namespace reverie {

class PointerRoutes {
 public:
  // Where the canvas lies in the window; asked at each sample, since only the last frame knows.
  void set_canvas(const Box& canvas) { canvas_ = canvas; }

  // `sample`: position in points of the window, `id` any number that the device has for this pointer. What belongs to
  // the dock is given to Dear ImGui at once; what belongs to the canvas comes back as the piece shall hear it: in
  // points of the canvas, with a small id of its own and the way since the last sample.
  std::optional<PointerEvent> take(const PointerEvent& sample);

  // Pointers that are on the canvas now are nobody's from here on.
  void let_go();
  bool holding_canvas() const;

 private:
  enum class Owner { canvas, dock, nobody };
  struct Held {
    int device;
    Owner owner;
    int id;  // on the canvas
    Vec2 last;
  };
  std::vector<Held>::iterator find(int device);
  Owner owner_at(Vec2 position) const;
  int free_id() const;
  bool dock_is_taken() const;
  std::optional<PointerEvent> down(const PointerEvent& sample);
  std::optional<PointerEvent> hover(const PointerEvent& sample);
  PointerEvent on_canvas(const PointerEvent& sample, int id, Vec2& last) const;

  Box canvas_;
  std::vector<Held> held_;
  Vec2 last_hover_;
  bool hovered_canvas_ = false;
};

}  // namespace reverie
