#include "shared/keep/beside.h"

#include <gtest/gtest.h>

#include "shared/canvas/canvas.h"
#include "shared/keep/looking.h"
#include "shared/keep/provenance.h"

namespace reverie {
namespace {

Model some_model() {
  Model model;
  model.id = "faces";
  model.title = "Faces";
  model.author = "A & B";
  model.licence = "CC0-1.0";
  model.credit = "The Nouns, \"CC0\"";
  model.files.push_back({"generator", "generator.1a2b3c4d.onnx", 10, "1a2b3c4d" + std::string(56, '0')});
  model.training_json =
      R"({"dataset":{"name":"nouns","source":"https://example.org","credits":"nounders","licence":"CC0-1.0"}})";
  return model;
}

std::shared_ptr<const Image> flat(int side, Color color) {
  Image picture = *Image::create(side, side);
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) picture.set(x, y, color);
  return std::make_shared<const Image>(std::move(picture));
}

using Facts = std::vector<std::pair<std::string, std::string>>;

TEST(Beside, TellsWhatTheCardTells) {
  const Beside beside = beside_of("generator", some_model());
  EXPECT_EQ(summary_of(beside), "Faces by A & B, CC0-1.0");
  EXPECT_EQ(facts_of(beside), (Facts{{"Made with", "Faces, version 1a2b3c4d"},
                                     {"By", "A & B"},
                                     {"Licence", "CC0-1.0"},
                                     {"Learned from", "nouns, https://example.org"},
                                     {"Data by", "nounders, CC0-1.0"},
                                     {"Credit", "The Nouns, \"CC0\""}}));
}

TEST(Beside, WhatIsNotToldIsSaidSoOrLeftOut) {
  Model model = some_model();
  model.author = "unknown";
  model.credit.clear();
  for (const std::string record :
       {"{}", "no json", "[1]", R"({"dataset":7})", R"({"dataset":{"name":7,"source":null,"credits":["x"]}})"}) {
    model.training_json = record;
    const Beside beside = beside_of("generator", model);
    EXPECT_EQ(summary_of(beside), "Faces, CC0-1.0") << record;
    EXPECT_EQ(facts_of(beside)[3], (std::pair<std::string, std::string>{"Learned from", "not told"})) << record;
    EXPECT_EQ(facts_of(beside).size(), 4u) << record;
  }
  model.training_json = R"({"dataset":{"name":")" + std::string(5000, 'x') + R"("}})";
  EXPECT_EQ(beside_of("generator", model).data, "") << "a card must not flood the dock";
}

TEST(Beside, TheNearnessFollowsThePicture) {
  std::vector<NearFeature> reds;
  for (int i = 0; i < 20; ++i)
    reds.push_back(*near_feature(*flat(8, {static_cast<std::uint8_t>(100 + 8 * i), 20, 20, 255})));
  const Neighbours neighbours = *neighbours_from_features(reds, 20, false);
  Beside beside = beside_of("generator", some_model());
  tell_nearness(beside, &neighbours, *flat(8, {108, 20, 20, 255}));
  EXPECT_EQ(beside.near, "Nearly one of its 20 training pictures: all of these lie farther from each other.");
  EXPECT_EQ(beside.near_short, "nearly one of its training pictures");
  EXPECT_EQ(facts_of(beside).back().first, "How near");
  tell_nearness(beside, &neighbours, *flat(8, {0, 80, 220, 255}));
  EXPECT_EQ(beside.near_short, "unlike its training pictures");
  tell_nearness(beside, nullptr, *flat(8, {0, 80, 220, 255}));
  EXPECT_NE(beside.near.find("Nobody can say"), std::string::npos);
}

TEST(Beside, AFileSaysItAndNothingBreaksOut) {
  LinkState link;
  link.piece = "latent-walk";
  link.models = {{"generator", "faces", "1a2b3c4d"}};
  Beside beside = beside_of("generator", some_model());
  beside.near = "Close to <one> of its training pictures.";
  const std::string packet = xmp_packet_of(link, std::vector<Beside>{beside});
  EXPECT_NE(packet.find("Faces by A &amp; B, CC0-1.0. Learned from: The Nouns, &quot;CC0&quot;. Close to &lt;one&gt;"),
            std::string::npos)
      << packet;
  EXPECT_NE(packet.find("photoshop:Credit=\"The Nouns, &quot;CC0&quot;\""), std::string::npos);
  EXPECT_NE(packet.find("Iptc4xmpExt:AISystemUsed=\"Reverie, model faces\""), std::string::npos);
  EXPECT_NE(packet.find("Iptc4xmpExt:AISystemVersionUsed=\"1a2b3c4d\""), std::string::npos);
  EXPECT_EQ(xmp_packet_of(link).find("AISystem"), std::string::npos);
}

// Three pictures in a row, the first the largest.
class PictureLookedAt : public testing::Test {
 protected:
  PictureLookedAt() {
    canvas_.image(large_, 10, 10, 80, 80);
    canvas_.image(left_, 100, 10, 40, 40);
    canvas_.image(right_, 150, 10, 40, 40);
    list_ = canvas_.take();
  }
  Color color_at(Vec2 pointer, Vec2 middle, int side = 8) {
    const auto found = picture_looked_at(list_, pointer, middle, side, side);
    return found == nullptr ? Color{0, 0, 0, 0} : found->at(0, 0);
  }
  std::shared_ptr<const Image> large_ = flat(8, {1, 0, 0, 255}), left_ = flat(8, {2, 0, 0, 255}),
                               right_ = flat(8, {3, 0, 0, 255});
  Canvas canvas_{200, 100};
  DisplayList list_;
};

TEST_F(PictureLookedAt, IsTheOneUnderThePointerElseTheLargest) {
  EXPECT_EQ(color_at({110, 20}, {100, 50}).r, 2);
  EXPECT_EQ(color_at({160, 20}, {100, 50}).r, 3);
  EXPECT_EQ(color_at({145, 90}, {100, 50}).r, 1) << "on the wall";
  EXPECT_EQ(color_at({110, 20}, {100, 50}, 16).a, 0) << "the network draws none of that size";
}

TEST_F(PictureLookedAt, OfEqualOnesItIsTheOneInTheMiddle) {
  Canvas sheet(300, 100);
  for (int i = 0; i < 3; ++i)
    sheet.image(flat(8, {static_cast<std::uint8_t>(i), 0, 0, 255}), 10.0F + 90 * i, 10, 80, 80);
  list_ = sheet.take();
  EXPECT_EQ(color_at({-1, -1}, {150, 50}).r, 1);
}

}  // namespace
}  // namespace reverie
