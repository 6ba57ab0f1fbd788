#include <gtest/gtest.h>

#include "shared/piece/piece.h"
#include "shared/piece/text.h"
#include "shared/random/random.h"

namespace reverie {
namespace {

constexpr std::string_view good = R"({
  "id": "a-piece", "title": "A piece", "tagline": "t", "description": "d", "credit": "c", "author": "x", "licence": "MIT",
  "how": ["It turns.", "It stops."], "keys": ["Space: pause"], "vector_output": true, "unknown": {"is": "ignored"},
  "slots": [{"name": "generator", "label": "Generator", "inputs": ["latent"], "outputs": ["image"], "min": 0, "max": 2}],
  "inputs": [{"name": "photo", "kind": "image"}], "outputs": [{"name": "picture", "kind": "image"}],
  "params": [{"name": "pad", "label": "Pad", "help": "h", "kind": "pad", "min": -4, "max": 4, "initial": [1, 2]},
             {"name": "seed", "label": "Seed", "help": "h", "kind": "text", "initial": "s", "surprise": false}]
})";

std::string with(std::string_view from, std::string_view to) {
  std::string text(good);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(PieceManifest, ReadsEverything) {
  const Result<PieceManifest> manifest = piece_manifest_from_json(good);
  ASSERT_TRUE(manifest.ok()) << manifest.error().message;
  EXPECT_EQ(manifest->id, "a-piece");
  EXPECT_EQ(manifest->keys.size(), 1u);
  EXPECT_EQ(manifest->how, (std::vector<std::string>{"It turns.", "It stops."}));
  EXPECT_TRUE(manifest->vector_output);
  ASSERT_EQ(manifest->slots.size(), 1u);
  EXPECT_EQ(manifest->slots[0].inputs, std::vector<PortKind>{PortKind::latent});
  EXPECT_EQ(manifest->slots[0].min, 0);
  EXPECT_EQ(manifest->slots[0].max, 2);
  EXPECT_EQ(manifest->inputs[0].name, "photo");
  ASSERT_EQ(manifest->params.size(), 2u);
  EXPECT_EQ(std::get<Vec2>(manifest->params[0].initial), (Vec2{1, 2}));
  EXPECT_FALSE(manifest->params[1].surprise);
}

TEST(PieceManifest, RefusesEachFaultInOneSentence) {
  const std::pair<std::string, const char*> cases[] = {
      {"", "JSON"},
      {"[1]", "JSON"},
      {std::string(300'000, ' '), "262144"},
      {with("\"id\": \"a-piece\",", ""), "\"id\""},
      {with("\"a-piece\"", "\"A Piece\""), "lower-case"},
      {with("\"A piece\"", "7"), "\"title\""},
      {with("\"A piece\"", "\"a\\u0007\""), "\"title\""},
      {with("[\"Space: pause\"]", "[1]"), "\"keys\""},
      {with("\"vector_output\": true", "\"vector_output\": 1"), "\"vector_output\""},
      {with("[\"latent\"]", "[\"dream\"]"), "latent, image, class"},
      {with("\"max\": 2", "\"max\": 99"), "max"},
      {with("\"name\": \"generator\"", "\"name\": \"../x\""), "lower-case"},
      {with("\"slots\": [{", "\"slots\": [3, {"), "object"},
      {with("\"kind\": \"pad\"", "\"kind\": \"knob\""), "number, integer, toggle, choice, text, pad"},
      {with("[1, 2]", "[1]"), "\"initial\""},
      {with("[1, 2]", "[1, 9]"), "cannot start at"},
      {with("\"name\": \"seed\"", "\"name\": \"doc\""), "cannot be named"},
      {with("\"name\": \"seed\"", "\"name\": \"pad\""), "repeats"},
      {with("\"min\": -4", "\"min\": \"low\""), "\"min\""},
  };
  for (const auto& [text, part] : cases) {
    const Result<PieceManifest> manifest = piece_manifest_from_json(text);
    ASSERT_FALSE(manifest.ok()) << part;
    EXPECT_NE(manifest.error().message.find(part), std::string::npos) << manifest.error().message;
    EXPECT_TRUE(manifest.error().message.ends_with("not opened.")) << manifest.error().message;
  }
}

TEST(PieceManifest, SurvivesMutations) {
  Random random(5);
  for (int i = 0; i < 5'000; ++i) {
    std::string text(good);
    for (std::uint32_t edits = 1 + random.below(3); edits > 0; --edits) {
      const std::size_t at = random.below(static_cast<std::uint32_t>(text.size()));
      if (random.below(2) == 0) {
        text[at] = static_cast<char>(random.below(256));
      } else {
        text.erase(at, 1 + random.below(20));
      }
      if (text.empty()) text = "{";
    }
    const Result<PieceManifest> manifest = piece_manifest_from_json(text);
    if (!manifest) {
      ASSERT_TRUE(is_plain_text(manifest.error().message)) << text;
    }
  }
}

}  // namespace
}  // namespace reverie
