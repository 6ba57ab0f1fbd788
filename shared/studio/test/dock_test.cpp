#include "shared/studio/dock.h"

#include "shared/studio/controls.h"
#include "shared/studio/pages.h"
#include "shared/studio/test/harness.h"

namespace reverie::studio_test {

TEST_F(StudioTest, EverySpecHasAControl) {
  host.known = {{"faces", "Faces"}};
  for (const char* piece : {"de-stijl", "latent-walk"}) {
    open(piece);
    if (!host.requested.empty()) host.arrive("generator");
    frames(5);
    for (const ParamSpec& spec : params().specs()) {
      const auto found = studio->boxes().find(spec.name);
      const auto part =
          spec.choices.empty() ? studio->boxes().end() : studio->boxes().find(spec.name + "." + spec.choices[0]);
      EXPECT_TRUE(found != studio->boxes().end() || part != studio->boxes().end()) << piece << " " << spec.name;
    }
  }
}

TEST_F(StudioTest, ASliderFollowsThePointerAndStaysInRange) {
  open("de-stijl");
  const ParamSpec spec = *params().spec("density");
  const Box slider = box("density");
  point(slider.x + 10, slider.center_y());
  press();
  point(slider.right() + 500, slider.center_y());
  EXPECT_EQ(params().number("density"), spec.max);
  point(slider.x - 500, slider.center_y() + 300);
  EXPECT_EQ(params().number("density"), spec.min);
  release();
  frames(2);
  key(ImGuiKey_Z, true);
  EXPECT_TRUE(params().is_initial("density")) << "a drag is one step";
  key(ImGuiKey_Z, true);
  EXPECT_TRUE(params().is_initial("density"));
}

TEST_F(StudioTest, EveryFigureCanBeTyped) {
  open("latent-walk");
  click("value.truncation");
  frames(2);
  type("0.25");
  key(ImGuiKey_Enter);
  EXPECT_EQ(params().number("truncation"), 0.25);
  click("value.pad");
  frames(2);
  type("−1.5, 2");
  key(ImGuiKey_Enter);
  EXPECT_EQ(params().pad("pad"), (Vec2{-1.5, 2}));
  click("value.truncation");
  frames(2);
  type("7");
  key(ImGuiKey_Enter);
  EXPECT_EQ(params().number("truncation"), 0.25) << "out of range: the old value stays";
  ASSERT_EQ(studio->messages().all().size(), 1u);
  EXPECT_NE(studio->messages().all()[0].sentence.find("0 to 1"), std::string::npos);
}

TEST_F(StudioTest, EscapeLeavesATypedValueAside) {
  open("latent-walk");
  click("value.truncation");
  frames(2);
  type("0.25");
  key(ImGuiKey_Escape);
  EXPECT_TRUE(params().is_initial("truncation"));
}

TEST_F(StudioTest, ADoubleClickOnASliderTypes) {
  open("latent-walk");
  const Box slider = box("truncation");
  point(slider.center_x(), slider.center_y());
  press(), release(), press(), release();
  frames(2);
  EXPECT_TRUE(studio->boxes().contains("type.truncation"));
}

TEST_F(StudioTest, ThePadGoesWhereItIsPressed) {
  open("latent-walk");
  click("pad", 0.75f, 0.25f);
  EXPECT_NEAR(params().pad("pad").x, 2, 0.1);
  EXPECT_NEAR(params().pad("pad").y, -2, 0.1);
}

TEST_F(StudioTest, ResetAndLock) {
  open("de-stijl");
  EXPECT_FALSE(studio->boxes().contains("reset.density"));
  click("density", 0.9f);
  EXPECT_FALSE(params().is_initial("density"));
  click("reset.density");
  EXPECT_TRUE(params().is_initial("density"));
  const Box slider = box("density");
  point(slider.center_x(), slider.y - 4);  // the lock shows itself under the pointer
  frames(1);
  click("lock.density");
  EXPECT_TRUE(params().locked("density"));
  click("lock.density");
  EXPECT_FALSE(params().locked("density"));
}

TEST_F(StudioTest, TheSheetFollowsAPullAtItsHandle) {
  size = {390, 844};
  open("de-stijl");
  const Box open_handle = box("handle");
  point(open_handle.center_x(), open_handle.y + 12);
  press();
  point(open_handle.center_x(), open_handle.y + 60);
  EXPECT_FALSE(studio->dock_open());
  release();
  frames(30);
  EXPECT_FALSE(studio->dock_open()) << "the end of a pull is no tap";
  const Box shut_handle = box("handle");
  point(shut_handle.center_x(), shut_handle.y + 12);
  press();
  point(shut_handle.center_x(), shut_handle.y - 40);
  release();
  frames(30);
  EXPECT_TRUE(studio->dock_open());
}

TEST_F(StudioTest, ALongChoiceIsSearched) {
  host.known = {{"faces", "Faces"}};
  open("latent-walk");
  host.arrive("generator");
  frames(5);
  click("label.head");
  frames(2);
  EXPECT_TRUE(studio->boxes().contains("search.label.head"));
  type("HEAD-33");
  click("pick.label.head.head-33");
  EXPECT_EQ(params().text("label.head"), "head-33");
  click("next.label.head");
  EXPECT_EQ(params().text("label.head"), "head-34");
  click("previous.label.head");
  click("previous.label.head");
  EXPECT_EQ(params().text("label.head"), "head-32");
}

TEST_F(StudioTest, TheSwitchThrows) {
  open("latent-walk");
  const bool before = params().toggle("walk");
  click("walk");
  EXPECT_NE(params().toggle("walk"), before);
  click("switch.walk");
  EXPECT_EQ(params().toggle("walk"), before);
}

TEST_F(StudioTest, LettersInTheSeedAreNoShortcuts) {
  open("latent-walk");
  click("seed");
  type("sk ?");
  key(ImGuiKey_S);
  key(ImGuiKey_Tab);
  EXPECT_NE(params().text("seed").find("sk ?"), std::string::npos);
  EXPECT_TRUE(host.kept_names.empty());
  EXPECT_TRUE(studio->dock_open());
}

TEST_F(StudioTest, TabHidesTheDockAndGivesTheCanvasItsPlace) {
  open("de-stijl");
  const float with_dock = studio->player().stage().width();
  EXPECT_LT(with_dock, size.x);
  key(ImGuiKey_Tab);
  EXPECT_FALSE(studio->dock_open());
  EXPECT_EQ(studio->player().stage().width(), size.x);
  EXPECT_FALSE(studio->boxes().contains("surprise"));
  click("open");
  EXPECT_TRUE(studio->dock_open());
  EXPECT_EQ(studio->player().stage().width(), with_dock);
}

TEST_F(StudioTest, OnAPhoneItIsASheetWhoseThreeVerbsStay) {
  size = {390, 844};
  open("de-stijl");
  EXPECT_EQ(studio->player().stage().width(), 390);
  const float open_height = studio->player().stage().height();
  click("handle");
  EXPECT_FALSE(studio->dock_open());
  EXPECT_GT(studio->player().stage().height(), open_height + 200);
  const std::string seed = params().text("seed");
  click("surprise");
  EXPECT_NE(params().text("seed"), seed);
  for (const auto& [name, where] : studio->boxes()) EXPECT_GE(where.width, 24) << name;
}

TEST_F(StudioTest, InSomebodysPageNothingOfTheDockStaysUntilItIsAskedFor) {
  for (const ImVec2 page : {ImVec2{390, 300}, ImVec2{900, 600}}) {
    size = page;
    open("de-stijl");
    studio->be_guest();
    frames(40);
    EXPECT_FALSE(studio->boxes().contains("surprise"));
    EXPECT_EQ(studio->player().stage().width(), page.x);
    EXPECT_EQ(studio->player().stage().height(), page.y);
    click("open");
    EXPECT_TRUE(studio->dock_open());
    EXPECT_TRUE(studio->boxes().contains("surprise"));
  }
}

TEST_F(StudioTest, PagesTurnAndTurnBack) {
  open("de-stijl");
  click("about");
  EXPECT_FALSE(studio->boxes().contains("density"));
  click("back");
  EXPECT_TRUE(studio->boxes().contains("density"));
  type("?");
  EXPECT_FALSE(studio->boxes().contains("density"));
  key(ImGuiKey_Escape);
  EXPECT_TRUE(studio->boxes().contains("density"));
}

TEST_F(StudioTest, TheModelIsChosenFromThoseThereAre) {
  size = {1280, 2200};  // the model stands below all params
  host.known = {{"faces", "Faces"}, {"other", "Other"}};
  open("latent-walk");
  host.arrive("generator");
  frames(5);
  click("model.generator");
  frames(2);
  click("pick.model.generator.Other");
  EXPECT_EQ(host.requested["generator"], "other");
  host.arrive("generator");
  frames(5);
  EXPECT_NE(studio->link_text().find("model.generator=other"), std::string::npos);
}

TEST_F(StudioTest, DarkIsInkFirst) {
  open("de-stijl");
  const ImU32 paper = palette().paper;
  host.dark = true;
  frames(2);
  EXPECT_TRUE(theme_is_dark());
  EXPECT_NE(palette().paper, paper);
  EXPECT_EQ(palette().accent, IM_COL32(0xd7, 0x44, 0x2b, 255));
}

TEST(LoadingText, SaysHowMuch) {
  EXPECT_EQ(loading_text(0, 0), "asking for it");
  EXPECT_EQ(loading_text(412'000, 941'000), "412 of 941 kB");
  EXPECT_EQ(loading_text(400'000, 3'900'000), "0.4 of 3.9 MB");
  EXPECT_EQ(loading_text(2'500'000, 0), "2.5 MB");
}

TEST(ShownValue, IsShortAndHasItsUnit) {
  ParamSpec spec;
  EXPECT_EQ(shown_value(spec, 0.8), "0.80");
  EXPECT_EQ(shown_value(spec, -0.0), "0.00");
  spec.unit = "°";
  EXPECT_EQ(shown_value(spec, -12.5), "−12.50°");
  spec.kind = ParamKind::integer;
  spec.unit = "s";
  EXPECT_EQ(shown_value(spec, 12.0), "12 s");
  spec.kind = ParamKind::pad;
  EXPECT_EQ(shown_value(spec, Vec2{-1, 2.5}), "−1.00, 2.50");
  spec.kind = ParamKind::number;
  spec.max = 80;
  spec.unit = "pt";
  EXPECT_EQ(shown_value(spec, 7.0), "7.0 pt") << "no more decimals than a hand can set";
  spec.step = 20;
  EXPECT_EQ(shown_value(spec, 60.0), "60 pt");
}

}  // namespace reverie::studio_test
