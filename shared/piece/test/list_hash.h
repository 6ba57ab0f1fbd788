// For tests of pieces: one number for what was recorded, so that a seed can be held to one picture with every compiler.
#pragma once

#include <bit>
#include <cstdint>

#include "shared/canvas/canvas.h"

namespace reverie {

// FNV-1a over the places and colours of all that was recorded: what a picture is made of, whichever replay draws it.
inline std::uint64_t hash_of(const DisplayList& list) {
  std::uint64_t hash = 14695981039346656037ull;
  const auto add = [&](double number) { hash = (hash ^ std::bit_cast<std::uint64_t>(number)) * 1099511628211ull; };
  const auto add_color = [&](Color c) { add(c.r), add(c.g), add(c.b), add(c.a); };
  for (const State& state : list.states) {
    add(state.transform.a), add(state.transform.d), add(state.transform.e), add(state.transform.f);
    add_color(state.fill.color);
    if (!state.fill.gradient) continue;
    for (const GradientStop& stop : state.fill.gradient->stops) add_color(stop.color);
  }
  for (const Command& command : list.commands) {
    if (const auto* path = std::get_if<PathCommand>(&command)) {
      for (const Vec2& point : path->path.points()) add(point.x), add(point.y);
    } else if (const auto* drawing = std::get_if<DrawingCommand>(&command)) {
      add(static_cast<double>(hash_of(drawing->drawing->top()) >> 12));
    }
  }
  return hash;
}

}  // namespace reverie
