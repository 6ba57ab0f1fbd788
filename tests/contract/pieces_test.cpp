// What every piece owes, checked over the registry: a new piece is tested here without a word.
#include <gtest/gtest.h>

#include <cmath>

#include "shared/canvas/raster.h"
#include "shared/model/stub_session.h"
#include "shared/piece/history.h"
#include "shared/piece/text.h"

namespace reverie {
namespace {

// A model with one port of each kind that the slot asks for, and a label axis beside them.
LoadedModel model_for(const SlotSpec& slot) {
  Model model;
  model.format = 1;
  model.id = "stand-in";
  model.title = "Stand-in";
  const auto port = [](PortKind kind, const std::string& name) {
    Port port;
    port.name = name;
    port.kind = kind;
    port.shape = {{-1, "N"}, {kind == PortKind::image ? 3 : 8, ""}};
    if (kind == PortKind::image) {
      port.shape.insert(port.shape.end(), {{16, ""}, {16, ""}});
      port.layout = "NCHW";
      port.color_space = "sRGB";
    }
    if (kind == PortKind::class_label) {
      port.axis = "axis-" + name;
      for (int i = 0; i < 8; ++i) port.labels.push_back("label " + std::to_string(i));
    }
    return port;
  };
  for (const PortKind kind : slot.inputs)
    model.inputs.push_back(port(kind, "in" + std::to_string(model.inputs.size())));
  model.inputs.push_back(port(PortKind::class_label, "label"));
  for (const PortKind kind : slot.outputs) {
    model.outputs.push_back(port(kind, "out" + std::to_string(model.outputs.size())));
  }
  auto shared = std::make_shared<const Model>(std::move(model));
  return {shared, std::make_shared<StubSession>(shared, 2)};
}

class EveryPiece : public testing::TestWithParam<std::string> {
 protected:
  static std::unique_ptr<Player> open(float width = 96, float height = 64, bool with_models = true,
                                      Clock clock = Clock::offline) {
    Result<std::unique_ptr<Player>> player = Player::create(GetParam(), clock, width, height);
    EXPECT_TRUE(player.ok()) << player.error().message;
    for (const SlotSpec& slot : (*player)->manifest().slots) {
      if (!with_models) break;
      EXPECT_TRUE((*player)->fill_slot(slot.name, model_for(slot)).ok());
    }
    return std::move(*player);
  }

  static void step(Player& player) {
    for (int i = 0; i < 1000; ++i) {
      if (player.step()) return;
    }
    FAIL() << "a tick of " << GetParam() << " never settled";
  }

  static std::vector<std::uint8_t> pixels(Player& player) {
    step(player);
    const Result<Image> image =
        raster_from_display_list(player.draw(), player.stage().width(), player.stage().height());
    EXPECT_TRUE(image.ok());
    return image.ok() ? image->rgba() : std::vector<std::uint8_t>();
  }

  // Clicks, drags, strokes of every named key: whatever a restless hand does.
  static void play(Player& player, std::uint64_t seed) {
    Random random(seed);
    Piece& piece = player.piece();
    Stage& stage = player.stage();
    const char* keys[] = {"ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Enter", "Backspace",
                          " ",         "a",          "d",       "é",         ""};
    Vec2 last{0, 0};
    for (int i = 0; i < 200; ++i) {
      const Vec2 at{random.uniform(-9, stage.width() + 9.0), random.uniform(-9, stage.height() + 9.0)};
      const PointerPhase phases[] = {PointerPhase::down, PointerPhase::move, PointerPhase::up, PointerPhase::hover};
      piece.pointer(stage, {phases[random.below(4)], at, {at.x - last.x, at.y - last.y}, 0.5F, int(random.below(2))});
      last = at;
      if (random.below(3) == 0) piece.key(stage, {keys[random.below(std::size(keys))], random.below(2) == 0});
      if (random.below(5) == 0) step(player);
    }
    // Leave no finger down: a piece may draw a drag in its own way.
    for (const int id : {0, 1}) piece.pointer(stage, {PointerPhase::up, last, {}, 0, id});
  }
};

TEST_P(EveryPiece, DrawsAtEverySizeWithAndWithoutModels) {
  const std::pair<float, float> sizes[] = {{1, 1}, {1, 400}, {400, 1}, {32, 32}, {390, 844}, {4000, 3000}};
  for (const auto& [width, height] : sizes) {
    for (const bool with_models : {false, true}) {
      auto player = open(width, height, with_models);
      step(*player);
      const DisplayList list = player->draw();
      EXPECT_FALSE(list.commands.empty());
      EXPECT_FALSE(list.truncated);
      EXPECT_EQ(player->stage().take_problem(), "");
      EXPECT_TRUE(width * height > 1e6F || raster_from_display_list(list, width, height).ok());
    }
  }
}

TEST_P(EveryPiece, BearsResizingWhileItPlays) {
  auto player = open();
  for (const float side : {300.0F, 1.0F, 77.0F}) {
    player->stage().resize(side, 380 - side);
    step(*player);
    EXPECT_FALSE(player->draw().commands.empty());
  }
}

TEST_P(EveryPiece, TakesBothEndsOfEachParam) {
  auto player = open();
  Params& params = player->stage().params();
  const std::vector<ParamSpec> specs(params.specs().begin(), params.specs().end());
  for (const ParamSpec& spec : specs) {
    std::vector<ParamValue> ends;
    switch (spec.kind) {
      case ParamKind::number:
      case ParamKind::integer:
        ends = {spec.min, spec.max};
        break;
      case ParamKind::toggle:
        ends = {true, false};
        break;
      case ParamKind::choice:
        ends = {spec.choices.front(), spec.choices.back()};
        break;
      case ParamKind::text:
        ends = {std::string(), std::string(max_text_length, 'w')};
        break;
      case ParamKind::pad:
        ends = {Vec2{spec.min, spec.max}, Vec2{spec.max, spec.min}};
        break;
    }
    for (ParamValue& end : ends) {
      ASSERT_TRUE(params.set(spec.name, std::move(end)).ok()) << spec.name;
      step(*player);
      EXPECT_FALSE(player->draw().commands.empty()) << spec.name;
      EXPECT_EQ(player->stage().take_problem(), "") << spec.name;
    }
    params.reset(spec.name);
  }
}

TEST_P(EveryPiece, SurpriseNeverBreaksIt) {
  auto player = open();
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    player->stage().params().surprise(seed);
    step(*player);
    EXPECT_FALSE(player->draw().commands.empty());
    EXPECT_EQ(player->stage().take_problem(), "");
  }
}

TEST_P(EveryPiece, SameStateSamePicture) {
  auto a = open(), b = open();
  for (Player* player : {a.get(), b.get()}) {
    player->stage().params().surprise(11);
    play(*player, 5);
  }
  EXPECT_EQ(pixels(*a), pixels(*b));
}

TEST_P(EveryPiece, DrawingTwiceShowsTheSame) {
  auto player = open();
  step(*player);
  const DisplayList first = player->draw(), second = player->draw();
  EXPECT_EQ(raster_from_display_list(first, 96, 64)->rgba(), raster_from_display_list(second, 96, 64)->rgba());
}

TEST_P(EveryPiece, DocumentLeadsBack) {
  auto player = open();
  play(*player, 3);
  const Document document = player->piece().document();
  EXPECT_LE(document.json().size(), max_document_bytes);
  auto other = open();
  for (const ParamSpec& spec : player->stage().params().specs()) {
    ASSERT_TRUE(other->stage().params().set(spec.name, player->stage().params().value(spec.name)).ok());
  }
  // What moves by itself would have moved on.
  for (Player* each : {player.get(), other.get()}) {
    for (const ParamSpec& spec : each->stage().params().specs()) {
      if (spec.kind == ParamKind::toggle) each->stage().params().reset(spec.name);
    }
  }
  ASSERT_TRUE(other->piece().set_document(other->stage(), document).ok());
  EXPECT_EQ(other->piece().document(), document);
  EXPECT_EQ(other->link_state().document, player->link_state().document);
}

TEST_P(EveryPiece, ForeignDocumentsAreRefusedAndChangeNothing) {
  auto player = open();
  play(*player, 3);
  const Document before = player->piece().document();
  for (const Document& foreign : {Document{999, R"({"a":1})"}, Document{1, "[]"}, Document{1, "no json"},
                                  Document{1, ""}, Document{1, "{\"seed\":" + std::string(5000, '[') + "}"}}) {
    const Result<void> set = player->piece().set_document(player->stage(), foreign);
    ASSERT_FALSE(set.ok()) << foreign.json().substr(0, 40);
    EXPECT_TRUE(is_plain_text(set.error().message));
    EXPECT_EQ(player->piece().document(), before);
  }
}

TEST_P(EveryPiece, UndoGoesBackToTheStart) {
  auto player = open();
  step(*player);
  const std::vector<std::uint8_t> start = pixels(*player);
  const Document empty = player->piece().document();
  History history;
  history.start(moment_of(*player));
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    player->stage().params().surprise(seed);
    history.note(moment_of(*player), false);
    play(*player, seed);
    history.note(moment_of(*player), false);
  }
  EXPECT_TRUE(history.can_undo());
  while (const auto moment = history.undo()) restore(*player, *moment);
  EXPECT_EQ(player->piece().document(), empty);
  for (const ParamSpec& spec : player->stage().params().specs()) {
    EXPECT_TRUE(player->stage().params().is_initial(spec.name)) << spec.name;
  }
}

TEST_P(EveryPiece, SaysWhatIsOnTheCanvas) {
  for (const bool with_models : {false, true}) {
    auto player = open(96, 64, with_models);
    step(*player);
    const std::string sentence = player->piece().description(player->stage());
    EXPECT_TRUE(is_plain_text(sentence));
    EXPECT_TRUE(sentence.ends_with(".")) << sentence;
    EXPECT_GT(sentence.size(), 20u) << sentence;
  }
}

TEST_P(EveryPiece, LinkLeadsBack) {
  auto player = open();
  player->stage().params().surprise(4);
  step(*player);
  const Result<std::string> text = text_from_link_state(player->link_state());
  ASSERT_TRUE(text.ok()) << text.error().message;
  auto other = open();
  other->apply(*link_state_from_text(*text));
  EXPECT_EQ(other->stage().take_problem(), "");
  EXPECT_EQ(other->link_state(), player->link_state());
}

TEST_P(EveryPiece, KeepsStillForThoseWhoAskedForRest) {
  auto player = open(96, 64, true, Clock::live);
  player->stage().set_reduced_motion(true);
  for (int i = 0; i < 300; ++i) step(*player);
  EXPECT_TRUE(player->piece().resting(player->stage()));
}

TEST_P(EveryPiece, HasWordsForEverything) {
  const auto player = open();
  const PieceManifest& manifest = player->manifest();
  for (const std::string* text : {&manifest.title, &manifest.tagline, &manifest.description, &manifest.credit,
                                  &manifest.author, &manifest.licence}) {
    EXPECT_FALSE(text->empty());
  }
  EXPECT_FALSE(manifest.keys.empty());
  for (const ParamSpec& spec : player->stage().params().specs()) {
    EXPECT_FALSE(spec.label.empty()) << spec.name;
    EXPECT_TRUE(spec.help.ends_with(".")) << spec.name;
    EXPECT_FALSE(spec.group.empty()) << spec.name;
  }
}

std::vector<std::string> ids() {
  std::vector<std::string> ids;
  for (const PieceEntry& entry : piece_registry()) ids.emplace_back(entry.id);
  return ids;
}

INSTANTIATE_TEST_SUITE_P(Registry, EveryPiece, testing::ValuesIn(ids()), [](const auto& info) {
  std::string name = info.param;
  for (char& c : name) c = c == '-' ? '_' : c;
  return name;
});

TEST(Registry, IsNotEmptyAndFindsById) {
  EXPECT_GE(piece_registry().size(), 2u);
  EXPECT_NE(find_piece("de-stijl"), nullptr);
  EXPECT_NE(find_piece("latent-walk"), nullptr);
  EXPECT_EQ(find_piece("template"), nullptr);
  EXPECT_EQ(find_piece(""), nullptr);
}

}  // namespace
}  // namespace reverie
