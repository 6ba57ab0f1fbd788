// What stands beside the picture in the dock, models that changed and models that are gone.
#include "shared/studio/test/harness.h"

namespace reverie::studio_test {

namespace {

std::shared_ptr<const Neighbours> some_neighbours() {
  std::vector<NearFeature> features(4);
  for (std::size_t i = 0; i < features.size(); ++i) features[i][0] = static_cast<float>(10 + i);
  return std::make_shared<const Neighbours>(*neighbours_from_features(features, 4, false));
}

}  // namespace

TEST_F(StudioTest, BesideThePictureStandsTheModelAndHowNear) {
  host.known = {{"faces", "Faces"}};
  open("latent-walk");
  frames(3);
  EXPECT_TRUE(studio->besides().empty());
  EXPECT_EQ(studio->boxes().count("beside"), 0u) << "no network, no foot";
  host.arrive("generator");
  frames(60);
  ASSERT_EQ(studio->besides().size(), 1u);
  EXPECT_EQ(studio->besides()[0].title, "faces");
  EXPECT_NE(studio->besides()[0].near.find("Nobody can say"), std::string::npos) << "nothing is known of its pictures";
  host.loads["generator"].neighbours = some_neighbours();  // they come after the model
  frames(60);
  EXPECT_NE(studio->besides()[0].near.find("4 training pictures"), std::string::npos) << studio->besides()[0].near;
  ASSERT_FALSE(host.besides.empty());
  EXPECT_NE(host.besides.back().find("4 training pictures"), std::string::npos);
  click("beside");
  frames(3);
  EXPECT_EQ(studio->boxes().count("back"), 1u) << "the whole of it opens";
}

TEST_F(StudioTest, WhatStandsBesideIsToldOnceForOnePicture) {
  host.known = {{"faces", "Faces"}};
  open("latent-walk");
  host.arrive("generator");
  host.loads["generator"].neighbours = some_neighbours();
  frames(120);
  const std::size_t told = host.besides.size();
  frames(120);
  EXPECT_EQ(host.besides.size(), told);
  EXPECT_LE(told, 3u);
}

TEST_F(StudioTest, AKeptPictureSaysHowNearItLies) {
  host.known = {{"faces", "Faces"}};
  open("latent-walk");
  host.arrive("generator");
  host.loads["generator"].neighbours = some_neighbours();
  frames(60);
  studio->keep("png-1");
  frames(30);
  EXPECT_NE(host.last_order.remembrance.xmp.find("4 training pictures"), std::string::npos);
}

TEST_F(StudioTest, AModelThatChangedSincePlaysAndSaysSo) {
  host.known = {{"faces", "Faces"}};
  open("piece=latent-walk&model.generator=faces@00000000&label.head=head-7");
  host.arrive("generator");
  frames(30);
  ASSERT_EQ(studio->messages().all().size(), 1u);
  EXPECT_EQ(studio->messages().all()[0].sentence,
            "The model faces has changed since this was made (00000000 then, 1a2b3c4d now); it plays, and the picture "
            "may be another.");
  EXPECT_NE(studio->player().stage().slot("generator"), nullptr);
  EXPECT_EQ(params().text("label.head"), "head-7");
  EXPECT_NE(studio->link_text().find("faces@1a2b3c4d"), std::string::npos) << "a link from here names what plays";
}

TEST_F(StudioTest, InPlaceOfAModelThatIsGoneAnotherPlays) {
  host.known = {{"faces", "Faces"}, {"emoji", "Emoji"}};
  open("piece=latent-walk&model.generator=ghost@12345678&seed=kept");
  const auto fail = [&] {
    host.loads["generator"].state = LoadState::failed;
    host.loads["generator"].sentence = "There is no model “ghost” here.";
  };
  fail();
  frames(3);
  ASSERT_EQ(studio->messages().all().size(), 1u);
  EXPECT_EQ(studio->messages().all()[0].sentence,
            "The model \"ghost\" is not here any more; Faces plays in its place, so the picture is another. Undo leads "
            "back.");
  EXPECT_EQ(host.requested["generator"], "faces");
  host.arrive("generator");
  frames(30);
  EXPECT_EQ(studio->player().stage().slot("generator")->model->id, "faces");
  EXPECT_EQ(params().text("seed"), "kept");
  studio->undo();
  frames(2);
  EXPECT_EQ(host.requested["generator"], "ghost") << "undo asks for it again";
  fail();
  frames(3);
  EXPECT_EQ(host.requested["generator"], "ghost") << "and is not overruled";
  EXPECT_EQ(studio->messages().all().back().sentence, "There is no model “ghost” here.");
  studio->redo();
  frames(2);
  EXPECT_EQ(host.requested["generator"], "faces");
}

TEST_F(StudioTest, AModelThatIsHereAndBrokenIsNotReplaced) {
  host.known = {{"faces", "Faces"}, {"emoji", "Emoji"}};
  open("piece=latent-walk&model.generator=emoji");
  host.loads["generator"].state = LoadState::failed;
  host.loads["generator"].sentence = "The model emoji is damaged.";
  frames(3);
  EXPECT_EQ(host.requested["generator"], "emoji");
  EXPECT_EQ(studio->messages().all().back().sentence, "The model emoji is damaged.");
}

}  // namespace reverie::studio_test
