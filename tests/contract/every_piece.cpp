#include "tests/contract/every_piece.h"

#include <iterator>

namespace reverie {

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
  for (const PortKind kind : slot.outputs)
    model.outputs.push_back(port(kind, "out" + std::to_string(model.outputs.size())));
  auto shared = std::make_shared<const Model>(std::move(model));
  return {shared, std::make_shared<StubSession>(shared, 2)};
}

std::unique_ptr<Player> EveryPiece::open(float width, float height, bool with_models, Clock clock) {
  Result<std::unique_ptr<Player>> player = Player::create(GetParam(), clock, width, height);
  EXPECT_TRUE(player.ok()) << player.error().message;
  for (const SlotSpec& slot : (*player)->manifest().slots) {
    if (!with_models) break;
    EXPECT_TRUE((*player)->fill_slot(slot.name, model_for(slot)).ok());
  }
  return std::move(*player);
}

void EveryPiece::step(Player& player) {
  for (int i = 0; i < 1000; ++i) {
    if (player.step()) return;
  }
  FAIL() << "a tick of " << GetParam() << " never settled";
}

void EveryPiece::step(Player& player, std::int64_t ticks) {
  for (std::int64_t i = 0; i < ticks; ++i) step(player);
}

std::vector<std::uint8_t> EveryPiece::pixels(Player& player) {
  step(player);
  return pixels_now(player);
}

std::vector<std::uint8_t> EveryPiece::pixels_now(Player& player) {
  const Result<Image> image = raster_from_display_list(player.draw(), player.stage().width(), player.stage().height());
  EXPECT_TRUE(image.ok());
  return image.ok() ? image->rgba() : std::vector<std::uint8_t>();
}

void EveryPiece::expect_drawn(Player& player, const std::string& what) {
  const DisplayList list = player.draw();
  EXPECT_FALSE(list.commands.empty()) << what;
  EXPECT_FALSE(list.truncated) << what;
  EXPECT_EQ(player.stage().take_problem(), "") << what;
}

void EveryPiece::play(Player& player, std::uint64_t seed) {
  Random random(seed);
  const Stage& stage = player.stage();
  const char* keys[] = {"ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Enter", "Backspace",
                        " ",         "a",          "d",       "é",         ""};
  const PointerPhase phases[] = {PointerPhase::down, PointerPhase::move, PointerPhase::up, PointerPhase::hover};
  Vec2 last{0, 0};
  for (int i = 0; i < 200; ++i) {
    const Vec2 at{random.uniform(-9, stage.width() + 9.0), random.uniform(-9, stage.height() + 9.0)};
    player.pointer({phases[random.below(4)], at, {at.x - last.x, at.y - last.y}, 0.5F, int(random.below(2))});
    last = at;
    if (random.below(3) == 0) player.key({keys[random.below(std::size(keys))], random.below(2) == 0});
    if (random.below(5) == 0) step(player);
  }
  // Leave no finger down and no key: a piece may draw a drag in its own way.
  for (const int id : {0, 1}) player.pointer({PointerPhase::up, last, {}, 0, id});
  for (const char* key : keys) player.key_released({key});
}

std::vector<std::string> piece_ids() {
  std::vector<std::string> ids;
  for (const PieceEntry& entry : piece_registry()) ids.emplace_back(entry.id);
  return ids;
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  for (char& c : name) c = c == '-' ? '_' : c;
  return name;
}

}  // namespace reverie
