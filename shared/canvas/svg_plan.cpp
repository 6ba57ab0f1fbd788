#include "shared/canvas/svg_plan.h"

#include <algorithm>

namespace reverie::svg {

namespace {

bool is_opaque(const Paint& paint, const State& state) {
  if (state.opacity < 1) return false;
  if (!paint.gradient) return paint.color.a == 255;
  const auto& stops = paint.gradient->stops;
  return std::all_of(stops.begin(), stops.end(), [](const GradientStop& stop) { return stop.color.a == 255; });
}

// Hides all below it, or takes it away.
bool starts_anew(const DisplayList& list, const Command& command) {
  const auto* background = std::get_if<BackgroundCommand>(&command);
  if (background == nullptr) return false;
  const State& state = list.state_of(command);
  if (state.clip != 0) return false;
  return state.blend == BlendMode::replace ||
         (state.blend == BlendMode::blend && background->color.a == 255 && state.opacity >= 1);
}

Step::Kind kind_of(BlendMode blend, bool opaque) {
  if (blend == BlendMode::remove) return Step::Kind::cut;
  return blend == BlendMode::replace && !opaque ? Step::Kind::replace : Step::Kind::paint;
}

// Fill and stroke are laid down one after the other; one element does both where they only cover.
class Planner {
 public:
  explicit Planner(std::vector<Step>& plan) : plan_(plan) {}

  void add(const DisplayList& list, const Command& command) {
    const State& state = list.state_of(command);
    if (std::holds_alternative<ImageCommand>(command) || std::holds_alternative<DrawingCommand>(command))
      return add(list, command, false, false, state.blend, false);
    if (const auto* background = std::get_if<BackgroundCommand>(&command))
      return add(list, command, true, false, state.blend, is_opaque(background->color, state));
    const bool text = std::holds_alternative<TextCommand>(command);
    const bool fill = state.has_fill && !std::holds_alternative<LineCommand>(command);
    const bool stroke = state.has_stroke && state.stroke_weight > 0;
    const bool both_solid = is_opaque(state.fill, state) && is_opaque(state.stroke, state);
    const bool covers = state.blend == BlendMode::blend || (state.blend == BlendMode::replace && both_solid);
    if (covers && (fill || stroke)) return add(list, command, fill, stroke, BlendMode::blend, true);
    if (text && stroke) add(list, command, false, true, state.blend, is_opaque(state.stroke, state));
    if (fill) add(list, command, true, false, state.blend, is_opaque(state.fill, state));
    if (!text && stroke) add(list, command, false, true, state.blend, is_opaque(state.stroke, state));
  }

 private:
  void add(const DisplayList& list, const Command& command, bool fill, bool stroke, BlendMode blend, bool opaque) {
    const Step::Kind kind = kind_of(blend, opaque);
    if (blend == BlendMode::replace) blend = BlendMode::blend;
    plan_.push_back({&list, &command, kind, fill, stroke, blend});
  }

  std::vector<Step>& plan_;
};

}  // namespace

std::vector<Step> plan_of(const std::vector<const DisplayList*>& layer) {
  std::vector<Step> plan;
  Planner planner(plan);
  for (const DisplayList* list : layer) {
    for (const Command& command : list->commands) {
      const bool anew = starts_anew(*list, command);
      if (anew) plan.clear();
      planner.add(*list, command);
      if (anew) plan.back().kind = Step::Kind::paint;  // there is nothing left to replace
    }
  }
  return plan;
}

std::size_t masks_of(const std::vector<Step>& plan) {
  std::size_t masks = 0;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const bool goes_on = i > 0 && plan[i].kind == Step::Kind::cut && plan[i - 1].kind == Step::Kind::cut;
    if (plan[i].kind != Step::Kind::paint && !goes_on) ++masks;
  }
  return masks;
}

bool needs_isolation(const std::vector<Step>& plan) {
  return std::any_of(plan.begin(), plan.end(),
                     [](const Step& step) { return step.kind != Step::Kind::paint || step.blend != BlendMode::blend; });
}

}  // namespace reverie::svg
