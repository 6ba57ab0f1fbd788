#include "shared/canvas/svg.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "shared/canvas/drawing.h"
#include "shared/canvas/svg_defs.h"
#include "shared/canvas/svg_forms.h"
#include "shared/canvas/svg_plan.h"
#include "shared/canvas/svg_words.h"

namespace reverie {

namespace {

using namespace svg;

constexpr std::size_t piece_bytes = 1 << 16;

std::string_view css_of(BlendMode mode) {
  constexpr std::string_view names[blend_mode_count] = {
      "normal", "plus-lighter", "darken",  "lighten",    "difference", "exclusion",   "multiply",  "screen",
      "normal", "normal",       "overlay", "hard-light", "soft-light", "color-dodge", "color-burn"};
  return names[static_cast<std::size_t>(mode)];
}

std::string blend_style(BlendMode mode) {
  return mode == BlendMode::blend ? "" : attribute("style", "mix-blend-mode:" + std::string(css_of(mode)));
}

class SvgReplay {
 public:
  SvgReplay(double width, double height, const SvgOptions& options, const SvgSink& sink)
      : sink_(sink), defs_(out_, options, width, height) {}

  Result<void> write(const DisplayList& list, double width, double height, const SvgOptions& options) {
    out_ += "<svg" + attribute("xmlns", "http://www.w3.org/2000/svg") + attribute("width", width) +
            attribute("height", height) + attribute("viewBox", "0 0 " + number(width) + " " + number(height)) + ">\n";
    if (!options.title.empty()) out_ += "<title>" + escaped(options.title) + "</title>\n";
    if (!options.description.empty()) out_ += "<desc>" + escaped(options.description) + "</desc>\n";
    out_ += options.metadata;
    const std::vector<Step> plan = plan_of({&list});
    const bool isolated = needs_isolation(plan);
    if (isolated) out_ += "<g style=\"isolation:isolate\">\n";
    layer(plan, {});
    out_ += isolated ? "</g>\n</svg>\n" : "</svg>\n";
    pass_on(0);
    if (error_) return *error_;
    if (defs_.error()) return *defs_.error();
    return {};
  }

 private:
  // What belongs to one layer: how it lies on the canvas, and the ids of its lists' clips.
  struct Place {
    Matrix base;
    std::map<std::pair<const DisplayList*, std::uint32_t>, std::string> clips;
    std::string open_clip;  // of the group that is being written
  };

  void pass_on(std::size_t above) {
    if (out_.size() <= above) return;
    if (!error_ && !sink_(out_)) error_ = Error{"The SVG could not be written on; what was written is not whole."};
    out_.clear();
  }

  void layer(const std::vector<Step>& plan, const Matrix& base) {
    const std::size_t masks = masks_of(plan);
    if (masks > max_svg_masks) {
      error_ = Error{"This picture removes and paints in turn " + std::to_string(masks) +
                     " times, where an SVG takes " + std::to_string(max_svg_masks) + "; keep it as PNG."};
      return;
    }
    std::vector<std::string> ids;  // the innermost, first needed one last
    for (std::size_t i = 0; i < masks; ++i) {
      ids.push_back(defs_.next_id('m'));
      out_ += "<g" + link("mask", ids.back()) + ">\n";
    }
    Place place{base, {}, {}};
    for (std::size_t i = 0; i < plan.size() && !error_ && !defs_.error();) {
      if (plan[i].kind == Step::Kind::paint) {
        paint(plan[i], place, Ink::colors, plan[i].blend);
        ++i;
      } else {
        i = cut(plan, i, place, ids.back());
        ids.pop_back();
      }
      pass_on(piece_bytes);
    }
    close_clip(place);
  }

  // Everything so far, seen through a mask: white where it stays.
  std::size_t cut(const std::vector<Step>& plan, std::size_t i, Place& place, const std::string& id) {
    close_clip(place);
    out_ += "</g>\n<mask" + attribute("id", id) + attribute("maskUnits", "userSpaceOnUse") + defs_.whole() + "><rect" +
            defs_.whole() + attribute("fill", "#fff") + "/>\n";
    const Step& first = plan[i];
    if (first.kind == Step::Kind::replace) {
      paint(plan[i++], place, Ink::solid_holes, BlendMode::blend);
    } else {
      for (; i < plan.size() && plan[i].kind == Step::Kind::cut; ++i)
        paint(plan[i], place, Ink::holes, BlendMode::blend);
    }
    close_clip(place);
    out_ += "</mask>\n";
    if (first.kind == Step::Kind::replace) paint(first, place, Ink::colors, BlendMode::add);
    return i;
  }

  void close_clip(Place& place) {
    if (!place.open_clip.empty()) out_ += "</g>\n";
    place.open_clip.clear();
  }

  // Neighbours under one clip share its group; a group blends as a whole, so whatever blends has one of its own.
  void paint(const Step& step, Place& place, Ink ink, BlendMode blend) {
    const State& state = step.list->state_of(*step.command);
    const std::string clip = state.clip == 0 ? "" : clip_id(*step.list, state.clip, place);
    if (clip != place.open_clip || blend != BlendMode::blend) close_clip(place);
    if (clip.empty()) return element(step, state, place.base, ink, blend);
    if (blend != BlendMode::blend) {
      out_ += "<g" + link("clip-path", clip) + blend_style(blend) + ">\n";
      element(step, state, place.base, ink, BlendMode::blend);
      out_ += "</g>\n";
      return;
    }
    if (place.open_clip.empty()) out_ += "<g" + link("clip-path", clip) + ">\n";
    place.open_clip = clip;
    element(step, state, place.base, ink, blend);
  }

  std::string clip_id(const DisplayList& list, std::uint32_t number, Place& place) {
    std::vector<std::uint32_t> missing;
    for (std::uint32_t next = number; next != 0; next = list.clip(next).parent) {
      if (place.clips.contains({&list, next})) break;
      missing.push_back(next);
    }
    for (; !missing.empty(); missing.pop_back()) {
      const Clip& clip = list.clip(missing.back());
      const std::string id = place.clips[{&list, missing.back()}] = defs_.next_id('c');
      out_ += "<clipPath" + attribute("id", id);
      if (clip.parent != 0) out_ += link("clip-path", place.clips[{&list, clip.parent}]);
      out_ += "><path" + transform(place.base) + attribute("d", path_data(clip.path, decimals_under(place.base))) +
              "/></clipPath>\n";
    }
    return place.clips[{&list, number}];
  }

  void element(const Step& step, const State& state, const Matrix& base, Ink ink, BlendMode blend) {
    if (const auto* background = std::get_if<BackgroundCommand>(step.command))
      return whole_canvas(background->color, state, ink, blend);
    if (const auto* image = std::get_if<ImageCommand>(step.command)) return picture(*image, state, base, ink, blend);
    if (const auto* drawing = std::get_if<DrawingCommand>(step.command))
      return group(*drawing, state, base, ink, blend);
    shape(step, state, base, ink, blend);
  }

  void whole_canvas(Color color, const State& state, Ink ink, BlendMode blend) {
    if (color.a == 0 && ink != Ink::solid_holes) return;
    out_ += "<rect" + defs_.whole() + paint_attributes("fill", color, state, ink) + blend_style(blend) + "/>\n";
  }

  // ` fill="…" fill-opacity="…"`, or of the stroke; a gradient is written before the element begins.
  std::string paint_attributes(const std::string& name, const Paint& paint, const State& state, Ink ink) {
    if (ink == Ink::solid_holes) return attribute(name, "#000");
    const double alpha = paint.gradient ? state.opacity : paint.color.a / 255.0 * state.opacity;
    std::string words = paint.gradient ? link(name, defs_.gradient(*paint.gradient, ink))
                                       : attribute(name, ink == Ink::colors ? hex(paint.color) : "#000");
    if (alpha < 1) words += attribute(name + "-opacity", alpha, 4);
    return words;
  }

  std::string stroke_attributes(const State& state, Ink ink, int decimals) {
    std::string words = paint_attributes("stroke", state.stroke, state, ink);
    if (state.stroke_weight != 1) words += attribute("stroke-width", state.stroke_weight, decimals);
    if (state.cap != StrokeCap::square)
      words += attribute("stroke-linecap", state.cap == StrokeCap::round ? "round" : "square");
    if (state.join == StrokeJoin::miter) return words + attribute("stroke-miterlimit", "10");
    return words + attribute("stroke-linejoin", state.join == StrokeJoin::round ? "round" : "bevel");
  }

  void shape(const Step& step, const State& state, const Matrix& base, Ink ink, BlendMode blend) {
    const auto* path = std::get_if<PathCommand>(step.command);
    if (path != nullptr && path->outline && step.stroke) {
      Step part = step;
      part.stroke = false;
      if (step.fill) shape(part, state, base, ink, blend);
      return styled(PathCommand{*path->outline, nullptr, path->state}, false, true, state, base, ink, blend);
    }
    styled(*step.command, step.fill, step.stroke, state, base, ink, blend);
  }

  void styled(const Command& command, bool fill, bool stroke, const State& state, const Matrix& base, Ink ink,
              BlendMode blend) {
    const Matrix place = base * state.transform;
    const int decimals = decimals_under(place);
    std::string style = fill ? paint_attributes("fill", state.fill, state, ink) : attribute("fill", "none");
    if (stroke) style += stroke_attributes(state, ink, decimals);
    out_ += form_of(command, decimals) + transform(place) + style + blend_style(blend) + "/>\n";
  }

  void picture(const ImageCommand& command, const State& state, const Matrix& base, Ink ink, BlendMode blend) {
    const Matrix place = base * state.transform;
    if (ink == Ink::solid_holes) {
      const RectCommand frame{command.x, command.y, command.width, command.height, {}, command.state};
      out_ += form_of(frame, decimals_under(place)) + transform(place) + attribute("fill", "#000") + "/>\n";
      return;
    }
    const std::string id = defs_.picture(command.image);
    const Color tint = command.tint;
    const bool tinted = tint.r != 255 || tint.g != 255 || tint.b != 255;
    const double alpha = tint.a / 255.0 * state.opacity;
    std::string filter;
    if (ink == Ink::holes) out_ += "<g" + link("filter", defs_.black()) + ">";
    if (tinted && ink == Ink::colors) filter = link("filter", defs_.tint(tint));
    out_ += "<g" + transform(place) + filter + (alpha < 1 ? attribute("opacity", alpha, 4) : "") + blend_style(blend) +
            ">" + form_of_picture(command, id, decimals_under(place)) + (ink == Ink::holes ? "</g></g>\n" : "</g>\n");
  }

  void group(const DrawingCommand& command, const State& state, const Matrix& base, Ink ink, BlendMode blend) {
    if (ink == Ink::solid_holes) return whole_canvas({0, 0, 0, 255}, state, ink, blend);
    if (nesting_ >= max_drawing_nesting) return;
    const std::string filter = ink == Ink::holes ? link("filter", defs_.black()) : "";
    std::string style = "isolation:isolate";
    if (blend != BlendMode::blend) style += ";mix-blend-mode:" + std::string(css_of(blend));
    out_ += "<g" + filter + (state.opacity < 1 ? attribute("opacity", state.opacity, 4) : "") +
            attribute("style", style) + ">\n";
    std::vector<const DisplayList*> lists;
    for (const Drawing* drawing : layers_of(command.drawing.get())) lists.push_back(&drawing->top());
    ++nesting_;
    layer(plan_of(lists), base * state.transform);
    --nesting_;
    out_ += "</g>\n";
  }

  const SvgSink& sink_;
  std::string out_;
  Defs defs_;
  int nesting_ = 0;
  std::optional<Error> error_;
};

}  // namespace

Result<void> write_svg(const DisplayList& list, double width, double height, const SvgOptions& options,
                       const SvgSink& sink) {
  return SvgReplay(width, height, options, sink).write(list, width, height, options);
}

Result<std::string> svg_from_display_list(const DisplayList& list, double width, double height,
                                          const SvgOptions& options) {
  std::string text;
  const Result<void> written = write_svg(list, width, height, options, [&](std::string_view piece) {
    text += piece;
    return true;
  });
  if (!written) return written.error();
  return text;
}

}  // namespace reverie
