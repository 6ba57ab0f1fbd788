#include <gtest/gtest.h>

#include <cstring>

#include "native/data/packed.h"

namespace reverie {
namespace {

Dataset pictures() {
  Dataset data;
  data.size = 8;
  data.record = {"test", "nowhere", "CC0", "nobody", "00ff"};
  data.axes = {{"kind", {"a", "b"}}};
  data.count = 3;
  for (std::size_t i = 0; i < 3 * data.item_bytes(); ++i) data.pixels.push_back(static_cast<std::uint8_t>(i % 251));
  data.labels = {0, 1, -1};
  return data;
}

Dataset layers() {
  Dataset data = pictures();
  data.kind = DatasetKind::layers;
  data.axes = {{"background", {"ff0000"}}, {"hat", {"cap", "veil", "none"}}};
  data.pixels.assign(3 * data.item_bytes(), 7);
  data.labels.clear();
  return data;
}

// The record with `from` replaced, everything else as it was.
Bytes with_record(const Bytes& bytes, const std::string& from, const std::string& to) {
  std::uint32_t size = 0;
  std::memcpy(&size, bytes.data() + 8, 4);
  std::string record(bytes.begin() + 16, bytes.begin() + 16 + size);
  const auto at = record.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  record.replace(at, from.size(), to);
  Bytes changed(bytes.begin(), bytes.begin() + 16);
  size = static_cast<std::uint32_t>(record.size());
  std::memcpy(changed.data() + 8, &size, 4);
  changed.insert(changed.end(), record.begin(), record.end());
  std::uint32_t old = 0;
  std::memcpy(&old, bytes.data() + 8, 4);
  changed.insert(changed.end(), bytes.begin() + 16 + old, bytes.end());
  return changed;
}

TEST(Packed, RoundTrip) {
  for (const Dataset& data : {pictures(), layers()}) {
    const auto back = dataset_from_bytes(bytes_from_dataset(data), "x");
    ASSERT_TRUE(back.ok()) << back.error().message;
    EXPECT_EQ(back->pixels, data.pixels);
    EXPECT_EQ(back->labels, data.labels);
    EXPECT_EQ(back->kind, data.kind);
    EXPECT_EQ(back->axes[0].labels, data.axes[0].labels);
    EXPECT_EQ(back->record.tree_hash, "00ff");
  }
}

TEST(Packed, RefusesWhatDoesNotFit) {
  const Bytes good = bytes_from_dataset(pictures());
  Bytes bad = good;
  bad[0] = 'X';
  EXPECT_NE(dataset_from_bytes(bad, "x.rvd").error().message.find("x.rvd"), std::string::npos);
  bad = good;
  bad.pop_back();
  EXPECT_FALSE(dataset_from_bytes(bad, "x").ok());
  bad.assign(good.begin(), good.begin() + 5);
  EXPECT_FALSE(dataset_from_bytes(bad, "x").ok());
  EXPECT_FALSE(dataset_from_bytes({}, "x").ok());
  EXPECT_FALSE(dataset_from_bytes(with_record(good, "\"count\":3", "\"count\":4000001"), "x").ok());
  EXPECT_FALSE(dataset_from_bytes(with_record(good, "\"count\":3", "\"count\":18446744073709551615"), "x").ok());
  EXPECT_FALSE(dataset_from_bytes(with_record(good, "\"count\":3", "\"count\":-3"), "x").ok());
  EXPECT_FALSE(dataset_from_bytes(with_record(good, "\"size\":8", "\"size\":1e9"), "x").ok());
  EXPECT_FALSE(dataset_from_bytes(with_record(good, "\"pictures\"", "\"sounds\""), "x").ok());
  EXPECT_FALSE(dataset_from_bytes(with_record(good, "[\"a\",\"b\"]", "[]"), "x").ok());
  EXPECT_FALSE(dataset_from_bytes(with_record(good, "[\"a\",\"b\"]", "[1,2]"), "x").ok());
}

TEST(Packed, RefusesLabelsOutsideTheirAxis) {
  Dataset data = pictures();
  data.labels[1] = 2;
  const auto read = dataset_from_bytes(bytes_from_dataset(data), "x");
  ASSERT_FALSE(read.ok());
  EXPECT_NE(read.error().message.find("kind"), std::string::npos);
  data.labels[1] = -2;
  EXPECT_FALSE(dataset_from_bytes(bytes_from_dataset(data), "x").ok());
  Dataset stacked = layers();
  stacked.axes[0].labels[0] = "red";
  EXPECT_FALSE(dataset_from_bytes(bytes_from_dataset(stacked), "x").ok());
}

// Anything may be refused; what is accepted must be sound, and nothing may crash or allocate what is not there.
TEST(Packed, TenThousandMutationsAreRefusedOrSound) {
  const Bytes originals[] = {bytes_from_dataset(pictures()), bytes_from_dataset(layers())};
  Random random(5);
  int refused = 0;
  for (int i = 0; i < 10000; ++i) {
    Bytes bytes = originals[i % 2];
    const auto changes = 1 + random.below(6);
    for (std::uint32_t c = 0; c < changes; ++c) {
      // Mostly in the head and the record, where the meaning is.
      const auto reach = random.below(4) == 0 ? static_cast<std::uint32_t>(bytes.size()) : 260u;
      bytes[random.below(reach)] = static_cast<std::uint8_t>(random.below(256));
    }
    if (random.below(5) == 0) bytes.resize(random.below(static_cast<std::uint32_t>(bytes.size())));
    const auto read = dataset_from_bytes(bytes, "mutated");
    if (read) {
      EXPECT_TRUE(check_dataset(*read).ok());
    } else {
      ++refused;
      EXPECT_NE(read.error().message.find("nothing was trained"), std::string::npos);
    }
  }
  EXPECT_GT(refused, 5000);
}

}  // namespace
}  // namespace reverie
