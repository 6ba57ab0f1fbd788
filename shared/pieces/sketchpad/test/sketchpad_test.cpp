#include <gtest/gtest.h>

#include <cmath>

#include "shared/canvas/raster.h"
#include "shared/piece/history.h"
#include "shared/pieces/sketchpad/sketch.h"

namespace reverie::pieces {
namespace {

class APad : public testing::Test {
 protected:
  void SetUp() override { player_ = fresh(); }
  static std::unique_ptr<Player> fresh(float width = 400, float height = 300) {
    auto player = Player::create("sketchpad", Clock::offline, width, height).value();
    player->step();
    return player;
  }
  void set(const char* name, const std::string& text) {
    ASSERT_TRUE(player_->stage().params().set_from_text(name, text).ok()) << name;
  }
  void send(PointerPhase phase, Vec2 at, int id = 0, float pressure = 0.5F, PointerKind kind = PointerKind::mouse) {
    PointerEvent event;
    event.phase = phase;
    event.position = at;
    event.id = id;
    event.pressure = pressure;
    event.kind = kind;
    player_->pointer(event);
  }
  void line(Vec2 from, Vec2 to, float pressure = 0.5F, PointerKind kind = PointerKind::pen) {
    send(PointerPhase::down, from, 0, pressure, kind);
    for (int i = 1; i <= 20; ++i) {
      send(PointerPhase::move, {from.x + (to.x - from.x) * i / 20, from.y + (to.y - from.y) * i / 20}, 0, pressure,
           kind);
    }
    send(PointerPhase::up, to, 0, 0, kind);
    player_->step();
  }
  Image picture(Player& player) {
    const Stage& stage = player.stage();
    return raster_from_display_list(player.draw(), stage.width(), stage.height()).value();
  }
  Image picture() { return picture(*player_); }
  static int dark(const Image& image, int x, int y) {
    return 255 - image.rgba()[(static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width()) +
                               static_cast<std::size_t>(x)) *
                              4];
  }
  static int dark_pixels(const Image& image) {
    int count = 0;
    for (std::size_t i = 0; i < image.rgba().size(); i += 4) count += image.rgba()[i] < 128 ? 1 : 0;
    return count;
  }
  std::size_t strokes() {
    const Sketch* sketch = player_->piece().document().content<Sketch>();
    return sketch == nullptr ? 0 : sketch->strokes();
  }
  std::unique_ptr<Player> player_;
};

TEST_F(APad, AStrokeIsSeenWhileItIsDrawnAndStays) {
  send(PointerPhase::down, {50, 150});
  for (int x = 60; x <= 350; x += 10) send(PointerPhase::move, {static_cast<double>(x), 150});
  EXPECT_GT(dark(picture(), 200, 150), 200);
  EXPECT_FALSE(player_->piece().resting(player_->stage()));
  EXPECT_EQ(strokes(), 0u);
  send(PointerPhase::up, {350, 150});
  EXPECT_GT(dark(picture(), 200, 150), 200);
  EXPECT_EQ(strokes(), 1u);
  EXPECT_TRUE(player_->piece().resting(player_->stage()));
}

TEST_F(APad, PressureMakesItWide) {
  line({40, 100}, {360, 100}, 0.1F);
  line({40, 200}, {360, 200}, 1);
  const Image image = picture();
  int light = 0, heavy = 0;
  for (int y = 60; y < 140; ++y) light += dark(image, 200, y) > 100 ? 1 : 0;
  for (int y = 160; y < 240; ++y) heavy += dark(image, 200, y) > 100 ? 1 : 0;
  EXPECT_GE(light, 2);
  EXPECT_GT(heavy, 3 * light);
}

TEST_F(APad, TwoFingersDrawTwoStrokesAtOnce) {
  send(PointerPhase::down, {50, 100}, 0);
  send(PointerPhase::down, {50, 200}, 1);
  for (int x = 60; x <= 350; x += 10) {
    send(PointerPhase::move, {static_cast<double>(x), 100}, 0);
    send(PointerPhase::move, {static_cast<double>(x), 200}, 1);
  }
  EXPECT_GT(dark(picture(), 200, 100), 200);
  EXPECT_GT(dark(picture(), 200, 200), 200);
  EXPECT_LT(dark(picture(), 200, 150), 30);
  send(PointerPhase::up, {350, 200}, 1);
  EXPECT_EQ(strokes(), 1u);
  send(PointerPhase::up, {350, 100}, 0);
  EXPECT_EQ(strokes(), 2u);
}

TEST_F(APad, TheEraserCutsAndShowsSoAtOnce) {
  line({40, 150}, {360, 150}, 1);
  set("brush", "eraser");
  set("width", "30");
  send(PointerPhase::down, {200, 100});
  for (int y = 110; y <= 200; y += 10) send(PointerPhase::move, {200, static_cast<double>(y)});
  EXPECT_LT(dark(picture(), 200, 150), 30);
  EXPECT_GT(dark(picture(), 300, 150), 200);
  send(PointerPhase::up, {200, 200});
  EXPECT_LT(dark(picture(), 200, 150), 30);
  EXPECT_EQ(strokes(), 2u);
}

TEST_F(APad, TheMarkerLetsInkShineThrough) {
  set("brush", "marker");
  set("colour", "ochre");
  set("width", "30");
  line({40, 150}, {360, 150});
  const int once = dark(picture(), 100, 150);
  line({200, 40}, {200, 260});
  EXPECT_GT(dark(picture(), 200, 150), once);
}

TEST_F(APad, MirrorAndFoldsRepeatTheStroke) {
  set("symmetry", "mirror");
  line({100, 80}, {150, 220});
  const Image mirrored = picture();
  double worst = 0;
  for (int y = 0; y < 300; ++y) {
    for (int x = 0; x < 200; ++x)
      worst = std::max<double>(worst, std::abs(dark(mirrored, x, y) - dark(mirrored, 399 - x, y)));
  }
  EXPECT_LE(worst, 2);
  EXPECT_GT(dark_pixels(mirrored), 500);
  const int one = dark_pixels(mirrored) / 2;
  set("symmetry", "8-fold");
  player_->key({"Backspace"});
  line({230, 100}, {280, 60});
  EXPECT_NEAR(dark_pixels(picture()), 8.0 * one * 64 / 149, 8.0 * one * 0.2);
}

TEST_F(APad, KeysDrawToo) {
  EXPECT_TRUE(player_->key({"ArrowRight"}));
  for (int i = 0; i < 30; ++i) player_->step();
  player_->key_released({"ArrowRight"});
  EXPECT_TRUE(player_->key({" "}));
  player_->key_released({" "});
  player_->key({"ArrowDown"});
  for (int i = 0; i < 30; ++i) player_->step();
  EXPECT_FALSE(player_->piece().resting(player_->stage()));
  player_->key_released({"ArrowDown"});
  EXPECT_EQ(strokes(), 0u);
  EXPECT_TRUE(player_->key({" "}));
  player_->step();
  EXPECT_EQ(strokes(), 1u);
  EXPECT_TRUE(player_->piece().resting(player_->stage()));
  EXPECT_GT(dark_pixels(picture()), 100);
  for (const char* key : {"b", "c", "y", "p", "e", "w"}) {
    const std::uint64_t before = player_->stage().params().version();
    EXPECT_TRUE(player_->key({key})) << key;
    EXPECT_GT(player_->stage().params().version(), before) << key;
  }
  EXPECT_FALSE(player_->key({"q"}));
  EXPECT_TRUE(player_->key({"Backspace"}));
  EXPECT_EQ(strokes(), 0u);
}

TEST_F(APad, AnotherWindowShowsTheWholeSheet) {
  line({10, 10}, {390, 290}, 1);
  const std::string before = player_->piece().document().json();
  player_->stage().resize(800, 300);
  player_->step();
  const Image wide = picture();
  EXPECT_GT(dark(wide, 400, 150), 200) << "the middle stays the middle";
  EXPECT_GT(dark(wide, 225, 18), 100);
  player_->stage().resize(200, 300);
  player_->step();
  EXPECT_GT(dark(picture(), 100, 150), 200);
  EXPECT_EQ(player_->piece().document().json(), before);
}

TEST_F(APad, TheWelcomeGoesAtTheFirstTouch) {
  EXPECT_GT(dark_pixels(picture()), 500);
  send(PointerPhase::down, {5, 5});
  send(PointerPhase::up, {5, 5});
  EXPECT_LT(dark_pixels(picture()), 200);
}

TEST_F(APad, ADocumentComesBackToTheLastPixel) {
  const char* tools[] = {"ink", "pencil", "marker", "eraser"};
  for (int i = 0; i < 12; ++i) {
    set("brush", tools[i % 4]);
    set("symmetry", i % 3 == 0 ? "none" : i % 3 == 1 ? "5-fold" : "mirror");
    line({20.3 + 25 * i, 40.7}, {380.1 - 20 * i, 260}, 0.2F + 0.06F * static_cast<float>(i));
  }
  const Document document = player_->piece().document();
  auto other = fresh();
  ASSERT_TRUE(other->piece().set_document(other->stage(), {document.version(), document.json()}).ok());
  EXPECT_EQ(other->piece().document().json(), document.json());
  EXPECT_EQ(picture(*other).rgba(), picture().rgba());
  EXPECT_LE(document.least_json_bytes(), document.json().size());
  EXPECT_GE(document.least_json_bytes() + 64, document.json().size());
}

TEST_F(APad, ASmallSketchFitsIntoALinkAndALargeOneSaysNo) {
  for (int i = 0; i < 12; ++i) line({20, 20.0 + 20 * i}, {380, 30.0 + 20 * i});
  const Result<std::string> text = text_from_link_state(player_->link_state());
  ASSERT_TRUE(text.ok()) << text.error().message;
  EXPECT_LE(text->size(), 2000u);
  auto other = fresh();
  other->apply(*link_state_from_text(*text));
  EXPECT_EQ(picture(*other).rgba(), picture().rgba());
  for (int i = 0; i < 100; ++i) line({20, 20.0 + 2 * i}, {380, 30.0 + 2 * i});
  EXPECT_FALSE(text_from_link_state(player_->link_state()).ok());
}

TEST_F(APad, ForeignDocumentsAreRefused) {
  line({20, 20}, {380, 280});
  const Document before = player_->piece().document();
  const auto with = [](const std::string& stroke) { return R"({"sheet":[9,9],"strokes":[)" + stroke + "]}"; };
  for (const std::string& text : {
           std::string(R"({})"
                       " "),
           std::string("[]"),
           std::string(R"({"sheet":[9,9]})"),
           with(""),
           with("1"),
           with(R"(["ink","16161a",7,"1"])"),
           with(R"(["ink","16161a",7,"1","AAA",1])"),
           with(R"(["brush","16161a",7,"1","AAA"])"),
           with(R"(["ink","16161A",7,"1","AAA"])"),
           with(R"(["ink","16161a",0,"1","AAA"])"),
           with(R"(["ink","16161a",1e9,"1","AAA"])"),
           with(R"(["ink","16161a","7","1","AAA"])"),
           with(R"(["ink","16161a",7,"2","AAA"])"),
           with(R"(["ink","16161a",7,"","AAA"])"),
           with(R"(["ink","16161a",7,"1tt","AAA"])"),
           with(R"(["ink","16161a",7,"1","A!A"])"),
           with(R"(["ink","16161a",7,"1",""])"),
           std::string(R"({"sheet":[0,9],"strokes":[["ink","16161a",7,"1","AAA"]]})"),
           std::string(R"({"sheet":[9,99999],"strokes":[["ink","16161a",7,"1","AAA"]]})"),
           std::string(R"({"sheet":[9,9],"strokes":[["ink","16161a",7,"1","AAA"]],"more":1})"),
       }) {
    EXPECT_FALSE(player_->piece().set_document(player_->stage(), {1, text}).ok()) << text;
    EXPECT_EQ(player_->piece().document(), before);
  }
  EXPECT_FALSE(player_->piece().set_document(player_->stage(), {2, before.json()}).ok());
  EXPECT_TRUE(player_->piece().set_document(player_->stage(), {1, with(R"(["ink","16161a",7,"1","AAA"])")}).ok());
}

TEST_F(APad, TenThousandStrokesCostAFrameWhatTenDo) {
  History history;
  history.start(moment_of(*player_));
  std::size_t few = 0;
  for (int i = 0; i < 10'000; ++i) {
    const Vec2 at{20.0 + (i * 37) % 360, 20.0 + (i * 53) % 260};
    send(PointerPhase::down, at, 0, 0.4F, PointerKind::pen);
    send(PointerPhase::move, {at.x + 12, at.y + 5}, 0, 0.6F, PointerKind::pen);
    send(PointerPhase::up, {at.x + 20, at.y - 4}, 0, 0, PointerKind::pen);
    history.note(*player_, false);
    if (i == 9) few = player_->draw().commands.size();
  }
  EXPECT_EQ(strokes(), 10'000u);
  const DisplayList many = player_->draw(), again = player_->draw();
  EXPECT_EQ(many.commands.size(), few);
  const auto drawing_in = [](const DisplayList& list) {
    for (const Command& command : list.commands) {
      if (const auto* found = std::get_if<DrawingCommand>(&command)) return found->drawing.get();
    }
    return static_cast<const Drawing*>(nullptr);
  };
  ASSERT_NE(drawing_in(many), nullptr);
  EXPECT_EQ(drawing_in(many), drawing_in(again)) << "the same picture is the same pointer";
  EXPECT_EQ(drawing_in(many)->depth(), 10'000u);
  EXPECT_EQ(history.steps(), 10'000u);
  const Drawing* below = drawing_in(many)->below().get();
  restore(*player_, *history.undo());
  EXPECT_EQ(drawing_in(player_->draw()), below) << "undo is a step down the chain";
  while (const auto moment = history.undo()) restore(*player_, *moment);
  EXPECT_EQ(strokes(), 0u);
  while (const auto moment = history.redo()) restore(*player_, *moment);
  EXPECT_EQ(strokes(), 10'000u);
  const std::string json = player_->piece().document().json();
  EXPECT_LT(json.size(), 10'000u * 80);
  auto other = fresh();
  ASSERT_TRUE(other->piece().set_document(other->stage(), {1, json}).ok());
  EXPECT_EQ(other->piece().document().json(), json);
}

}  // namespace
}  // namespace reverie::pieces
