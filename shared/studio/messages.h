// Messages: sentences for the person, over the canvas. Problems stay until they are dismissed; notes fade by
// themselves.
#pragma once

#include <deque>
#include <string>

#include "shared/studio/box.h"

namespace reverie {

enum class MessageKind { note, problem };

struct Message {
  std::string sentence;
  MessageKind kind = MessageKind::note;
  double age = 0;  // seconds
};

class Messages {
 public:
  // The same sentence twice is one message; at most four are kept.
  void add(std::string sentence, MessageKind kind);
  void dismiss(std::size_t index);
  const std::deque<Message>& all() const { return all_; }
  // Draws them at the foot of `canvas`, newest lowest.
  void draw(const Box& canvas, double elapsed, bool reduced_motion);

 private:
  bool draw_one(const Message& message, std::size_t index, const Box& canvas, float& bottom, bool reduced_motion);
  std::deque<Message> all_;
};

}  // namespace reverie
