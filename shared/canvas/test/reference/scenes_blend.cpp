// Every blend mode: opaque and translucent colours and a course, on an opaque ground (left) and on none (right).
#include "shared/canvas/test/reference/scenes.h"

namespace reverie::reference {

namespace {

template <BlendMode mode>
void blend(Canvas& c) {
  c.no_stroke();
  c.fill(linear_gradient({0, 0}, {0, 64}, {{0, {20, 30, 90}}, {0.5, {210, 120, 60}}, {1, {250, 245, 230}}}));
  c.rect(0, 0, 60, 64);
  c.fill(with_alpha(sky, 0.5));
  c.rect(60, 0, 18, 64);
  c.blend_mode(mode);
  c.fill(linear_gradient({8, 0}, {112, 0},
                         {{0, {0, 0, 0}}, {0.35, {200, 60, 60}}, {0.7, {120, 200, 140}}, {1, {255, 255, 255}}}));
  c.rect(8, 6, 104, 22);
  c.fill(with_alpha(ochre, 0.6));
  c.circle(40, 44, 30);
  c.fill(teal);
  c.circle(70, 44, 26);
  c.opacity(0.5);
  c.fill(plum);
  c.circle(98, 44, 22);
}

}  // namespace

std::vector<Scene> blend_scenes() {
  return {{"blend-blend", 120, 64, blend<BlendMode::blend>},
          {"blend-add", 120, 64, blend<BlendMode::add>},
          {"blend-darkest", 120, 64, blend<BlendMode::darkest>},
          {"blend-lightest", 120, 64, blend<BlendMode::lightest>},
          {"blend-difference", 120, 64, blend<BlendMode::difference>},
          {"blend-exclusion", 120, 64, blend<BlendMode::exclusion>},
          {"blend-multiply", 120, 64, blend<BlendMode::multiply>},
          {"blend-screen", 120, 64, blend<BlendMode::screen>},
          {"blend-replace", 120, 64, blend<BlendMode::replace>},
          {"blend-remove", 120, 64, blend<BlendMode::remove>},
          {"blend-overlay", 120, 64, blend<BlendMode::overlay>},
          {"blend-hard-light", 120, 64, blend<BlendMode::hard_light>},
          {"blend-soft-light", 120, 64, blend<BlendMode::soft_light>},
          {"blend-dodge", 120, 64, blend<BlendMode::dodge>},
          {"blend-burn", 120, 64, blend<BlendMode::burn>}};
}

}  // namespace reverie::reference
