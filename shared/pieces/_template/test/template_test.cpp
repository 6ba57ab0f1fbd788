#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "shared/piece/piece.h"

namespace reverie::pieces {
std::unique_ptr<Piece> make_template();

namespace {

class TemplatePiece : public testing::Test {
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
  Stage stage_{Clock::offline, 200, 100};
  std::unique_ptr<Piece> piece_ = make_template();
};

TEST_F(TemplatePiece, DrawsADiscWhereThePointerIs) {
  piece_->pointer(stage_, {PointerPhase::down, {50, 25}, {}, 1, 0});
  Canvas canvas(200, 100);
  piece_->draw(stage_, canvas);
  const auto& disc = std::get<EllipseCommand>(canvas.display_list().commands.at(1));
  EXPECT_EQ(disc.x, 50);
  EXPECT_EQ(disc.y, 25);
  EXPECT_EQ(disc.width, 40);
}

TEST_F(TemplatePiece, StaysOnTheCanvas) {
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(piece_->key(stage_, {"ArrowRight", false}));
  EXPECT_EQ(stage_.params().pad("place"), (Vec2{1, 0.5}));
  EXPECT_FALSE(piece_->description(stage_).empty());
}

}  // namespace
}  // namespace reverie::pieces
