// TextPaths: the outlines of texts, kept as long as they are drawn.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "shared/canvas/display_list.h"

namespace reverie {

class TextPaths {
 public:
  // As if the text stood at 0, 0. Good until end_frame.
  const Path& path_of(const TextCommand& command);
  void end_frame();

 private:
  struct Held {
    Path path;
    std::uint64_t last_frame = 0;
  };
  std::map<std::string, Held> held_;  // by text and style
  std::uint64_t frame_ = 0;
};

}  // namespace reverie
