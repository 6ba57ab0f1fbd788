// Keeping from the dock, and coming back.
#include "shared/keep/state_from_file.h"
#include "shared/studio/test/harness.h"

namespace reverie::studio_test {
namespace {

class KeepTest : public StudioTest {
 protected:
  void wait_until_kept() {
    for (int i = 0; i < 5000 && studio->keep_job() != nullptr; ++i) frames(1);
    ASSERT_EQ(studio->keep_job(), nullptr);
  }
  std::uint32_t number_at(std::size_t at) const {
    return std::uint32_t{host.kept[at]} << 24 | std::uint32_t{host.kept[at + 1]} << 16 |
           std::uint32_t{host.kept[at + 2]} << 8 | host.kept[at + 3];
  }
};

TEST_F(KeepTest, ThePageOffersPicturesAndTheyHaveTheirSize) {
  open("piece=de-stijl&seed=Wind+in+May");
  click("keep");
  frames(2);
  EXPECT_FALSE(studio->boxes().contains("keep.gif")) << "de-stijl has no loop";
  for (const int times : {1, 2, 4}) {
    click("keep.png-" + std::to_string(times));
    wait_until_kept();
    const Stage& stage = studio->player().stage();
    EXPECT_EQ(number_at(16), static_cast<std::uint32_t>(times * static_cast<int>(stage.width())));
    EXPECT_EQ(number_at(20), static_cast<std::uint32_t>(times * static_cast<int>(stage.height())));
  }
  ASSERT_EQ(host.kept_names.size(), 3u);
  EXPECT_TRUE(host.kept_names[0].starts_with("de-stijl-Wind")) << host.kept_names[0];
  EXPECT_TRUE(host.kept_names[0].ends_with(".png"));
  EXPECT_EQ(studio->messages().all().back().kind, MessageKind::note);
}

TEST_F(KeepTest, ADrawingIsKeptAsSvg) {
  open("piece=de-stijl&seed=Wind");
  click("keep");
  frames(2);
  click("keep.svg");
  wait_until_kept();
  const std::string svg(host.kept.begin(), host.kept.end());
  EXPECT_NE(svg.find("<svg"), std::string::npos);
  EXPECT_NE(svg.find("<metadata>"), std::string::npos);
  EXPECT_TRUE(host.kept_names.back().ends_with(".svg"));
  EXPECT_EQ(state_from_file(host.kept)->link, studio->player().link_state());
}

TEST_F(KeepTest, TheKeyKeepsTwiceAsFineAtOnce) {
  open("piece=de-stijl&seed=hello");
  key(ImGuiKey_K);
  wait_until_kept();
  EXPECT_EQ(number_at(16), 2 * static_cast<std::uint32_t>(studio->player().stage().width()));
}

TEST_F(KeepTest, SaysWhenItCannot) {
  open("piece=de-stijl&seed=hello");
  host.refuse = "The disk is full; the picture is not kept.";
  key(ImGuiKey_K);
  frames(1);
  EXPECT_EQ(studio->messages().all().back().sentence, host.refuse);
  EXPECT_EQ(studio->messages().all().back().kind, MessageKind::problem);
  EXPECT_TRUE(host.kept_names.empty());
}

TEST_F(KeepTest, CancelLeavesNothingAndFreesTheWay) {
  open("piece=de-stijl&seed=hello");
  host.encoder_is_behind = true;
  key(ImGuiKey_K);
  frames(3);
  ASSERT_NE(studio->keep_job(), nullptr);
  EXPECT_FALSE(studio->resting());
  click("cancel");
  frames(1);
  EXPECT_EQ(studio->keep_job(), nullptr);
  EXPECT_TRUE(host.kept_names.empty());
  host.encoder_is_behind = false;
  key(ImGuiKey_K);
  wait_until_kept();
  EXPECT_EQ(host.kept_names.size(), 1u);
}

TEST_F(KeepTest, AKeptFileReturnsToItsStateWhateverIsOpen) {
  open("piece=de-stijl&seed=Wind");
  point(300, 300);
  press();
  release();
  frames(2);
  const std::string link = studio->link_text();
  key(ImGuiKey_K);
  wait_until_kept();
  open("piece=latent-walk");
  studio->open_kept(host.kept);
  frames(2);
  EXPECT_EQ(studio->player().manifest().id, "de-stijl");
  EXPECT_EQ(studio->link_text(), link);
  EXPECT_EQ(studio->messages().all().back().kind, MessageKind::note);
}

TEST_F(KeepTest, UndoLeadsBackFromAKeptFileToWhatWasThere) {
  open("piece=de-stijl&seed=Wind");
  key(ImGuiKey_K);
  wait_until_kept();
  const std::vector<std::uint8_t> wind = host.kept;
  const std::string wind_link = studio->link_text();
  for (const std::string open_now : {"piece=de-stijl&seed=Rain", "piece=sunrise&hour=18"}) {
    open(open_now);
    ASSERT_TRUE(studio->set_param("seed", "mine").ok());
    frames(60);
    const std::string mine = studio->link_text();
    studio->open_kept(wind);
    frames(2);
    EXPECT_EQ(studio->link_text(), wind_link);
    key(ImGuiKey_Z, true);
    EXPECT_EQ(studio->link_text(), mine);
    key(ImGuiKey_Z, true, true);
    EXPECT_EQ(studio->link_text(), wind_link);
    key(ImGuiKey_Z, true);
    key(ImGuiKey_Z, true);
    EXPECT_EQ(studio->link_text().find("mine"), std::string::npos) << "earlier steps are still there";
    key(ImGuiKey_Z, true);
    EXPECT_NE(studio->link_text().find(open_now.substr(0, 12)), std::string::npos) << "undo ends where it began";
  }
}

TEST_F(KeepTest, AForeignFileLeavesWhatIsOpen) {
  open("piece=de-stijl&seed=Wind");
  const std::string link = studio->link_text();
  studio->open_kept(bytes_of("GIF89a nothing"));
  EXPECT_EQ(studio->link_text(), link);
  EXPECT_EQ(studio->messages().all().back().kind, MessageKind::problem);
  studio->open_kept(
      bytes_of("<svg><reverie:state xmlns:reverie=\"urn:reverie:state\">{&quot;reverie&quot;:1,&quot;link&quot;:"
               "&quot;piece=nowhere&quot;}</reverie:state></svg>"));
  EXPECT_EQ(studio->link_text(), link);
  EXPECT_NE(studio->messages().all().back().sentence.find("nowhere"), std::string::npos);
}

TEST_F(KeepTest, JsonIsTheDocumentOfThePieceThatIsOpen) {
  open("piece=constellation");
  studio->open_kept(bytes_of(R"({"nodes":[{"id":"ann"},{"id":"bo"}],"links":[{"source":"ann","target":"bo"}]})"));
  frames(2);
  const auto words = [&] { return studio->player().piece().description(studio->player().stage()); };
  EXPECT_NE(words().find("2 stars"), std::string::npos);
  EXPECT_EQ(studio->messages().all().back().kind, MessageKind::note);
  studio->open_kept(bytes_of(R"({"nodes":[{"id":"ann"},{"id":"ann"}]})"));
  EXPECT_EQ(studio->messages().all().back().kind, MessageKind::problem);
  studio->undo();
  frames(2);
  EXPECT_NE(words().find("220 stars"), std::string::npos);
}

TEST_F(KeepTest, ThePageAsksForAFile) {
  open("de-stijl");
  click("keep");
  frames(2);
  click("open-file");
  EXPECT_EQ(host.files_asked_for, 1);
}

}  // namespace
}  // namespace reverie::studio_test
