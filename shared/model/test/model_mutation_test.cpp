// Seeded mutations of a good manifest: every one gives a Result, none a crash (the sanitizers watch), and whatever is
// taken is written and taken again as the same.
#include <gtest/gtest.h>

#include "shared/model/test/samples.h"
#include "shared/random/random.h"

namespace reverie {
namespace {

using nlohmann::json;

constexpr int text_mutations = 20'000, value_mutations = 5'000;

std::string mutate_text(std::string text, Random& random) {
  static const std::string tokens[] = {"[",
                                       "]",
                                       "{",
                                       "}",
                                       "\"",
                                       ",",
                                       ":",
                                       "-1",
                                       "1e999",
                                       "null",
                                       "true",
                                       "\\u0000",
                                       "../",
                                       "99999999999999999999",
                                       "\xff",
                                       "\xc3",
                                       "\\ud800",
                                       "0.5",
                                       std::string(300, '[')};
  const std::uint32_t changes = 1 + random.below(4);
  for (std::uint32_t change = 0; change < changes && !text.empty(); ++change) {
    const std::size_t place = random.below(static_cast<std::uint32_t>(text.size()));
    switch (random.below(5)) {
      case 0:
        text[place] = static_cast<char>(random.below(256));
        break;
      case 1:
        text.erase(place, 1 + random.below(40));
        break;
      case 2:
        text.insert(place, tokens[random.below(std::size(tokens))]);
        break;
      case 3:
        text.insert(place, text.substr(random.below(static_cast<std::uint32_t>(text.size())), random.below(200)));
        break;
      default:
        text.resize(random.below(64) == 0 ? place : text.size());
        break;
    }
  }
  return text;
}

// Some value of the tree becomes another one: well-formed JSON that means nonsense.
void mutate_value(json& node, Random& random) {
  if (node.is_structured() && !node.empty() && random.below(6) != 0) {
    auto child = node.begin();
    std::advance(child, random.below(static_cast<std::uint32_t>(node.size())));
    if (random.below(20) == 0) {
      node.erase(child);
    } else {
      mutate_value(*child, random);
    }
    return;
  }
  static const json values[] = {nullptr,
                                true,
                                -1,
                                0,
                                1,
                                3,
                                4,
                                1u << 31,
                                18446744073709551615u,
                                -9223372036854775807,
                                0.5,
                                1e308,
                                "",
                                "z",
                                "N",
                                "generator",
                                "../x",
                                std::string(5000, 'a'),
                                json::array(),
                                json::object(),
                                json::array({1, 2, 3}),
                                "nearest",
                                "image",
                                "clamp"};
  node = values[random.below(std::size(values))];
}

void expect_sound(const std::string& text, int& taken) {
  const Result<Model> model = model_from_json(text);
  if (!model.ok()) {
    EXPECT_LT(model.error().message.size(), 400u) << model.error().message;
    EXPECT_EQ(model.error().message.find("model.json "), 0u) << model.error().message;
    return;
  }
  ++taken;
  const std::string written = json_from_model(*model);
  const Result<Model> again = model_from_json(written);
  ASSERT_TRUE(again.ok()) << again.error().message << "\n" << text;
  EXPECT_EQ(json_from_model(*again), written);
}

TEST(ModelMutation, OfTheText) {
  Random random(20, 1);
  const std::string good(format_1_model_json);
  int taken = 0;
  for (int i = 0; i < text_mutations; ++i) ASSERT_NO_FATAL_FAILURE(expect_sound(mutate_text(good, random), taken)) << i;
}

TEST(ModelMutation, OfTheValues) {
  Random random(20, 2);
  const json good = good_json();
  int taken = 0;
  for (int i = 0; i < value_mutations; ++i) {
    json bent = good;
    for (std::uint32_t change = 0; change <= random.below(3); ++change) mutate_value(bent, random);
    const std::string text = bent.dump(-1, ' ', false, json::error_handler_t::replace);
    ASSERT_NO_FATAL_FAILURE(expect_sound(text, taken)) << i;
  }
  EXPECT_GT(taken, value_mutations / 100);  // or the round trip would hardly be tried
  EXPECT_LT(taken, value_mutations);
}

}  // namespace
}  // namespace reverie
