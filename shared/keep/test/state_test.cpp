// The state goes into every kind of file and comes back; a file cut or changed anywhere gives a sentence, never more.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "shared/keep/provenance.h"
#include "shared/keep/state_from_file.h"
#include "shared/keep/test/support.h"

namespace reverie {
namespace {

using keep_test::Bytes;
using keep_test::sample_state;

std::vector<Bytes> samples(const KeptState& state) {
  return {keep_test::sample_png(state), keep_test::gif_of(state, 20, 10, 3), keep_test::sample_webm(state, 5),
          keep_test::sample_svg(state)};
}

TEST(KeptState, ComesBackFromItsText) {
  const auto text = text_from_kept_state(sample_state());
  ASSERT_TRUE(text);
  const auto back = kept_state_from_text(*text);
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(*back, sample_state());
}

TEST(KeptState, CarriesADocumentThatNoLinkCan) {
  KeptState state = sample_state();
  state.link.document = Document(1, "{\"a\":\"" + std::string(500'000, 'x') + "\"}");
  EXPECT_FALSE(text_from_link_state(state.link));
  for (const Bytes& file : samples(state)) {
    const auto back = state_from_file(file);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, state);
  }
}

TEST(KeptState, RefusesWhatIsNone) {
  const char* const texts[] = {
      "",
      "[]",
      "{}",
      R"({"reverie":2,"link":"piece=a"})",
      R"({"reverie":"1","link":"piece=a"})",
      R"({"reverie":1})",
      R"({"reverie":1,"link":7})",
      R"({"reverie":1,"link":"piece=%zz"})",
      R"({"reverie":1,"link":"seed=1"})",
      R"({"reverie":1,"link":"piece=a","document":"{}"})",
      R"({"reverie":1,"link":"piece=a","document":{"version":0,"json":"{}"}})",
      R"({"reverie":1,"link":"piece=a","document":{"version":1e9,"json":"{}"}})",
      R"({"reverie":1,"link":"piece=a","document":{"version":1,"json":"[]"}})",
      R"({"reverie":1,"link":"piece=a","document":{"version":1,"json":"{"}})",
      R"({"reverie":1,"link":"piece=a","size":[1]})",
      R"({"reverie":1,"link":"piece=a","size":[1,-1]})",
      R"({"reverie":1,"link":"piece=a","size":[1,1000000000000]})",
      "{\"reverie\":1,\"link\":\"piece=a\xFF\"}",
  };
  for (const char* text : texts) {
    const auto state = kept_state_from_text(text);
    EXPECT_FALSE(state) << text;
    if (!state) {
      EXPECT_TRUE(state.error().message.ends_with("stays as it is.")) << state.error().message;
    }
  }
  EXPECT_FALSE(kept_state_from_text(std::string(max_kept_state_bytes + 1, ' ')));
}

TEST(StateFromFile, FindsItInEveryKind) {
  for (const Bytes& file : samples(sample_state())) {
    ASSERT_FALSE(file.empty());
    const auto back = state_from_file(file);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, sample_state());
  }
}

// Each prefix gives the state or a sentence; the sanitizers of the suite watch what is read.
TEST(StateFromFile, SurvivesAFileCutAtEveryByte) {
  for (const Bytes& file : samples(sample_state())) {
    bool found = false;
    for (std::size_t size = 0; size <= file.size(); ++size) {
      const Bytes cut(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size));  // its own memory
      const auto state = state_from_file(cut);
      if (state) {
        EXPECT_EQ(*state, sample_state());
      }
      EXPECT_TRUE(state || !found || size < 64) << "once found, more bytes must not lose it";
      found = found || state.ok();
    }
    EXPECT_TRUE(found);
  }
}

TEST(StateFromFile, SurvivesAnyByteChanged) {
  for (const Bytes& file : samples(sample_state())) {
    for (std::size_t at = 0; at < file.size(); ++at) {
      for (const int value : {0, 1, 0x7F, 0x80, 0xFF}) {
        Bytes changed = file;
        changed[at] = static_cast<std::uint8_t>(value);
        const auto state = state_from_file(changed);
        if (!state) {
          EXPECT_FALSE(state.error().message.empty());
        }
      }
    }
  }
}

TEST(StateFromFile, TellsAFileWithoutAStateFromAForeignOne) {
  Bytes bare;
  auto writer = PngWriter::create(keep_test::sink_into(bare), {.width = 1, .height = 1});
  ASSERT_TRUE(writer && (*writer)->add_rows(Bytes{1, 2, 3, 4}) && (*writer)->finish());
  EXPECT_NE(state_from_file(bare).error().message.find("does not remember"), std::string::npos);
  const std::string_view texts[] = {"", "hello", "%PDF-1.4", "<html></html>", "\xFF\xD8\xFF\xE0"};
  for (const std::string_view text : texts)
    EXPECT_NE(state_from_file(bytes_of(text)).error().message.find("none that Reverie keeps"), std::string::npos);
}

// Sizes that lie: a chunk, an element and a block that claim more than there is.
TEST(StateFromFile, BelievesNoLength) {
  const std::string_view lies[] = {
      {"\x89PNG\r\n\x1A\n\xFF\xFF\xFF\xFFiTXtreverie\0\0\0\0\0{}", 36},
      {"\x1A\x45\xDF\xA3\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 12},
      {"\x1A\x45\xDF\xA3\x80\x18\x53\x80\x67\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFE\x12\x54\xC3\x67\xFF", 22},
      {"GIF89a\x01\0\x01\0\xF7\0\0", 13},
      {"GIF89a\x01\0\x01\0\0\0\0!\xFF\x0BREVERIE 1.0\xFFx", 29},
  };
  for (const std::string_view lie : lies) EXPECT_FALSE(state_from_file(bytes_of(lie)));
}

TEST(Provenance, NamesTheSourceInIptcsWords) {
  LinkState rules;
  rules.piece = "de-stijl";
  LinkState person = rules, model = rules, both = rules;
  person.document = both.document = Document(1, R"({"cuts":[1]})");
  model.models = both.models = {{"generator", "faces", ""}};
  const auto ends = [](const LinkState& state, std::string_view name) {
    return digital_source_type_of(state).ends_with("/digitalsourcetype/" + std::string(name));
  };
  EXPECT_TRUE(ends(rules, "algorithmicMedia"));
  EXPECT_TRUE(ends(person, "digitalCreation"));
  EXPECT_TRUE(ends(model, "trainedAlgorithmicMedia"));
  EXPECT_TRUE(ends(both, "compositeWithTrainedAlgorithmicMedia"));
  EXPECT_NE(xmp_packet_of(both).find(digital_source_type_of(both)), std::string::npos);
  EXPECT_EQ(xml_escaped("<a&\"b'>"), "&lt;a&amp;&quot;b&apos;&gt;");
}

}  // namespace
}  // namespace reverie
