#include "shared/canvas_gl/text_paths.h"

#include "shared/canvas/text_layout.h"

namespace reverie {

namespace {

constexpr std::uint64_t frames_kept = 120;

std::string key_of(const TextCommand& command) {
  const TextStyle& style = command.style;
  const double numbers[] = {style.size, style.leading, command.wrap_width};
  std::string key = command.text;
  for (const int part : {static_cast<int>(style.font), static_cast<int>(style.weight), static_cast<int>(style.align),
                         static_cast<int>(style.baseline)}) {
    key.push_back(static_cast<char>(part));
  }
  key.append(reinterpret_cast<const char*>(numbers), sizeof(numbers));
  return key;
}

}  // namespace

const Path& TextPaths::path_of(const TextCommand& command) {
  Held& held = held_[key_of(command)];
  if (held.last_frame == 0) {
    TextCommand at_origin = command;
    at_origin.x = at_origin.y = 0;
    held.path = path_of_text(at_origin);
  }
  held.last_frame = frame_ + 1;
  return held.path;
}

void TextPaths::end_frame() {
  std::erase_if(held_, [&](const auto& entry) { return entry.second.last_frame + frames_kept < frame_; });
  ++frame_;
}

}  // namespace reverie
