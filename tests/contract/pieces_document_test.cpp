// What every piece keeps: documents and links lead back, undo ends at the start, foreign ones are refused.
#include "shared/piece/history.h"
#include "shared/piece/text.h"
#include "tests/contract/every_piece.h"

namespace reverie {
namespace {

class EveryPieceKeeps : public EveryPiece {};

TEST_P(EveryPieceKeeps, WhatItsDocumentSays) {
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
  EXPECT_EQ(other->piece().document().json(), document.json());
  EXPECT_EQ(other->link_state().document.json(), player->link_state().document.json());
}

// As a file brings it: a text, read by one that never saw the content, and written by that one again.
TEST_P(EveryPieceKeeps, ADocumentThroughItsText) {
  auto player = open();
  play(*player, 13);
  const Document document = player->piece().document();
  const std::string text = document.json();
  auto other = open();
  const Result<void> set = other->piece().set_document(other->stage(), Document(document.version(), text));
  ASSERT_TRUE(set.ok()) << set.error().message;
  EXPECT_EQ(other->piece().document().json(), text);
  EXPECT_EQ(other->piece().document().version(), document.version());
  // And nothing made leads back to nothing made.
  ASSERT_TRUE(other->piece().set_document(other->stage(), Document{}).ok());
  EXPECT_EQ(other->piece().document().json(), open()->piece().document().json());
}

TEST_P(EveryPieceKeeps, ItsDocumentWhenAForeignOneIsRefused) {
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

TEST_P(EveryPieceKeeps, TheStartForUndo) {
  auto player = open();
  step(*player);
  const Document empty = player->piece().document();
  History history;
  history.start(moment_of(*player));
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    player->stage().params().surprise(seed);
    history.note(moment_of(*player), false);
    play(*player, seed);
    history.note(moment_of(*player), false);
  }
  const std::string last = player->piece().document().json();
  EXPECT_TRUE(history.can_undo());
  while (const auto moment = history.undo()) restore(*player, *moment);
  EXPECT_EQ(player->piece().document(), empty);
  for (const ParamSpec& spec : player->stage().params().specs()) {
    EXPECT_TRUE(player->stage().params().is_initial(spec.name)) << spec.name;
  }
  while (const auto moment = history.redo()) restore(*player, *moment);
  EXPECT_EQ(player->piece().document().json(), last);
}

TEST_P(EveryPieceKeeps, ItsStateInALink) {
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

// A link is a picture, not a story: two who open it see the same, and it shows what it was taken from.
TEST_P(EveryPieceKeeps, ThePictureInALink) {
  auto player = open();
  player->stage().params().surprise(4);
  const LinkState state = *link_state_from_text(*text_from_link_state(player->link_state()));
  auto other = open();
  other->apply(state);
  EXPECT_EQ(pixels(*other), pixels(*player));
}

INSTANTIATE_TEST_SUITE_P(Registry, EveryPieceKeeps, testing::ValuesIn(piece_ids()), test_name);

}  // namespace
}  // namespace reverie
