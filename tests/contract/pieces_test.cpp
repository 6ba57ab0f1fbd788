// What every piece owes, checked over the registry: a new piece is tested here without a word. This file: what is drawn
// at every size and for every value. pieces_input_test.cpp plays, pieces_document_test.cpp goes back and returns,
// pieces_time_test.cpp watches the clock.
#include <algorithm>

#include "shared/piece/text.h"
#include "tests/contract/every_piece.h"

namespace reverie {
namespace {

class EveryPieceDraws : public EveryPiece {};

TEST_P(EveryPieceDraws, AtEverySizeWithAndWithoutModels) {
  const std::pair<float, float> sizes[] = {{1, 1}, {1, 400}, {400, 1}, {32, 32}, {390, 844}, {4000, 3000}};
  for (const auto& [width, height] : sizes) {
    for (const bool with_models : {false, true}) {
      auto player = open(width, height, with_models);
      step(*player);
      const std::string what = std::to_string(width) + " x " + std::to_string(height);
      expect_drawn(*player, what);
      // Of the large one a band through the middle is looked at; the rest is the same work again.
      const int rows = static_cast<int>(std::min(height, 48.0F)), first = static_cast<int>(height - rows) / 2;
      const auto band = raster_band(player->draw(), width, height, 1, first, rows);
      ASSERT_TRUE(band.ok()) << what << ": " << band.error().message;
      EXPECT_EQ(band->size(), static_cast<std::size_t>(width) * rows * 4) << what;
    }
  }
}

TEST_P(EveryPieceDraws, TheWholeGroundOpaque) {
  for (const bool with_models : {false, true}) {
    auto player = open(64, 48, with_models);
    const std::vector<std::uint8_t> rgba = pixels(*player);
    for (std::size_t i = 3; i < rgba.size(); i += 4) ASSERT_EQ(rgba[i], 255) << "pixel " << i / 4;
  }
}

bool shows(const DisplayList& list, const ModelPreview& preview) {
  return std::ranges::any_of(list.commands, [&](const Command& command) {
    const auto* image = std::get_if<ImageCommand>(&command);
    return image != nullptr && std::ranges::find(preview.pictures, image->image) != preview.pictures.end();
  });
}

// What a package brings to be looked at while its network wakes was not drawn here, so it stands in no file.
TEST_P(EveryPieceDraws, WhatPackagesBringInNoFile) {
  for (const auto& [width, height] : {std::pair{1.0F, 1.0F}, {390.0F, 844.0F}, {400.0F, 32.0F}}) {
    auto player = open(width, height, false, Clock::live);
    Result<Image> strip = Image::create(4 * 16, 16);
    ASSERT_TRUE(strip.ok());
    for (const SlotSpec& slot : player->manifest().slots) {
      auto brought = preview_from_strip(model_for(slot).model, *strip);
      if (!brought) continue;  // no slot for pictures
      const auto preview = std::make_shared<const ModelPreview>(std::move(*brought));
      player->show_preview(slot.name, preview);
      for (int i = 0; i < 200; ++i) {
        step(*player);
        if (i == 100) {
          ASSERT_TRUE(player->fill_slot(slot.name, model_for(slot)).ok());
        }
        static_cast<void>(player->draw(true));
        EXPECT_FALSE(shows(player->draw(), *preview)) << slot.name << " at tick " << i;
      }
    }
    expect_drawn(*player, std::to_string(width));
  }
}

TEST_P(EveryPieceDraws, WhileItIsResized) {
  auto player = open();
  for (const float side : {300.0F, 1.0F, 77.0F}) {
    player->stage().resize(side, 380 - side);
    step(*player);
    expect_drawn(*player, std::to_string(side));
  }
}

// Both ends of a number, each choice, each corner of a pad, the shortest, the longest and a foreign text.
std::vector<ParamValue> ends_of(const ParamSpec& spec) {
  switch (spec.kind) {
    case ParamKind::number:
    case ParamKind::integer:
      return {spec.min, spec.max};
    case ParamKind::toggle:
      return {true, false};
    case ParamKind::choice:
      return {spec.choices.begin(), spec.choices.end()};
    case ParamKind::text:
      return {std::string(), std::string(max_text_length, 'w'), std::string("夜明け ñ")};
    case ParamKind::pad:
      return {Vec2{spec.min, spec.max}, Vec2{spec.max, spec.min}, Vec2{spec.min, spec.min}, Vec2{spec.max, spec.max}};
  }
  return {};
}

TEST_P(EveryPieceDraws, BothEndsOfEachParam) {
  auto player = open();
  Params& params = player->stage().params();
  const std::vector<ParamSpec> specs(params.specs().begin(), params.specs().end());
  for (const ParamSpec& spec : specs) {
    for (const ParamValue& end : ends_of(spec)) {
      ASSERT_TRUE(params.set(spec.name, end).ok()) << spec.name;
      step(*player);
      expect_drawn(*player, spec.name + " = " + params.text_of(spec.name));
    }
    params.reset(spec.name);
  }
}

// All at their lower ends at once, and all at their upper ones, on the smallest canvas and a larger one.
TEST_P(EveryPieceDraws, AllParamsAtOneEnd) {
  for (const float side : {1.0F, 200.0F}) {
    for (const bool upper : {false, true}) {
      auto player = open(side, side);
      Params& params = player->stage().params();
      const std::vector<ParamSpec> specs(params.specs().begin(), params.specs().end());
      for (const ParamSpec& spec : specs) {
        const std::vector<ParamValue> ends = ends_of(spec);
        ASSERT_TRUE(params.set(spec.name, upper ? ends.back() : ends.front()).ok()) << spec.name;
      }
      step(*player);
      expect_drawn(*player, upper ? "upper ends" : "lower ends");
      EXPECT_TRUE(raster_from_display_list(player->draw(), side, side).ok());
    }
  }
}

TEST_P(EveryPieceDraws, WhateverSurpriseBrings) {
  auto player = open();
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    player->stage().params().surprise(seed);
    step(*player);
    expect_drawn(*player, "surprise " + std::to_string(seed));
  }
}

TEST_P(EveryPieceDraws, TheSameTwice) {
  auto player = open();
  step(*player);
  EXPECT_EQ(pixels_now(*player), pixels_now(*player));
}

TEST_P(EveryPieceDraws, TheSameForTheSameSeed) {
  auto a = open(), b = open();
  for (Player* player : {a.get(), b.get()}) {
    player->stage().params().surprise(7);
    step(*player, 30);
  }
  EXPECT_EQ(pixels_now(*a), pixels_now(*b));
}

TEST_P(EveryPieceDraws, AnotherPictureForAnotherSeed) {
  const auto drawn_with = [&](const char* seed) {
    auto player = open(160, 120);
    EXPECT_TRUE(player->stage().params().set("seed", std::string(seed)).ok());
    step(*player, 30);
    return pixels_now(*player);
  };
  const auto player = open();
  const ParamSpec* seed = player->stage().params().spec("seed");
  if (seed == nullptr || seed->kind != ParamKind::text) return;  // a piece may have none
  EXPECT_NE(drawn_with("harbour"), drawn_with("lantern"));
}

TEST_P(EveryPieceDraws, AndSaysWhatIsOnTheCanvas) {
  for (const bool with_models : {false, true}) {
    auto player = open(96, 64, with_models);
    step(*player);
    const std::string sentence = player->piece().description(player->stage());
    EXPECT_TRUE(is_plain_text(sentence));
    EXPECT_TRUE(sentence.ends_with(".")) << sentence;
    EXPECT_GT(sentence.size(), 20u) << sentence;
    EXPECT_LT(sentence.size(), 400u) << "too much to listen to: " << sentence;
    EXPECT_EQ(sentence.find(" 1 links"), std::string::npos) << sentence;
  }
}

TEST_P(EveryPieceDraws, WithWordsForEverything) {
  const auto player = open();
  const PieceManifest& manifest = player->manifest();
  for (const std::string* text : {&manifest.title, &manifest.tagline, &manifest.description, &manifest.credit,
                                  &manifest.author, &manifest.licence}) {
    EXPECT_FALSE(text->empty());
  }
  EXPECT_FALSE(manifest.keys.empty());
  EXPECT_GE(manifest.how.size(), 3u) << "about five sentences on how it works";
  EXPECT_LE(manifest.how.size(), 7u);
  for (const std::string& sentence : manifest.how) EXPECT_TRUE(sentence.ends_with(".")) << sentence;
  for (const ParamSpec& spec : player->stage().params().specs()) {
    EXPECT_FALSE(spec.label.empty()) << spec.name;
    EXPECT_TRUE(spec.help.ends_with(".")) << spec.name;
    EXPECT_FALSE(spec.group.empty()) << spec.name;
  }
}

INSTANTIATE_TEST_SUITE_P(Registry, EveryPieceDraws, testing::ValuesIn(piece_ids()), test_name);

TEST(Registry, IsNotEmptyAndFindsById) {
  EXPECT_GE(piece_registry().size(), 2u);
  EXPECT_NE(find_piece("de-stijl"), nullptr);
  EXPECT_NE(find_piece("latent-walk"), nullptr);
  EXPECT_EQ(find_piece("template"), nullptr);
  EXPECT_EQ(find_piece(""), nullptr);
}

}  // namespace
}  // namespace reverie
