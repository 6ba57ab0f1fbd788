// Input: events as they arrive at a piece, and what is pressed and where right now — p5's mouseX, touches, keyIsDown.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "shared/canvas/geometry.h"

namespace reverie {

enum class PointerPhase { down, move, up, hover };
enum class PointerKind { mouse, pen, touch };

// Hosts deliver every sample that the device gave, coalesced ones too, in order.
struct PointerEvent {
  PointerPhase phase = PointerPhase::move;
  Vec2 position;       // points, in the canvas
  Vec2 delta;          // since the last event of this pointer
  float pressure = 0;  // 0…1; a mouse has 0.5 while its button is down
  int id = 0;          // 0: the first pointer; 1, 2 …: further touches, small numbers used again
  PointerKind kind = PointerKind::mouse;
  float tilt_x = 0, tilt_y = 0;  // degrees −90…90 from upright, towards x and y
};

struct KeyEvent {
  std::string key;  // DOM names: "ArrowLeft", " ", "a"
  bool shift = false;
  bool repeated = false;  // held down long enough to come again
};

struct Touch {
  int id = 0;
  Vec2 position;
  float pressure = 0;
};

class Input {
 public:
  // The first pointer, where it was last seen; both zero before it ever came.
  Vec2 mouse() const { return mouse_; }
  Vec2 previous_mouse() const { return previous_mouse_; }  // a tick ago
  bool mouse_is_pressed() const { return !touches_.empty(); }
  float pressure() const { return touches_.empty() ? 0 : touches_.front().pressure; }
  // Every pointer that is down, the mouse's too, oldest first.
  const std::vector<Touch>& touches() const { return touches_; }
  bool key_is_down(std::string_view key) const { return keys_.find(key) != keys_.end(); }
  const std::set<std::string, std::less<>>& keys() const { return keys_; }  // all that are down

  // Player's part: events before the piece hears of them, and the end of each tick.
  void take(const PointerEvent& event);
  void key_down(const std::string& key) { keys_.insert(key); }
  void key_up(const std::string& key) { keys_.erase(key); }
  void let_go() { touches_.clear(), keys_.clear(); }  // the window lost the focus
  void end_tick() { previous_mouse_ = mouse_; }

 private:
  Vec2 mouse_, previous_mouse_;
  std::vector<Touch> touches_;
  std::set<std::string, std::less<>> keys_;
};

}  // namespace reverie
