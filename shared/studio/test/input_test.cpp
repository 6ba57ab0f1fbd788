// Pointers and keys on their way through the studio: each belongs to where it came down.
#include <SDL.h>

#include "shared/studio/sdl_pointers.h"
#include "shared/studio/test/harness.h"

namespace reverie::studio_test {

class Fingers : public StudioTest {
 protected:
  void down(int device, double x, double y) { sample(PointerPhase::down, x, y, device, PointerKind::touch); }
  void move(int device, double x, double y) { sample(PointerPhase::move, x, y, device, PointerKind::touch); }
  void up(int device, double x, double y) { sample(PointerPhase::up, x, y, device, PointerKind::touch); }
  const Input& input() { return studio->player().stage().input(); }
  Vec2 middle_of(const std::string& name) {
    const Box where = box(name);
    return {where.center_x(), where.center_y()};
  }
  std::string document() { return studio->player().piece().document().json(); }
};

TEST_F(Fingers, KeepSmallNumbersThatAreUsedAgain) {
  open("de-stijl");
  down(70, 100, 100);
  down(-9, 200, 100);
  ASSERT_EQ(input().touches().size(), 2u);
  EXPECT_EQ(input().touches()[0].id, 0);
  EXPECT_EQ(input().touches()[1].id, 1);
  up(70, 100, 100);
  down(71, 300, 100);
  ASSERT_EQ(input().touches().size(), 2u);
  EXPECT_EQ(input().touches()[1].id, 0);
  EXPECT_EQ(input().mouse(), (Vec2{300, 100}));
  up(-9, 200, 100);
  up(71, 300, 100);
  EXPECT_TRUE(input().touches().empty());
}

TEST_F(Fingers, OneOnTheDockDoesNotHinderOneOnTheCanvas) {
  open("de-stijl");
  const double before = params().number("density");
  const Vec2 slider = middle_of("density");
  down(1, slider.x, slider.y);
  EXPECT_TRUE(input().touches().empty()) << "the dock's touch never reaches the piece";
  frames(2);
  down(2, 300, 300);
  ASSERT_EQ(input().touches().size(), 1u);
  EXPECT_EQ(input().touches()[0].id, 0) << "it is the piece's first";
  move(2, 420, 330);
  move(1, slider.x + 60, slider.y);
  frames(2);
  const double later = params().number("density");
  EXPECT_NE(later, before) << "the slider is still held";
  EXPECT_EQ(input().touches()[0].position, (Vec2{420, 330}));
  up(2, 420, 330);
  move(1, slider.x - 60, slider.y);
  frames(2);
  const double held = params().number("density");
  up(1, slider.x - 60, slider.y);
  frames(2);
  EXPECT_EQ(params().number("density"), held);
  EXPECT_LT(held, later);
  EXPECT_NE(document(), "{}") << "the drag on the canvas divided a plane";
}

TEST_F(Fingers, OneOnTheCanvasDoesNotHinderOneOnTheDock) {
  open("de-stijl");
  const std::string seed = params().text("seed");
  down(1, 300, 300);
  frames(1);
  const Vec2 surprise = middle_of("surprise");
  down(2, surprise.x, surprise.y);
  EXPECT_EQ(input().touches().size(), 1u);
  frames(2);
  up(2, surprise.x, surprise.y);
  frames(2);
  EXPECT_NE(params().text("seed"), seed);
  EXPECT_EQ(input().touches().size(), 1u);
  up(1, 300, 300);
}

TEST_F(Fingers, ADragFromTheCanvasOverTheDockStaysTheCanvases) {
  open("de-stijl");
  const double before = params().number("density");
  const Vec2 slider = middle_of("density");
  down(1, 300, slider.y);
  for (int i = 0; i <= 10; ++i) {
    move(1, 300 + (slider.x - 300) * i / 10, slider.y);
    frames(1);
  }
  EXPECT_EQ(params().number("density"), before);
  EXPECT_EQ(input().touches()[0].position.x, slider.x);
  up(1, slider.x, slider.y);
  frames(1);
}

TEST_F(Fingers, EverySampleArrivesInOrderWithItsPressureAndTilt) {
  open("latent-walk");
  PointerEvent pen;
  pen.kind = PointerKind::pen;
  pen.id = 5;
  pen.position = {200, 200};
  pen.pressure = 0.25F;
  pen.tilt_x = 30;
  pen.phase = PointerPhase::down;
  studio->pointer(pen);
  EXPECT_EQ(input().pressure(), 0.25F);
  pen.phase = PointerPhase::move;
  pen.position = {210, 220};
  pen.pressure = 0.75F;
  studio->pointer(pen);
  EXPECT_EQ(input().pressure(), 0.75F);
  EXPECT_EQ(input().mouse(), (Vec2{210, 220}));
}

TEST_F(Fingers, TwoGesturesBetweenTwoFramesAreTwoSteps) {
  open("de-stijl");
  for (int i = 0; i < 2; ++i) {
    down(1, 300, 300);
    up(1, 300, 300);
  }
  const std::string both = document();
  studio->undo();
  frames(1);
  const std::string one = document();
  EXPECT_NE(one, both);
  EXPECT_NE(one, "{}");
  studio->undo();
  frames(1);
  EXPECT_EQ(document(), "{}");
}

TEST_F(Fingers, LosingTheFocusLetsGo) {
  open("de-stijl");
  down(1, 300, 300);
  ImGui::GetIO().AddKeyEvent(ImGuiKey_LeftArrow, true);
  frames(2);
  EXPECT_TRUE(input().key_is_down("ArrowLeft"));
  studio->let_go();
  EXPECT_TRUE(input().touches().empty());
  EXPECT_FALSE(input().key_is_down("ArrowLeft"));
  frames(60);
  EXPECT_FALSE(input().key_is_down("ArrowLeft")) << "nor does it repeat";
  move(1, 500, 300);
  EXPECT_TRUE(input().touches().empty()) << "what it does until it comes up is nobody's";
  up(1, 500, 300);
  down(1, 310, 300);
  EXPECT_EQ(input().touches().size(), 1u);
  up(1, 310, 300);
}

TEST_F(Fingers, KeysComeUpToo) {
  open("de-stijl");
  ImGui::GetIO().AddKeyEvent(ImGuiKey_LeftArrow, true);
  frames(1);
  EXPECT_TRUE(input().key_is_down("ArrowLeft"));
  ImGui::GetIO().AddKeyEvent(ImGuiKey_LeftArrow, false);
  frames(1);
  EXPECT_FALSE(input().key_is_down("ArrowLeft"));
}

TEST_F(Fingers, ATouchOnAMessageIsNotThePieces) {
  open("de-stijl");
  studio->tell("A problem that stays until somebody has read it.");
  frames(3);
  const Box canvas = canvas_box({}, size.x, size.y);
  down(1, canvas.center_x(), canvas.bottom() - 40);
  EXPECT_TRUE(input().touches().empty());
  up(1, canvas.center_x(), canvas.bottom() - 40);
}

TEST_F(Fingers, EscapeIsTheStudiosWhileItHasSomethingToClose) {
  open("de-stijl");
  EXPECT_FALSE(studio->wants_escape());
  studio->show_page(DockPage::keys);
  EXPECT_TRUE(studio->wants_escape());
  key(ImGuiKey_Escape);
  EXPECT_FALSE(studio->wants_escape());
}

TEST_F(StudioTest, UndoGoesBackToAnotherModelToo) {
  host.known = {{"faces", "Faces"}, {"other", "Other"}};
  open("latent-walk");
  host.arrive("generator");
  frames(4);
  ASSERT_TRUE(params().set("label.head", std::string("head-7")).ok());
  frames(1);
  studio->choose_model("generator", "other");
  frames(2);
  host.arrive("generator");
  frames(4);
  ASSERT_EQ(studio->player().stage().slot("generator")->model->id, "other");
  studio->undo();
  frames(2);
  EXPECT_EQ(host.requested["generator"], "faces");
  host.arrive("generator");
  frames(4);
  EXPECT_EQ(studio->player().stage().slot("generator")->model->id, "faces");
  EXPECT_EQ(params().text("label.head"), "head-7");
  studio->undo();
  frames(2);
  EXPECT_TRUE(params().is_initial("label.head")) << "what came before the choice can be undone as well";
}

SDL_Event mouse_button(bool down, Uint8 button = SDL_BUTTON_LEFT, Uint32 which = 0) {
  SDL_Event event{};
  event.type = down ? SDL_MOUSEBUTTONDOWN : SDL_MOUSEBUTTONUP;
  event.button.which = which;
  event.button.button = button;
  event.button.x = 40;
  event.button.y = 20;
  return event;
}

SDL_Event finger(Uint32 type, SDL_FingerID id, float pressure) {
  SDL_Event event{};
  event.type = type;
  event.tfinger.fingerId = id;
  event.tfinger.x = 0.5F;
  event.tfinger.y = 0.25F;
  event.tfinger.pressure = pressure;
  return event;
}

TEST(SdlPointers, TheMouseSpeaksInPoints) {
  SdlPointers pointers;
  const auto down = pointers.sample_of(mouse_button(true), 400, 200, 2);
  ASSERT_TRUE(down.has_value());
  EXPECT_EQ(down->phase, PointerPhase::down);
  EXPECT_EQ(down->position, (Vec2{20, 10}));
  EXPECT_EQ(down->pressure, 0.5F);
  SDL_Event motion{};
  motion.type = SDL_MOUSEMOTION;
  EXPECT_EQ(pointers.sample_of(motion, 400, 200, 2)->phase, PointerPhase::move);
  EXPECT_EQ(pointers.sample_of(mouse_button(false), 400, 200, 2)->pressure, 0);
  EXPECT_EQ(pointers.sample_of(motion, 400, 200, 2)->phase, PointerPhase::hover);
  EXPECT_FALSE(pointers.sample_of(mouse_button(true, SDL_BUTTON_RIGHT), 400, 200, 2).has_value());
}

TEST(SdlPointers, FingersHavePressureAndAreNoMouse) {
  SdlPointers pointers;
  EXPECT_FALSE(pointers.sample_of(mouse_button(true, SDL_BUTTON_LEFT, SDL_TOUCH_MOUSEID), 400, 200, 1).has_value());
  const auto first = pointers.sample_of(finger(SDL_FINGERDOWN, 1LL << 40, 0.3F), 400, 200, 1);
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->position, (Vec2{200, 50}));
  EXPECT_EQ(first->pressure, 0.3F);
  EXPECT_EQ(first->kind, PointerKind::touch);
  EXPECT_NE(first->id, 0) << "that is the mouse's";
  const auto second = pointers.sample_of(finger(SDL_FINGERDOWN, 7, 1), 400, 200, 1);
  EXPECT_NE(second->id, first->id);
  EXPECT_EQ(pointers.sample_of(finger(SDL_FINGERMOTION, 7, 1), 400, 200, 1)->id, second->id);
  EXPECT_EQ(pointers.sample_of(finger(SDL_FINGERUP, 7, 1), 400, 200, 1)->phase, PointerPhase::up);
  SDL_Event key{};
  key.type = SDL_KEYDOWN;
  EXPECT_FALSE(pointers.sample_of(key, 400, 200, 1).has_value());
}

}  // namespace reverie::studio_test
