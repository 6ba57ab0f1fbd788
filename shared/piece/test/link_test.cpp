#include "shared/piece/link.h"

#include <gtest/gtest.h>

#include "shared/piece/text.h"
#include "shared/random/random.h"

namespace reverie {
namespace {

LinkState full_state() {
  LinkState state;
  state.piece = "latent-walk";
  state.generator_id = "philox4x32-10/1";
  state.models = {{"generator", "faces", "1a2b3c4d"}, {"style", "ink", ""}};
  state.params = {
      {"seed", "grüße & mehr = 100% + „Dank“"}, {"truncation", "0.7"}, {"pad", "0.1,-2"}, {"label.hat", ""}};
  state.document = {3, R"({"a":[1,2,"ü"]})"};
  return state;
}

TEST(Link, IsReadableAndLeadsBack) {
  LinkState state = full_state();
  state.params = {{"seed", "hello"}, {"truncation", "0.7"}, {"pad", "0.1,-2"}};
  state.models.resize(1);
  state.document = {};
  const Result<std::string> text = text_from_link_state(state);
  ASSERT_TRUE(text.ok()) << text.error().message;
  EXPECT_EQ(
      *text,
      "piece=latent-walk&random=philox4x32-10/1&model.generator=faces@1a2b3c4d&seed=hello&truncation=0.7&pad=0.1,-2");
  EXPECT_EQ(*link_state_from_text(*text), state);
}

TEST(Link, CarriesAnyTextAndDocument) {
  const LinkState state = full_state();
  const Result<std::string> text = text_from_link_state(state);
  ASSERT_TRUE(text.ok()) << text.error().message;
  EXPECT_EQ(text->find_first_of(" \"<>#?"), std::string::npos) << *text;
  const Result<LinkState> back = link_state_from_text(*text);
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_EQ(*back, state);
}

TEST(Link, DocumentsOfEveryLengthLeadBack) {
  for (std::size_t length = 0; length < 20; ++length) {
    LinkState state;
    state.piece = "de-stijl";
    state.document = {1, "{\"k\":\"" + std::string(length, 'z') + "\"}"};
    const Result<std::string> text = text_from_link_state(state);
    ASSERT_TRUE(text.ok());
    EXPECT_EQ(*link_state_from_text(*text), state);
  }
}

TEST(Link, DoesNotGrowPastItsBound) {
  LinkState state = full_state();
  state.document = {1, "{\"k\":\"" + std::string(2000, 'z') + "\"}"};
  const Result<std::string> text = text_from_link_state(state);
  ASSERT_FALSE(text.ok());
  EXPECT_NE(text.error().message.find("2048"), std::string::npos) << text.error().message;
}

TEST(Link, RefusesToWriteWhatCouldNotBeReadBack) {
  LinkState state = full_state();
  state.params.push_back({"seed", "twice"});
  EXPECT_FALSE(text_from_link_state(state).ok());
  state = full_state();
  state.params.push_back({"Not A Name", "x"});
  EXPECT_FALSE(text_from_link_state(state).ok());
  state = full_state();
  state.models[0].id = "../faces";
  EXPECT_FALSE(text_from_link_state(state).ok());
  state = full_state();
  state.piece = "";
  EXPECT_FALSE(text_from_link_state(state).ok());
}

TEST(Link, PassesOverKeysOfOthers) {
  const Result<LinkState> state = link_state_from_text("utm_source=news&piece=de-stijl&&GCLID=1&seed=a+b");
  ASSERT_TRUE(state.ok()) << state.error().message;
  ASSERT_EQ(state->params.size(), 1u);
  EXPECT_EQ(state->params[0].second, "a b");
}

struct Hostile {
  const char* name;
  std::string text;
};

class HostileLink : public testing::TestWithParam<Hostile> {};

TEST_P(HostileLink, IsRefusedInOneSentence) {
  const Result<LinkState> state = link_state_from_text(GetParam().text);
  ASSERT_FALSE(state.ok());
  const std::string& message = state.error().message;
  EXPECT_TRUE(message.starts_with("The link cannot be read: ")) << message;
  EXPECT_TRUE(message.ends_with("; what was open stays as it is.")) << message;
  EXPECT_TRUE(is_plain_text(message));
  EXPECT_LT(message.size(), 400u);
}

INSTANTIATE_TEST_SUITE_P(
    All, HostileLink,
    testing::Values(Hostile{"Empty", ""}, Hostile{"NoPiece", "seed=1"}, Hostile{"TooLong", std::string(2049, 'a')},
                    Hostile{"HalfEscape", "piece=a&seed=%4"}, Hostile{"BadEscape", "piece=a&seed=%zz"},
                    Hostile{"NulByte", "piece=a&seed=%00"}, Hostile{"Newline", "piece=a&seed=%0A"},
                    Hostile{"BadUtf8", "piece=a&seed=%FF"}, Hostile{"Overlong", "piece=a&seed=%C0%80"},
                    Hostile{"Surrogate", "piece=a&seed=%ED%A0%80"}, Hostile{"Doubled", "piece=a&seed=1&seed=2"},
                    Hostile{"DoubledPiece", "piece=a&piece=b"}, Hostile{"PathPiece", "piece=../../etc"},
                    Hostile{"MarkupPiece", "piece=<script>"}, Hostile{"PathModel", "piece=a&model.g=../x"},
                    Hostile{"UrlModel", "piece=a&model.g=https://x"}, Hostile{"EmptyModel", "piece=a&model.g="},
                    Hostile{"EmptySlot", "piece=a&model.=faces"}, Hostile{"BadHash", "piece=a&model.g=faces@XYZ"},
                    Hostile{"EmptyHash", "piece=a&model.g=faces@"}, Hostile{"EmptyDoc", "piece=a&doc="},
                    Hostile{"NoVersion", "piece=a&doc=e30"}, Hostile{"ZeroVersion", "piece=a&doc=0.e30"},
                    Hostile{"HugeVersion", "piece=a&doc=99999999.e30"}, Hostile{"BadBase64", "piece=a&doc=1.e3*"},
                    Hostile{"CutBase64", "piece=a&doc=1.e30e3"}, Hostile{"LooseBits", "piece=a&doc=1.e31"},
                    Hostile{"ArrayDoc", "piece=a&doc=1.W10"}, Hostile{"EmptyRandom", "piece=a&random="}),
    [](const auto& info) { return info.param.name; });

// A state that was read must be one that can be written, and read again; and nothing may crash (run under the
// sanitizers).
TEST(Link, SurvivesTwentyThousandMutations) {
  const std::string good = *text_from_link_state(full_state());
  constexpr std::string_view spice = "%&=.@+,/#?{}[]\"\\-_0aZ\xff\x00\x7f";
  Random random(20'000);
  int read = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string text = good;
    for (std::uint32_t edits = 1 + random.below(4); edits > 0; --edits) {
      const std::size_t at = random.below(static_cast<std::uint32_t>(text.size()));
      switch (random.below(4)) {
        case 0:
          text[at] = spice[random.below(static_cast<std::uint32_t>(spice.size()))];
          break;
        case 1:
          text.erase(at, 1 + random.below(8));
          break;
        case 2:
          text.insert(at, text.substr(random.below(static_cast<std::uint32_t>(text.size())), random.below(40)));
          break;
        default:
          text[at] = static_cast<char>(random.below(256));
          break;
      }
      if (text.empty()) text = "=";
    }
    const Result<LinkState> state = link_state_from_text(text);
    if (!state) {
      ASSERT_TRUE(is_plain_text(state.error().message)) << text;
      continue;
    }
    ++read;
    const Result<std::string> again = text_from_link_state(*state);
    if (again) {
      ASSERT_EQ(*link_state_from_text(*again), *state) << text;
    }
  }
  EXPECT_GT(read, 100);
}

// What a piece holds in a form of its own.
class Held final : public Document::Content {
 public:
  static constexpr char kind = 0;
  Held(std::size_t letters, int* written) : Content(&kind), letters_(letters), written_(written) {}
  std::string json() const override { return ++*written_, "{\"a\":\"" + std::string(letters_, 'x') + "\"}"; }
  std::size_t bytes() const override { return letters_; }
  std::size_t least_json_bytes() const override { return letters_; }

 private:
  std::size_t letters_;
  int* written_;
};

TEST(Link, ADocumentOfAPiecesOwnComesBackAsText) {
  int written = 0;
  LinkState state;
  state.piece = "sketch";
  state.document = Document(1, std::make_shared<const Held>(5, &written));
  const Result<std::string> text = text_from_link_state(state);
  ASSERT_TRUE(text.ok()) << text.error().message;
  EXPECT_EQ(link_state_from_text(*text)->document.json(), R"({"a":"xxxxx"})");
}

TEST(Link, ADocumentThatIsTooLargeIsNotWritten) {
  int written = 0;
  LinkState state;
  state.piece = "sketch";
  state.document = Document(1, std::make_shared<const Held>(1'000'000, &written));
  const Result<std::string> text = text_from_link_state(state);
  ASSERT_FALSE(text.ok());
  EXPECT_NE(text.error().message.find("at most"), std::string::npos);
  EXPECT_EQ(written, 0);
}

}  // namespace
}  // namespace reverie
