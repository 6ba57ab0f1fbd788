// What elements of an SVG refer to by id: gradients, clips, pictures and filters. Each is written once, right before
// its first use.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "shared/base/result.h"
#include "shared/canvas/display_list.h"
#include "shared/canvas/svg.h"

namespace reverie::svg {

// With what a step paints: its colours; black of the same alpha, for a mask that takes that alpha away; opaque black
// over all it covers, for a mask that takes everything away there.
enum class Ink { colors, holes, solid_holes };

class Defs {
 public:
  Defs(std::string& out, const SvgOptions& options, double width, double height)
      : out_(out), options_(options), width_(width), height_(height) {}

  std::string next_id(char kind) { return kind + std::to_string(++last_); }
  // ` x="0" y="0" width="…" height="…"` of the whole canvas.
  std::string whole() const;

  std::string gradient(const Gradient& gradient, Ink ink);
  std::string picture(const std::shared_ptr<const Image>& image);
  std::string tint(Color color);  // multiplies the three colours
  std::string black();            // keeps alpha only

  // The first picture that could not be written.
  const std::optional<Error>& error() const { return error_; }

 private:
  std::string& out_;
  const SvgOptions& options_;
  double width_, height_;
  std::size_t last_ = 0;
  std::map<std::pair<const Gradient*, bool>, std::string> gradients_;
  std::map<const Image*, std::string> pictures_;
  std::set<std::string> filters_;
  std::optional<Error> error_;
};

}  // namespace reverie::svg
