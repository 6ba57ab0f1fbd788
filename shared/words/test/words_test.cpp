#include "shared/words/words.h"

#include <gtest/gtest.h>

namespace reverie {
namespace {

class Words : public ::testing::Test {
 protected:
  void TearDown() override { speak("en", {}); }
  static void learn(std::string_view json) {
    auto dictionary = dictionary_from_json(json);
    ASSERT_TRUE(dictionary.ok()) << dictionary.error().message;
    speak("zh-Hans", std::move(*dictionary));
  }
};

TEST_F(Words, AreEnglishUntilAnotherLanguageIsSpoken) {
  EXPECT_EQ(language(), "en");
  EXPECT_EQ(said("Undo"), "Undo");
  EXPECT_EQ(said("{0} of {1} kB", {"412", "941"}), "412 of 941 kB");
  EXPECT_EQ(retold("Anything at all."), "Anything at all.");
}

TEST_F(Words, AreSaidInTheLanguageAndStayEnglishWhereItHasNone) {
  learn(R"({"Undo": "撤销", "{0} of {1} kB": "{1} kB 中的 {0}"})");
  EXPECT_EQ(language(), "zh-Hans");
  EXPECT_EQ(said("Undo"), "撤销");
  EXPECT_EQ(said("Redo"), "Redo");
  EXPECT_EQ(said("{0} of {1} kB", {"412", "941"}), "941 kB 中的 412");
  EXPECT_EQ(said("{0} of {1} kB", {"412"}), " kB 中的 412") << "a place without an argument is empty";
  speak("en", {});
  EXPECT_EQ(said("Undo"), "Undo");
}

TEST_F(Words, OfOthersStayAsTheyAre) {
  learn(R"({"{0} plays.": "{0} 在演。"})");
  EXPECT_EQ(said("{0} plays.", {"{0} {1}"}), "{0} {1} 在演。") << "what is filled in is not read again";
}

TEST_F(Words, AreEnglishForWhatOutlivesTheMoment) {
  learn(R"({"Undo": "撤销"})");
  {
    const InEnglish outer;
    const InEnglish inner;
    EXPECT_EQ(said("Undo"), "Undo");
    EXPECT_EQ(retold("Undo"), "Undo");
    EXPECT_EQ(language(), "en");
  }
  EXPECT_EQ(said("Undo"), "撤销");
}

TEST_F(Words, AreRetoldFromAFinishedSentence) {
  learn(R"({
    "Nearly one of {0}: {1} lie farther.": "几乎就是{0}中的一张：{1}离得更远。",
    "Nearly one of {0}: {1} lie farther. Its parts may be those sprites.": "几乎就是{0}之一：{1}离得更远。部件也许正是那些。",
    "its {0} training pictures": "它的 {0} 张训练图片",
    "{0} of these": "其中 {0}",
    "all of these": "其余全部",
    "night": "夜",
    "{0}, {1}": "{0}、{1}",
    "The seed is {0}": "种子是 {0}"
  })");
  EXPECT_EQ(retold("Nearly one of its 1,090 training pictures: 98 % of these lie farther."),
            "几乎就是它的 1,090 张训练图片中的一张：其中 98 %离得更远。");
  EXPECT_EQ(retold("Nearly one of its 9 training pictures: all of these lie farther. Its parts may be those sprites."),
            "几乎就是它的 9 张训练图片之一：其余全部离得更远。部件也许正是那些。")
      << "the pattern with the most words of its own";
  EXPECT_EQ(retold("The seed is night"), "种子是 night") << "somebody's own word is left alone";
  EXPECT_EQ(retold("night"), "夜");
  EXPECT_EQ(retold("Emoji by Google, Apache-2.0"), "Emoji by Google, Apache-2.0") << "no pattern of commas alone";
  EXPECT_EQ(retold("Nearly one of nothing"), "Nearly one of nothing");
}

TEST_F(Words, OfAStrangersDictionaryAreRefusedWithASentence) {
  const auto refused = [](const std::string& json) {
    const auto dictionary = dictionary_from_json(json);
    return dictionary.ok() ? std::string() : dictionary.error().message;
  };
  EXPECT_NE(refused("[]").find("no JSON object"), std::string::npos);
  EXPECT_NE(refused("{").find("no JSON object"), std::string::npos);
  EXPECT_NE(refused(R"({"Undo": 3})").find("is given no text"), std::string::npos);
  EXPECT_NE(refused(R"({"": "x"})").find("is empty"), std::string::npos);
  EXPECT_NE(refused(R"({"{0} of {1}": "{0}"})").find("other places"), std::string::npos);
  EXPECT_NE(refused(R"({"{0} of it": "{0} {0}"})").find("other places"), std::string::npos);
  EXPECT_NE(refused(R"({"{1} of {0}": "{0} {1}"})").find("count from {0}"), std::string::npos);
  EXPECT_NE(refused("{\"" + std::string(max_words_bytes + 1, 'a') + "\": \"\"}").find("longer than"),
            std::string::npos);
  EXPECT_NE(refused(std::string(max_dictionary_bytes + 1, ' ')).find("at most"), std::string::npos);
  EXPECT_EQ(refused(R"({" ": ""})"), "") << "what stands between sentences may be nothing";
}

}  // namespace
}  // namespace reverie
