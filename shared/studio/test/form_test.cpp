#include "shared/studio/form.h"

#include <nlohmann/json.hpp>
#include <set>

#include "shared/studio/test/harness.h"

namespace reverie::studio_test {

class FormTest : public StudioTest {
 protected:
  nlohmann::json form() { return nlohmann::json::parse(form_text(*studio, host.known), nullptr, false); }
  nlohmann::json control(const std::string& name) {
    const nlohmann::json told = form();
    for (const auto& control : told["controls"]) {
      if (control["name"] == name) return control;
    }
    return nullptr;
  }
};

TEST_F(FormTest, TellsEveryParamInTheOrderOfTheDock) {
  open("piece=de-stijl&seed=hello");
  const nlohmann::json told = form();
  EXPECT_EQ(told["piece"], "de-stijl");
  EXPECT_EQ(told["controls"].size(), params().specs().size());
  std::vector<std::string> groups;
  for (const auto& one : told["controls"]) {
    const std::string group = one["group"].get<std::string>();
    if (groups.empty() || groups.back() != group) groups.push_back(group);
  }
  EXPECT_EQ(std::set<std::string>(groups.begin(), groups.end()).size(), groups.size()) << "a group comes twice";
  EXPECT_EQ(control("seed")["value"], "hello");
  EXPECT_EQ(control("seed")["kind"], "text");
  EXPECT_EQ(control("seed")["initial"], false);
}

TEST_F(FormTest, FollowsWhatADragOfTheDockAndUndoDo) {
  open("de-stijl");
  frames(30);
  const auto before = control("density")["value"];
  click("density", 0.9f);
  EXPECT_NE(control("density")["value"], before);
  EXPECT_EQ(form()["undo"], true);
  act_from_form(*studio, "undo", "");
  EXPECT_EQ(control("density")["value"], before);
  EXPECT_EQ(form()["redo"], true);
}

TEST_F(FormTest, AHeldChangeIsOneStepOfUndo) {
  open("de-stijl");
  frames(30);
  const auto before = control("density")["value"];
  for (const char* value : {"3", "4", "5", "6"}) {
    act_from_form(*studio, "hold", "");
    ASSERT_TRUE(studio->set_param("density", value).ok());
    frames(2);
  }
  act_from_form(*studio, "let-go", "");
  frames(2);
  act_from_form(*studio, "undo", "");
  EXPECT_EQ(control("density")["value"], before);
}

TEST_F(FormTest, ResetsLocksAndPauses) {
  open("piece=de-stijl&seed=hello");
  act_from_form(*studio, "lock", "seed");
  EXPECT_EQ(control("seed")["locked"], true);
  act_from_form(*studio, "surprise", "");
  EXPECT_EQ(control("seed")["value"], "hello");
  act_from_form(*studio, "unlock", "seed");
  act_from_form(*studio, "reset", "seed");
  EXPECT_EQ(control("seed")["initial"], true);
  act_from_form(*studio, "pause", "");
  EXPECT_EQ(form()["paused"], true);
  act_from_form(*studio, "go-on", "");
  EXPECT_EQ(form()["paused"], false);
  act_from_form(*studio, "no-such-verb", "no-such-param");
  act_from_form(*studio, "reset", "no-such-param");
}

TEST_F(FormTest, AModelBringsItsAxes) {
  host.known = {{"faces", "Faces"}};
  open("latent-walk");
  frames(2);
  EXPECT_EQ(form()["slots"][0]["wanted"], "faces");
  const std::size_t without = form()["controls"].size();
  host.arrive("generator");
  frames(2);
  EXPECT_GT(form()["controls"].size(), without);
}

}  // namespace reverie::studio_test
