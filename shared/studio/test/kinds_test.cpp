// What a hand can do with every kind of param: type, nudge, reset, lock.
#include <set>

#include "shared/studio/nudge.h"
#include "shared/studio/test/harness.h"

namespace reverie::studio_test {
namespace {

// Another value than the one that is there, by hand.
ParamValue another(const ParamSpec& spec, const ParamValue& value) {
  if (spec.kind == ParamKind::text) return std::string("another");
  const auto right = nudged(spec, value, {1, 0, true});
  return *right == value ? *nudged(spec, value, {-1, 0, true}) : *right;
}

class OnEveryKind : public StudioTest {
 protected:
  // All kinds of params are there, those that a model brings too.
  void open_all_kinds() {
    size = {1280, 2600};
    host.known = {{"faces", "Faces"}};
    open("latent-walk");
    host.arrive("generator");
    frames(5);
    std::set<ParamKind> kinds;
    for (const ParamSpec& spec : params().specs()) kinds.insert(spec.kind);
    ASSERT_EQ(kinds.size(), 6u) << "latent-walk no longer has every kind of param";
  }
  // Some place of its control, where the pointer only rests.
  Box control_of(const ParamSpec& spec) {
    const bool in_a_row = !studio->boxes().contains(spec.name);
    return box(in_a_row ? spec.name + "." + spec.choices.front() : spec.name);
  }
  void point_at(const ParamSpec& spec) {
    const Box control = control_of(spec);
    point(control.x + 3, control.center_y());
    frames(2);
  }
};

TEST_F(OnEveryKind, ValuesAreResetAndLockedAgainstSurprise) {
  open_all_kinds();
  const std::vector<ParamSpec> specs(params().specs().begin(), params().specs().end());
  for (const ParamSpec& spec : specs) {
    for (const ParamSpec& any : specs) params().reset(any.name);
    frames(2);
    EXPECT_FALSE(studio->boxes().contains("reset." + spec.name)) << spec.name;
    const ParamValue value = another(spec, params().value(spec.name));
    ASSERT_TRUE(params().set(spec.name, value).ok()) << spec.name;
    frames(2);
    if (spec.surprise) {
      point_at(spec);
      click("lock." + spec.name);
      EXPECT_TRUE(params().locked(spec.name)) << spec.name;
      studio->surprise();
      frames(2);
      EXPECT_EQ(params().value(spec.name), value) << spec.name;
      click("lock." + spec.name);
      EXPECT_FALSE(params().locked(spec.name)) << spec.name;
    }
    click("reset." + spec.name);
    EXPECT_TRUE(params().is_initial(spec.name)) << spec.name;
    EXPECT_FALSE(studio->boxes().contains("reset." + spec.name)) << spec.name;
  }
}

TEST_F(OnEveryKind, ArrowsNudgeWhatIsUnderThePointer) {
  open_all_kinds();
  const std::vector<ParamSpec> specs(params().specs().begin(), params().specs().end());
  for (const ParamSpec& spec : specs) {
    if (spec.kind == ParamKind::text) continue;
    point_at(spec);
    const ParamValue before = params().value(spec.name);
    const bool up = *nudged(spec, before, {1, 0, false}) != before;
    key(up ? ImGuiKey_RightArrow : ImGuiKey_LeftArrow);
    EXPECT_EQ(params().value(spec.name), *nudged(spec, before, {up ? 1 : -1, 0, false})) << spec.name;
    EXPECT_NE(params().value(spec.name), before) << spec.name;
    frames(60);
    key(ImGuiKey_Z, true);
    EXPECT_EQ(params().value(spec.name), before) << spec.name << ": a nudge is undone";
  }
  const double before = params().number("truncation");
  const Vec2 place = params().pad("pad");
  point(300, 300);
  key(ImGuiKey_RightArrow);
  EXPECT_EQ(params().number("truncation"), before);
  EXPECT_NE(params().pad("pad"), place) << "over the canvas arrows are the piece's";
}

TEST_F(OnEveryKind, HeldArrowsAreOneStep) {
  open_all_kinds();
  const ParamSpec spec = *params().spec("apart");
  point_at(spec);
  for (int i = 0; i < 5; ++i) key(ImGuiKey_RightArrow);
  EXPECT_NEAR(params().number("apart"), 0.5 + 5 * 0.0098, 0.002);
  key(ImGuiKey_Z, true);
  EXPECT_TRUE(params().is_initial("apart"));
}

TEST_F(OnEveryKind, UpAndDownNudgeANumberThatIsBeingTyped) {
  open_all_kinds();
  click("value.rows");
  key(ImGuiKey_UpArrow);
  key(ImGuiKey_UpArrow);
  key(ImGuiKey_DownArrow);
  key(ImGuiKey_UpArrow, false, true);
  key(ImGuiKey_Enter);
  EXPECT_EQ(params().number("rows"), 4);
  click("value.apart");
  type("0,25");
  key(ImGuiKey_Enter);
  EXPECT_EQ(params().number("apart"), 0.25) << "a decimal comma";
  click("value.walk-speed");
  type("0.3 /s");
  key(ImGuiKey_Enter);
  EXPECT_EQ(params().number("walk-speed"), 0.3) << "a unit";
  EXPECT_TRUE(studio->messages().all().empty());
}

TEST_F(OnEveryKind, ForAFingerAllThatIsPressedIsLargeEnough) {
  for (const ImVec2 screen : {ImVec2{360, 3400}, ImVec2{820, 3400}}) {
    size = screen;
    host.coarse = true;
    host.known = {{"faces", "Faces"}};
    open("latent-walk");
    host.arrive("generator");
    frames(5);
    const std::vector<ParamSpec> specs(params().specs().begin(), params().specs().end());
    for (const ParamSpec& spec : specs) ASSERT_TRUE(params().set(spec.name, another(spec, spec.initial)).ok());
    for (const char* page : {"", "keep", "about", "keys"}) {
      if (*page != 0) click(page);
      frames(3);
      for (const auto& [name, where] : studio->boxes()) {
        EXPECT_GE(where.height, 44) << name << " at " << screen.x;
        // Segments share a row, so their width hangs on their words.
        EXPECT_GE(where.width, 43.9f) << name << " at " << screen.x;
      }
      if (*page != 0) click(*page == 'k' && page[2] == 'y' ? "keys" : page);
    }
  }
}

TEST_F(OnEveryKind, OneSeedIsDrawnAloneAndUndone) {
  open_all_kinds();
  const std::string seed = params().text("seed");
  const Vec2 place = params().pad("pad");
  click("draw.seed");
  EXPECT_NE(params().text("seed"), seed);
  EXPECT_EQ(params().pad("pad"), place);
  key(ImGuiKey_Z, true);
  EXPECT_EQ(params().text("seed"), seed);
}

}  // namespace
}  // namespace reverie::studio_test
