// What a package brings to be looked at: on the live canvas while its model is on its way, in no file, told by nobody.
#include "shared/piece/test/support.h"
#include "shared/studio/test/harness.h"

namespace reverie::studio_test {

namespace {

std::shared_ptr<const ModelPreview> preview_of(const std::string& id) {
  return test::preview_of(*stub_model(id, 40), 4);
}

}  // namespace

TEST_F(StudioTest, WhatAPackageBringsReachesThePieceBeforeItsModel) {
  host.known = {{"faces", "Faces"}};
  open("latent-walk");
  const Stage& stage = studio->player().stage();
  EXPECT_EQ(stage.preview("generator"), nullptr);
  const auto preview = preview_of("faces");
  host.loads["generator"].preview = preview;
  frames(2);
  EXPECT_EQ(stage.preview("generator"), preview.get());
  EXPECT_EQ(stage.slot("generator"), nullptr);
  studio->choose_model("generator", "others");
  frames(1);
  EXPECT_EQ(stage.preview("generator"), nullptr) << "another model was asked for";
}

TEST_F(StudioTest, AFileKeptWhileTheNetworkWakesIsTheSameWithoutIt) {
  host.known = {{"faces", "Faces"}};
  std::vector<std::uint8_t> kept[2];
  for (const bool brought : {false, true}) {
    open("latent-walk");
    if (brought) host.loads["generator"].preview = preview_of("faces");
    frames(30);
    EXPECT_EQ(studio->player().draw(true).commands.size() > studio->player().draw().commands.size(), brought);
    studio->keep("png-1");
    frames(30);
    kept[brought ? 1 : 0] = host.kept;
  }
  EXPECT_FALSE(kept[0].empty());
  EXPECT_EQ(kept[0], kept[1]);
}

TEST_F(StudioTest, NobodyJudgesAPictureThatThePackageBrought) {
  host.known = {{"faces", "Faces"}};
  open("latent-walk");
  host.loads["generator"].preview = preview_of("faces");
  frames(2);
  host.arrive("generator");
  LoadedModel& loaded = host.loads["generator"].loaded;
  loaded.session = std::make_shared<StubSession>(loaded.model, 1'000'000);
  frames(60);
  ASSERT_EQ(studio->besides().size(), 1u);
  EXPECT_EQ(studio->besides()[0].near, "");
}

}  // namespace reverie::studio_test
