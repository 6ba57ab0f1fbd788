#include "shared/piece/params.h"

#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <limits>

#include "shared/piece/text.h"
#include "shared/random/random.h"

namespace reverie {
namespace {

ParamSpec number_spec(std::string name, double min, double max, double initial) {
  ParamSpec spec;
  spec.name = std::move(name);
  spec.min = min;
  spec.max = max;
  spec.initial = initial;
  return spec;
}

ParamSpec spec_of(std::string name, ParamKind kind, ParamValue initial) {
  ParamSpec spec;
  spec.name = std::move(name);
  spec.kind = kind;
  spec.initial = std::move(initial);
  return spec;
}

Params all_kinds() {
  Params params;
  EXPECT_TRUE(params.declare(number_spec("amount", -1, 2, 0.5)).ok());
  ParamSpec count = number_spec("count", 0, 9, 3);
  count.kind = ParamKind::integer;
  EXPECT_TRUE(params.declare(count).ok());
  EXPECT_TRUE(params.declare(spec_of("on", ParamKind::toggle, false)).ok());
  ParamSpec colour = spec_of("colour", ParamKind::choice, std::string("red"));
  colour.choices = {"red", "deep blue"};
  EXPECT_TRUE(params.declare(colour).ok());
  EXPECT_TRUE(params.declare(spec_of("seed", ParamKind::text, std::string("x"))).ok());
  ParamSpec pad = spec_of("pad", ParamKind::pad, Vec2{0, 0});
  pad.min = -4;
  pad.max = 4;
  EXPECT_TRUE(params.declare(pad).ok());
  return params;
}

TEST(Params, HoldInitialValuesUntilSet) {
  Params params = all_kinds();
  EXPECT_EQ(params.number("amount"), 0.5);
  EXPECT_EQ(params.number("count"), 3);
  EXPECT_FALSE(params.toggle("on"));
  EXPECT_EQ(params.text("colour"), "red");
  EXPECT_EQ(params.pad("pad"), (Vec2{0, 0}));
  const std::uint64_t before = params.version();
  EXPECT_TRUE(params.set("amount", 2.0).ok());
  EXPECT_GT(params.version(), before);
  EXPECT_FALSE(params.is_initial("amount"));
  params.reset("amount");
  EXPECT_TRUE(params.is_initial("amount"));
}

TEST(Params, SettingTheSameValueIsNoChange) {
  Params params = all_kinds();
  const std::uint64_t before = params.version();
  EXPECT_TRUE(params.set("amount", 0.5).ok());
  EXPECT_EQ(params.version(), before);
}

TEST(Params, TextRoundTripsForEveryKind) {
  Params params = all_kinds();
  const std::pair<const char*, const char*> cases[] = {{"amount", "0.1"}, {"count", "7"},
                                                       {"on", "true"},    {"colour", "deep blue"},
                                                       {"seed", "grüße"}, {"pad", "0.25,-3.5"}};
  for (const auto& [name, text] : cases) {
    EXPECT_TRUE(params.set_from_text(name, text).ok()) << name;
    EXPECT_EQ(params.text_of(name), text);
  }
  EXPECT_TRUE(params.set_from_text("amount", "1e-1").ok());
  EXPECT_EQ(params.text_of("amount"), "0.1");
}

// The text of a number is that of std::to_chars, which the page cannot afford.
TEST(NumberText, IsTheShortestThatReadsBackEqual) {
  const auto reference = [](double value) {
    char buffer[64];
    return std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, value == 0 ? 0.0 : value).ptr);
  };
  for (const double value : {0.0,      -0.0, 1.0,     -1.5,   0.1,     0.3,  100.0,  1e5,
                             123456.0, 1e15, 1e21,    0.001,  0.0001,  1e-7, 5e-324, 1.7976931348623157e308,
                             2.5e-5,   0.25, 1.0 / 3, 4095.0, 120000.0}) {
    EXPECT_EQ(text_from_number(value), reference(value));
  }
  Random random(1, 0);
  for (int i = 0; i < 20'000; ++i) {
    const double scale = std::pow(10.0, random.uniform(-12, 12));
    const double exact = random.uniform(-1, 1) * scale, handy = std::round(exact * 1000) / 1000;
    for (const double value : {exact, handy, static_cast<double>(static_cast<float>(exact))}) {
      ASSERT_EQ(text_from_number(value), reference(value)) << i;
      ASSERT_EQ(number_from_text(text_from_number(value)), value) << i;
    }
  }
}

TEST(Params, RefuseWhatDoesNotFitAndKeepTheOldValue) {
  const std::pair<const char*, const char*> cases[] = {
      {"amount", "2.5"},       {"amount", "nan"}, {"amount", "inf"},   {"amount", "0x1"}, {"amount", " 1"},
      {"amount", ""},          {"amount", "1,2"}, {"amount", "1e999"}, {"count", "2.5"},  {"count", "10"},
      {"on", "yes"},           {"on", "1"},       {"colour", "Red"},   {"colour", ""},    {"pad", "1"},
      {"pad", "1,2,3"},        {"pad", "5,0"},    {"pad", ",1"},       {"seed", "\n"},    {"seed", "\xff"},
      {"seed", "\xed\xa0\x80"}};
  for (const auto& [name, text] : cases) {
    Params params = all_kinds();
    const Result<void> set = params.set_from_text(name, text);
    ASSERT_FALSE(set.ok()) << name << "=" << text;
    EXPECT_NE(set.error().message.find(name), std::string::npos) << set.error().message;
    EXPECT_NE(set.error().message.find("allowed"), std::string::npos) << set.error().message;
    EXPECT_TRUE(params.is_initial(name));
  }
}

TEST(Params, BoundTexts) {
  Params params = all_kinds();
  EXPECT_TRUE(params.set("seed", std::string(max_text_length, 'a')).ok());
  EXPECT_FALSE(params.set("seed", std::string(max_text_length + 1, 'a')).ok());
}

TEST(Params, RefuseTheWrongKindAndUnknownNames) {
  Params params = all_kinds();
  EXPECT_FALSE(params.set("amount", true).ok());
  EXPECT_FALSE(params.set("pad", 1.0).ok());
  const Result<void> unknown = params.set("colr", std::string("red"));
  ASSERT_FALSE(unknown.ok());
  EXPECT_NE(unknown.error().message.find("amount, count, on, colour, seed, pad"), std::string::npos);
}

TEST(Params, RefuseBadDeclarations) {
  Params params;
  for (const char* name : {"", "Seed", "a b", "-a", "a-", "a.", "piece", "random", "doc", "model", "model.generator"}) {
    EXPECT_FALSE(params.declare(number_spec(name, 0, 1, 0)).ok()) << name;
  }
  EXPECT_FALSE(params.declare(number_spec("a", 0, 1, 2)).ok());
  EXPECT_FALSE(params.declare(number_spec("a", 1, 0, 0.5)).ok());
  EXPECT_FALSE(params.declare(number_spec("a", 0, std::numeric_limits<double>::infinity(), 0)).ok());
  EXPECT_FALSE(params.declare(spec_of("a", ParamKind::choice, std::string("none"))).ok());
  EXPECT_TRUE(params.specs().empty());
}

TEST(Params, RedeclaringKeepsAValueThatStillFits) {
  Params params;
  ASSERT_TRUE(params.declare(number_spec("a", 0, 1, 0)).ok());
  ASSERT_TRUE(params.set("a", 0.75).ok());
  ASSERT_TRUE(params.declare(number_spec("a", 0, 2, 1)).ok());
  EXPECT_EQ(params.number("a"), 0.75);
  ASSERT_TRUE(params.declare(number_spec("a", 0, 0.5, 0.25)).ok());
  EXPECT_EQ(params.number("a"), 0.25);
  params.remove("a");
  EXPECT_EQ(params.spec("a"), nullptr);
  params.remove("a");
}

TEST(Params, SurpriseIsSeededAndSparesTheLocked) {
  Params a = all_kinds(), b = all_kinds();
  b.set_locked("amount", true);
  a.surprise(7);
  b.surprise(7);
  EXPECT_TRUE(b.is_initial("amount"));
  for (const ParamSpec& spec : a.specs()) {
    if (spec.name == "amount") continue;
    EXPECT_EQ(a.value(spec.name), b.value(spec.name)) << spec.name;
  }
}

TEST(Params, SurpriseStaysWithinWhatIsAllowed) {
  Params params = all_kinds();
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    params.surprise(seed);
    for (const ParamSpec& spec : params.specs()) {
      Params again = all_kinds();
      ASSERT_TRUE(again.set_from_text(spec.name, params.text_of(spec.name)).ok()) << params.text_of(spec.name);
    }
  }
}

TEST(Params, DriftChangesTheValueButNotTheVersion) {
  Params params = all_kinds();
  const std::uint64_t before = params.version();
  params.drift("pad", Vec2{1, 1});
  params.drift("pad", Vec2{99, 1});
  params.drift("nothing", 1.0);
  EXPECT_EQ(params.pad("pad"), (Vec2{1, 1}));
  EXPECT_EQ(params.version(), before);
}

TEST(Text, NumbersRoundTripShortest) {
  for (const double value : {0.0, 0.1, -2.5, 1e-9, 123456.789, 1e21}) {
    EXPECT_EQ(number_from_text(text_from_number(value)), value);
  }
  EXPECT_EQ(text_from_number(-0.0), "0");
  EXPECT_EQ(text_from_number(0.7), "0.7");
}

TEST(Text, QuotesAreBoundedAndCutBetweenCharacters) {
  std::string umlauts;
  for (int i = 0; i < 100; ++i) umlauts += "ü";
  EXPECT_TRUE(is_plain_text(in_quotes(umlauts)));
  EXPECT_LT(in_quotes(umlauts).size(), 80u);
  EXPECT_EQ(in_quotes("\x01"), "(1 bytes that are no plain text)");
}

}  // namespace
}  // namespace reverie
