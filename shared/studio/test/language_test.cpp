// The studio in Chinese: every corner speaks it, every letter can be drawn, and nothing that outlives the moment
// changes.
#include "shared/studio/language.h"

#include <imgui_internal.h>

#include <nlohmann/json.hpp>
#include <set>

#include "shared/canvas/text_layout.h"
#include "shared/piece/registry.h"
#include "shared/piece/test/support.h"
#include "shared/studio/form.h"
#include "shared/studio/test/harness.h"
#include "shared/studio/theme.h"
#include "shared/studio/wrap.h"
#include "shared/words/chinese.h"
#include "shared/words/words.h"

namespace reverie::studio_test {
namespace {

using Json = nlohmann::json;

Language chinese() { return {"zh-Hans", chinese_words(), chinese_sans(), chinese_sans_bold()}; }

class LanguageTest : public StudioTest {
 protected:
  void SetUp() override {
    StudioTest::SetUp();
    const auto spoken = speak(chinese());
    ASSERT_TRUE(spoken.ok()) << spoken.error().message;
  }
  void TearDown() override {
    ASSERT_TRUE(speak(Language{}).ok());
    StudioTest::TearDown();
  }
  void wait_until_kept() {
    for (int i = 0; i < 5000 && studio->keep_job() != nullptr; ++i) frames(1);
  }
};

// Latin words of three letters and more, but for those that a Chinese reader meets in English too.
std::string english_in(std::string text, const std::vector<std::string>& own = {}) {
  for (const std::string& word : own)
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word)) text.erase(at, word.size());
  std::string word;
  for (const char c : text + ".") {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && word.size() >= 3) return word;
    if (letter) word += c;
    if (!letter) word.clear();
  }
  return "";
}

std::vector<ImWchar> letters_of(std::string_view text) {
  std::vector<ImWchar> letters(text.size() + 1);
  const int count =
      ImTextStrFromUtf8(letters.data(), static_cast<int>(letters.size()), text.data(), text.data() + text.size());
  letters.resize(static_cast<std::size_t>(count));
  return letters;
}

TEST_F(LanguageTest, EveryLetterOfTheWordsIsInTheTypeface) {
  open("de-stijl");
  const auto words = dictionary_from_json(chinese_words());
  ASSERT_TRUE(words.ok()) << words.error().message;
  EXPECT_GT(words->all.size(), 300u);
  std::set<ImWchar> missing;
  for (const auto& [english, other] : words->all) {
    const std::vector<ImWchar> letters = letters_of(other);
    const bool is_short = letters.size() <= 14;  // scripts/words: the longest that is set bold
    for (const ImWchar letter : letters)
      for (const Face face : {Face::text, Face::small, Face::strong, Face::title})
        if ((is_short || face == Face::text || face == Face::small) &&
            font_of(face)->FindGlyphNoFallback(letter) == nullptr)
          missing.insert(letter);
  }
  std::string told;
  for (const ImWchar letter : missing) told += " " + std::to_string(letter);
  EXPECT_TRUE(missing.empty()) << "no letter for" << told;
}

TEST_F(LanguageTest, TheFormSaysLabelsAndKeepsNames) {
  open("sunrise");
  const Json form = Json::parse(form_text(*studio, {}), nullptr, false);
  EXPECT_EQ(form["language"], "zh-Hans");
  EXPECT_EQ(form["title"], "日出");
  bool seen = false;
  for (const Json& control : form["controls"]) {
    EXPECT_EQ(english_in(control["label"]), "") << control;
    EXPECT_EQ(english_in(control["help"], {"OKLab"}), "") << control;
    if (control["name"] != "palette") continue;
    seen = true;
    EXPECT_EQ(control["choices"][0], "inland sea");
    EXPECT_EQ(control["choice_labels"][0], "内海");
    EXPECT_EQ(control["value"], "inland sea");
  }
  EXPECT_TRUE(seen);
  EXPECT_TRUE(studio->boxes().contains("palette.inland sea")) << "boxes are named by ids";
}

TEST_F(LanguageTest, EveryPieceDescribesItselfInIt) {
  for (const PieceEntry& entry : piece_registry()) {
    open(entry.id);
    frames(10);
    const std::string words = studio->player().piece().description(studio->player().stage());
    std::vector<std::string> own;  // names of stars
    for (const char* name : {"Wega", "Vega"}) own.emplace_back(name);
    if (std::string_view(entry.id) == "constellation") continue;  // its stars have names of their own; looked at below
    EXPECT_EQ(english_in(words, own), "") << entry.id << ": " << words;
  }
  open("constellation");
  EXPECT_NE(studio->player().piece().description(studio->player().stage()).find("颗星"), std::string::npos);
}

TEST_F(LanguageTest, WordsForLiveEyesTakeLentLetters) {
  const auto words = words_of_reader("先前所画", 20);
  ASSERT_TRUE(words.has_value());
  EXPECT_NEAR(words->width, 80, 1e-9) << "each fills a square";
  EXPECT_TRUE(words->path.finite());
  const auto mixed = words_of_reader("用 + 留下", 20), latin = words_of_reader(" + ", 20);
  ASSERT_TRUE(mixed.has_value() && latin.has_value());
  EXPECT_NEAR(mixed->width, 60 + latin->width, 1e-9) << "Latin stays the studio's own";
  EXPECT_FALSE(words_of_reader("龘", 20).has_value()) << "in no dictionary";
  EXPECT_FALSE(words_of_reader("\xE5\x85", 20).has_value());
  ASSERT_TRUE(speak(Language{}).ok());
  EXPECT_FALSE(words_of_reader("先前所画", 20).has_value());
  const std::string english = "Drawn earlier; its network is waking";
  EXPECT_NEAR(words_of_reader(english, 20)->width, width_of_text(english, {.size = 20}), 1e-9);
}

TEST_F(LanguageTest, WhatHangsWhileANetworkWakesIsSaidInItAndInNoFile) {
  host.known = {{"faces", "Faces"}};
  open("latent-walk");
  host.loads["generator"].preview = test::preview_of(*stub_model("faces", 3), 4);
  frames(60);
  const auto written = [&](bool live) {
    const auto words = words_of_reader(said("Drawn earlier; its network is waking"), 12);
    std::size_t count = 0;
    for (const Command& command : studio->player().draw(live).commands) {
      const auto* path = std::get_if<PathCommand>(&command);
      count += path != nullptr && path->path.verbs() == words->path.verbs() ? 1 : 0;
    }
    return count;
  };
  EXPECT_EQ(written(true), 1u);
  EXPECT_EQ(written(false), 0u);
}

TEST_F(LanguageTest, KeptFilesAndLinksAreTheSameInEveryLanguage) {
  const auto kept_now = [this] {
    open("piece=de-stijl&seed=hello");
    click("keep");
    click("keep.svg");
    wait_until_kept();
    return host.kept;
  };
  const auto in_chinese = kept_now();
  const std::string link = studio->link_text();
  EXPECT_EQ(studio->messages().all().back().sentence, "de-stijl-hello.svg 已保存。");
  ASSERT_TRUE(speak(Language{}).ok());
  const auto in_english = kept_now();
  EXPECT_EQ(studio->messages().all().back().sentence, "de-stijl-hello.svg is kept.");
  EXPECT_EQ(in_chinese, in_english);
  EXPECT_EQ(studio->link_text(), link);
}

TEST_F(LanguageTest, WhatComesFromTheDepthsIsRetold) {
  for (const bool layered : {false, true}) {
    Neighbours neighbours;
    neighbours.layered = layered;
    neighbours.of = 98e6;
    neighbours.rows.resize(near_numbers * 1024);
    for (const NearWord word :
         {NearWord::nearly_one, NearWord::close_to_one, NearWord::among, NearWord::farther, NearWord::unlike}) {
      for (const double share : {0.0, 0.02}) {
        const std::string sentence = retold(sentence_from({0, 1, share, word}, neighbours));
        EXPECT_EQ(english_in(sentence), "") << sentence;
        EXPECT_EQ(english_in(retold(short_text(word, layered))), "") << short_text(word, layered);
      }
    }
  }
  open("de-stijl");
  const Result<void> refused = studio->set_param("density", "lots");
  ASSERT_FALSE(refused.ok());
  studio->tell(refused.error().message);
  EXPECT_EQ(studio->messages().all().back().sentence, "density 不能是 \"lots\"：可以是 0 到 24 的整数；它保持不变。");
}

TEST_F(LanguageTest, WhatStandsBesideThePictureIsToldAgainWhenTheLanguageChanges) {
  ASSERT_TRUE(speak(Language{}).ok());
  host.known = {{"faces", "Faces"}};
  open("latent-walk");
  host.arrive("generator");
  frames(60);
  ASSERT_FALSE(host.besides.empty());
  EXPECT_NE(host.besides.back().find("Made with"), std::string::npos);
  ASSERT_TRUE(speak(chinese()).ok());
  frames(2);
  EXPECT_NE(host.besides.back().find("出自"), std::string::npos) << host.besides.back();
  EXPECT_NE(host.besides.back().find("没人说得出"), std::string::npos);
  EXPECT_NE(studio->besides()[0].near.find("Nobody can say"), std::string::npos) << "what a file would say";
}

TEST_F(LanguageTest, TheDockOffersBothLanguages) {
  open("de-stijl");
  click("keys");
  click("language.zh-Hans");
  EXPECT_TRUE(host.languages.empty()) << "it is spoken already";
  click("language.en");
  ASSERT_EQ(host.languages.size(), 1u);
  EXPECT_EQ(host.languages[0], "en");
  ASSERT_TRUE(speak(Language{}).ok());
  frames(2);
  click("language.zh-Hans");
  EXPECT_EQ(host.languages.back(), "zh-Hans");
}

TEST_F(LanguageTest, LinesBreakBetweenCharactersAndNeverBeforeAMarkThatCloses) {
  open("de-stijl");
  ImGui::NewFrame();
  ImGui::Begin("words");
  ImGui::PushFont(font_of(Face::text));
  const std::string words = "拖动黑线可以移动它，在色面上划过就把它分开（用 WebM 格式保存）。一颗星、两颗星。";
  for (float width = 20; width < 400; width += 7) {
    std::string all;
    for (std::string_view line : lines_of(words, width)) {
      if (line.ends_with(' ')) line.remove_suffix(1);
      const std::vector<ImWchar> letters = letters_of(line);
      ASSERT_FALSE(letters.empty());
      if (width > 60) {
        EXPECT_EQ(std::u32string_view(U"，。、）").find(static_cast<char32_t>(letters.front())), std::u32string::npos)
            << line << " at " << width;
        EXPECT_NE(letters.back(), 0xff08) << line << " at " << width;
        EXPECT_LE(ImGui::CalcTextSize(line.data(), line.data() + line.size()).x, width + 0.5f) << line;
      }
      all += line;
    }
    std::string plain = words;
    std::erase(plain, ' ');
    std::erase(all, ' ');
    EXPECT_EQ(all, plain);
    const std::vector<std::string_view> lines = lines_of(words, width);
    EXPECT_TRUE(width <= 60 || letters_of(lines.back()).size() >= 3) << lines.back() << " stands alone at " << width;
  }
  ImGui::PopFont();
  ImGui::End();
  ImGui::EndFrame();
}

TEST_F(LanguageTest, WhatIsNoLanguageIsRefusedAndChangesNothing) {
  const std::array<unsigned char, 16> noise{};
  EXPECT_FALSE(speak({"zh-Hans", "[]", chinese_sans(), chinese_sans_bold()}).ok());
  const auto refused = speak({"zh-Hans", chinese_words(), noise, chinese_sans_bold()});
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message.find("no typeface"), std::string::npos);
  EXPECT_EQ(said("Undo"), "撤销");
}

}  // namespace
}  // namespace reverie::studio_test
