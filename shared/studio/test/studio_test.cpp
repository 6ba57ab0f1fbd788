#include "shared/studio/studio.h"

#include "shared/studio/test/harness.h"

namespace reverie::studio_test {

TEST_F(StudioTest, RefusesWhatItCannotOpen) {
  const auto unknown = Studio::create(host, view, "no-such-piece");
  ASSERT_FALSE(unknown.ok());
  EXPECT_NE(unknown.error().message.find("no-such-piece"), std::string::npos);
  EXPECT_FALSE(Studio::create(host, view, "piece=de-stijl&seed=%zz").ok());
  EXPECT_FALSE(Studio::create(host, view, "piece=de-stijl&seed=a&seed=b").ok());
}

TEST_F(StudioTest, OpensALinkAndTellsTheSameLink) {
  open("piece=de-stijl&seed=hello");
  EXPECT_EQ(params().text("seed"), "hello");
  frames(60);
  ASSERT_FALSE(host.links.empty());
  EXPECT_EQ(host.links.back(), studio->link_text());
  EXPECT_NE(studio->link_text().find("seed=hello"), std::string::npos);
  EXPECT_FALSE(host.descriptions.empty());
  EXPECT_TRUE(studio->messages().all().empty());
}

TEST_F(StudioTest, TellsTheLinkOnlyWhenItChanges) {
  open("de-stijl");
  frames(120);
  const std::size_t told = host.links.size();
  EXPECT_EQ(told, 1u);
  click("density", 0.9f);
  frames(60);
  EXPECT_EQ(host.links.size(), told + 1);
}

TEST_F(StudioTest, TicksSixtyTimesASecondWhateverTheFrames) {
  open("de-stijl");
  const std::uint64_t before = studio->player().stage().tick();
  frames(60);
  EXPECT_NEAR(static_cast<double>(studio->player().stage().tick() - before), 60, 1);
  // After a long sleep of the machine the lost time is let go.
  const std::uint64_t then = studio->player().stage().tick();
  ImGui::NewFrame();
  studio->frame({3600});
  ImGui::Render();
  EXPECT_LE(studio->player().stage().tick() - then, 4u);
}

TEST_F(StudioTest, PausesAndStillAnswers) {
  open("de-stijl");
  frames(60);
  key(ImGuiKey_Space);
  EXPECT_TRUE(studio->paused());
  frames(60);
  const std::uint64_t then = studio->player().stage().tick();
  frames(60);
  EXPECT_EQ(studio->player().stage().tick(), then);
  click("density", 0.9f);
  EXPECT_GT(studio->player().stage().tick(), then);
  key(ImGuiKey_Space);
  EXPECT_FALSE(studio->paused());
}

TEST_F(StudioTest, ThePieceUsesSpaceFirst) {
  open("latent-walk");
  const bool walking = params().toggle("walk");
  key(ImGuiKey_Space);
  EXPECT_NE(params().toggle("walk"), walking);
  EXPECT_FALSE(studio->paused());
}

TEST_F(StudioTest, SurpriseChangesAllButTheLocked) {
  open("de-stijl");
  params().set_locked("density", true);
  const double density = params().number("density");
  const std::string seed = params().text("seed");
  click("surprise");
  EXPECT_EQ(params().number("density"), density);
  EXPECT_NE(params().text("seed"), seed);
  const std::string second = params().text("seed");
  click("surprise");
  EXPECT_NE(params().text("seed"), second);
  key(ImGuiKey_Z, true);
  EXPECT_EQ(params().text("seed"), second);
  key(ImGuiKey_Z, true);
  EXPECT_EQ(params().text("seed"), seed);
  key(ImGuiKey_Z, true, true);
  EXPECT_EQ(params().text("seed"), second);
}

TEST_F(StudioTest, SharesTheLink) {
  open("piece=de-stijl&seed=hello");
  click("share");
  ASSERT_EQ(host.shared.size(), 1u);
  EXPECT_EQ(host.shared[0], studio->link_text());
}

TEST_F(StudioTest, NotesFadeAndProblemsStay) {
  open("de-stijl");
  studio->tell("a note", MessageKind::note);
  studio->tell("a problem");
  studio->tell("a problem");
  EXPECT_EQ(studio->messages().all().size(), 2u);
  frames(360);
  ASSERT_EQ(studio->messages().all().size(), 1u);
  EXPECT_EQ(studio->messages().all()[0].sentence, "a problem");
}

TEST_F(StudioTest, TakesTheFirstModelThereIsAndItsAxes) {
  host.known = {{"faces", "Faces"}, {"other", "Other"}};
  open("latent-walk");
  EXPECT_EQ(host.requested["generator"], "faces");
  EXPECT_EQ(params().spec("label.head"), nullptr);
  host.arrive("generator");
  frames(4);
  ASSERT_NE(params().spec("label.head"), nullptr);
  EXPECT_EQ(params().spec("label.head")->choices.size(), 41u);
  EXPECT_NE(studio->link_text().find("model.generator=faces@1a2b3c4d"), std::string::npos);
  EXPECT_GT(view.commands, 0u);
}

TEST_F(StudioTest, ALinkNamesItsModelAndItsAxisWaitsForIt) {
  host.known = {{"faces", "Faces"}, {"other", "Other"}};
  open("piece=latent-walk&model.generator=other&label.head=head-7");
  EXPECT_EQ(host.requested["generator"], "other");
  EXPECT_NE(studio->link_text().find("model.generator=other"), std::string::npos);
  EXPECT_NE(studio->link_text().find("label.head=head-7"), std::string::npos);
  host.arrive("generator");
  frames(4);
  EXPECT_EQ(params().text("label.head"), "head-7");
}

TEST_F(StudioTest, AFailedModelSaysSoAndCanBeTriedAgain) {
  host.known = {{"faces", "Faces"}};
  open("latent-walk");
  host.loads["generator"].state = LoadState::failed;
  host.loads["generator"].sentence = "The model faces is damaged; the picture stays as it is.";
  frames(3);
  ASSERT_EQ(studio->messages().all().size(), 1u);
  EXPECT_EQ(studio->messages().all()[0].sentence, "The model faces is damaged; the picture stays as it is.");
  host.requested.clear();
  click("retry.generator");
  EXPECT_EQ(host.requested["generator"], "faces");
  host.arrive("generator");
  frames(4);
  EXPECT_NE(params().spec("label.head"), nullptr);
}

TEST_F(StudioTest, AModelThatDoesNotFitIsRefusedOnce) {
  host.known = {{"faces", "Faces"}};
  open("latent-walk");
  auto wrong = std::make_shared<Model>(*stub_model("faces", 4));
  wrong->outputs.clear();
  host.loads["generator"].loaded = {wrong, std::make_shared<StubSession>(wrong)};
  host.loads["generator"].state = LoadState::ready;
  frames(30);
  EXPECT_EQ(studio->messages().all().size(), 1u);
  EXPECT_EQ(studio->player().stage().slot("generator"), nullptr);
}

TEST_F(StudioTest, AParamFromOutsideIsReadAsInALinkAndUndone) {
  open("de-stijl");
  ASSERT_TRUE(studio->set_param("seed", "from outside").ok());
  frames(2);
  EXPECT_EQ(params().text("seed"), "from outside");
  EXPECT_FALSE(studio->set_param("no-such-param", "1").ok());
  studio->undo();
  frames(1);
  EXPECT_NE(params().text("seed"), "from outside");
}

TEST_F(StudioTest, WhatComesFromOutsideForOneParamIsOneStep) {
  open("de-stijl");
  const double before = params().number("colour");
  for (int i = 1; i <= 9; ++i) {
    ASSERT_TRUE(studio->set_param("colour", "0." + std::to_string(i)).ok());
    frames(2);
  }
  ASSERT_TRUE(studio->set_param("density", "9").ok());
  frames(60);
  ASSERT_TRUE(studio->set_param("density", "11").ok());
  frames(60);
  key(ImGuiKey_Z, true);
  EXPECT_EQ(params().number("density"), 9) << "a second later is another step";
  key(ImGuiKey_Z, true);
  EXPECT_TRUE(params().is_initial("density"));
  EXPECT_EQ(params().number("colour"), 0.9) << "another param is another step";
  key(ImGuiKey_Z, true);
  EXPECT_EQ(params().number("colour"), before);
}

// A choice of model is undone like anything else, and what the model brought comes back with it.
TEST_F(StudioTest, UndoBringsTheModelBackWithItsParams) {
  host.known = {{"faces", "Faces"}, {"other", "Other"}};
  open("piece=latent-walk&model.generator=faces&label.head=head-7");
  host.arrive("generator");
  frames(4);
  ASSERT_TRUE(params().set("truncation", 0.25).ok());
  frames(2);
  studio->choose_model("generator", "other");
  frames(2);
  EXPECT_EQ(host.requested["generator"], "other");
  host.arrive("generator");
  frames(4);
  const std::string as_it_came = params().text("label.head");
  ASSERT_TRUE(params().set("label.head", std::string("head-9")).ok());
  frames(2);
  EXPECT_NE(studio->link_text().find("model.generator=other"), std::string::npos);

  key(ImGuiKey_Z, true);
  EXPECT_EQ(params().text("label.head"), as_it_came);
  key(ImGuiKey_Z, true);
  EXPECT_EQ(host.requested["generator"], "faces");
  host.arrive("generator");
  frames(4);
  EXPECT_EQ(studio->player().stage().slot("generator")->model->id, "faces");
  EXPECT_EQ(params().text("label.head"), "head-7");
  EXPECT_EQ(params().number("truncation"), 0.25);
  EXPECT_NE(studio->link_text().find("model.generator=faces"), std::string::npos);

  key(ImGuiKey_Z, true, true);
  EXPECT_EQ(host.requested["generator"], "other");
  host.arrive("generator");
  frames(4);
  EXPECT_EQ(studio->player().stage().slot("generator")->model->id, "other");
  key(ImGuiKey_Z, true, true);
  EXPECT_EQ(params().text("label.head"), "head-9");
  key(ImGuiKey_Z, true, true);
  EXPECT_EQ(params().text("label.head"), "head-9") << "there is nothing more to redo";
}

TEST_F(StudioTest, UndoBeforeTheModelIsThereTakesTheChoiceBack) {
  host.known = {{"faces", "Faces"}, {"other", "Other"}};
  open("latent-walk");
  host.arrive("generator");
  frames(4);
  studio->choose_model("generator", "other");
  frames(2);
  ASSERT_TRUE(studio->set_param("truncation", "0.5").ok());  // comes between two frames, and the model with it
  host.arrive("generator");
  frames(4);
  key(ImGuiKey_Z, true);
  EXPECT_TRUE(params().is_initial("truncation"));
  EXPECT_EQ(host.requested["generator"], "other");
  key(ImGuiKey_Z, true);
  EXPECT_EQ(host.requested["generator"], "faces");
  key(ImGuiKey_Y, true);
  key(ImGuiKey_Z, true);
  EXPECT_EQ(host.requested["generator"], "faces");
  host.arrive("generator");
  frames(4);
  EXPECT_EQ(studio->player().stage().slot("generator")->model->id, "faces");
}

TEST_F(StudioTest, DraggingThePictureMovesThePadAsOneStep) {
  host.known = {{"faces", "Faces"}};
  open("latent-walk");
  host.arrive("generator");
  frames(5);
  const Vec2 before = params().pad("pad");
  point(400, 400);
  press();
  for (int i = 0; i < 10; ++i) point(400 + 12 * i, 400 + 5 * i);
  release();
  const Vec2 after = params().pad("pad");
  EXPECT_NE(before, after);
  frames(2);
  key(ImGuiKey_Z, true);
  EXPECT_EQ(params().pad("pad"), before);
  key(ImGuiKey_Y, true);
  EXPECT_EQ(params().pad("pad"), after);
}

TEST_F(StudioTest, RestsWhenNothingMoves) {
  open("de-stijl");
  frames(120);
  EXPECT_TRUE(studio->resting());
  studio->tell("look");
  EXPECT_FALSE(studio->resting());
}

}  // namespace reverie::studio_test
