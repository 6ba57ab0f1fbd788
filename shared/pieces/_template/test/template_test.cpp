#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "shared/piece/piece.h"

namespace reverie::pieces {
std::unique_ptr<Piece> make_template();

namespace {

class TemplateTest : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream file(std::string(REVERIE_SOURCE_DIR) + "/shared/pieces/_template/piece.json");
    std::stringstream text;
    text << file.rdbuf();
    const Result<PieceManifest> manifest = piece_manifest_from_json(text.str());
    ASSERT_TRUE(manifest.ok()) << manifest.error().message;
    for (const ParamSpec& spec : manifest->params) ASSERT_TRUE(stage_.params().declare(spec).ok());
    piece_->setup(stage_);
  }

  DisplayList drawn() {
    Canvas canvas(stage_.width(), stage_.height());
    piece_->draw(stage_, canvas);
    return canvas.take();
  }

  Stage stage_{Clock::offline, 200, 100};
  std::unique_ptr<Piece> piece_ = make_template();
};

// [test]
TEST_F(TemplateTest, TheDiscFollowsThePointer) {
  piece_->pointer(stage_, {PointerPhase::down, {50, 25}, {}, 1, 0});
  const DisplayList list = drawn();
  const auto& disc = std::get<EllipseCommand>(list.commands.back());
  EXPECT_EQ(disc.x, 50);
  EXPECT_EQ(disc.y, 25);
  EXPECT_EQ(disc.width, 40);
}
// [/test]

TEST_F(TemplateTest, LeavesAPrintWhereItIsLetGo) {
  const std::size_t before = drawn().commands.size();
  piece_->pointer(stage_, {PointerPhase::down, {50, 25}, {}, 1, 0});
  piece_->pointer(stage_, {PointerPhase::up, {60, 25}, {}, 0, 0});
  EXPECT_EQ(drawn().commands.size(), before + 1);
  EXPECT_EQ(piece_->document().json(), R"({"prints":[[0.3,0.25]]})");
  EXPECT_TRUE(piece_->key(stage_, {"Backspace"}));
  EXPECT_EQ(piece_->document(), Document{});
}

TEST_F(TemplateTest, RefusesPrintsThatAreNone) {
  for (const char* json : {"[]", R"({"prints":1})", R"({"prints":[[0.5]]})", R"({"prints":[[0.5,2]]})"})
    EXPECT_FALSE(piece_->set_document(stage_, {1, json}).ok()) << json;
  EXPECT_EQ(piece_->document(), Document{});
}

TEST_F(TemplateTest, StaysOnTheCanvas) {
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(piece_->key(stage_, {"ArrowRight"}));
  EXPECT_EQ(stage_.params().pad("place"), (Vec2{1, 0.5}));
  EXPECT_FALSE(piece_->description(stage_).empty());
}

}  // namespace
}  // namespace reverie::pieces
