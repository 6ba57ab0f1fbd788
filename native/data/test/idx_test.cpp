#include "native/data/idx.h"

#include "native/codec/test/make_pictures.h"
#include "native/data/test/source_folder.h"
#include "shared/random/random.h"

namespace reverie {
namespace {

Bytes pictures_of(std::uint32_t count, std::uint32_t rows, std::uint32_t columns, const Bytes& pixels) {
  Bytes bytes;
  for (const std::uint32_t number : {0x803u, count, rows, columns}) made::append_u32(bytes, number);
  bytes.insert(bytes.end(), pixels.begin(), pixels.end());
  return bytes;
}

Bytes labels_of(const Bytes& labels, std::uint32_t count) {
  Bytes bytes;
  for (const std::uint32_t number : {0x801u, count}) made::append_u32(bytes, number);
  bytes.insert(bytes.end(), labels.begin(), labels.end());
  return bytes;
}

// `count` pictures of 12 × 12, the first all 1, the next all 2, …
Bytes stack(std::uint32_t count) {
  Bytes pixels;
  for (std::uint32_t i = 0; i < count; ++i) pixels.insert(pixels.end(), 144, static_cast<std::uint8_t>(i + 1));
  return pictures_of(count, 12, 12, pixels);
}

class Idx : public SourceFolder {};

TEST_F(Idx, AFolderWithLabelsPlainOrPacked) {
  for (const bool packed : {false, true}) {
    const std::string end = packed ? ".gz" : "";
    const auto as = [&](const Bytes& bytes) { return packed ? made::gz_of(bytes) : bytes; };
    write("train-images-idx3-ubyte" + end, as(stack(4)));
    write("train-labels-idx1-ubyte" + end, as(labels_of({7, 3, 7, 9}, 4)));
    write("t10k-images-idx3-ubyte" + end, as(stack(1)));
    const auto data = read();
    ASSERT_TRUE(data.ok()) << data.error().message;
    EXPECT_TRUE(check_dataset(*data).ok());
    EXPECT_EQ(data->count, 4);
    ASSERT_EQ(data->axes.size(), 1u);
    EXPECT_EQ(data->axes[0].labels, (std::vector<std::string>{"3", "7", "9"}));
    EXPECT_EQ(data->labels, (std::vector<std::int32_t>{1, 0, 1, 2}));
    EXPECT_EQ(report_.labels, (std::vector<LabelCount>{{"3", 1}, {"7", 2}, {"9", 1}}));
    EXPECT_EQ(report_.small, 4);
    options_.labels = false;
    EXPECT_TRUE(read()->axes.empty());
    options_.labels = true;
    std::filesystem::remove_all(root_);
    std::filesystem::create_directories(root_);
  }
}

TEST_F(Idx, SmallPicturesGetABlackBorder) {
  write("train-images-idx3-ubyte", stack(1));
  const auto data = read();  // 12 px at 16 px: once, with 2 px around
  ASSERT_TRUE(data.ok()) << data.error().message;
  const auto at = [&](int x, int y) { return data->pixels[static_cast<std::size_t>((y * data->size + x) * 3)]; };
  EXPECT_EQ(at(1, 8), 0);
  EXPECT_EQ(at(2, 2), 1);
  EXPECT_EQ(at(13, 13), 1);
  EXPECT_EQ(at(14, 8), 0);
  EXPECT_NE(report_text(report_).find("No labels lie beside"), std::string::npos);
  options_.size = 32;  // twice, with 4 px around
  const auto larger = read();
  EXPECT_EQ(larger->pixels[(3 * 32 + 16) * 3], 0);
  EXPECT_EQ(larger->pixels[(4 * 32 + 16) * 3], 1);
  options_.size = 8;  // averaged down like any picture
  EXPECT_EQ(read()->pixels[0], 1);
}

TEST_F(Idx, AFileByItself) {
  write("digits-images.idx3-ubyte", stack(3));
  write("digits-labels.idx1-ubyte.gz", made::gz_of(labels_of({0, 1, 1}, 3)));
  const auto source = (root_ / "digits-images.idx3-ubyte").string();
  const auto data = dataset_from_source(source, options_, report_);
  ASSERT_TRUE(data.ok()) << data.error().message;
  EXPECT_EQ(data->labels, (std::vector<std::int32_t>{0, 1, 1}));
  const std::string before = source_hash(source, options_).value();
  write("digits-labels.idx1-ubyte.gz", made::gz_of(labels_of({1, 1, 1}, 3)));
  EXPECT_NE(source_hash(source, options_).value(), before);
  EXPECT_FALSE(dataset_from_source((root_ / "digits-labels.idx1-ubyte.gz").string(), options_, report_).ok());
}

TEST_F(Idx, LabelsThatDoNotFitAreRefused) {
  write("train-images-idx3-ubyte", stack(3));
  write("train-labels-idx1-ubyte", labels_of({0, 1}, 2));
  EXPECT_NE(read().error().message.find("2 labels for 3 pictures"), std::string::npos);
  write("train-labels-idx1-ubyte", labels_of({0, 1}, 3));
  EXPECT_NE(read().error().message.find("announces 11 bytes and it has 10"), std::string::npos);
}

std::string why_refused(const Bytes& bytes) {
  const auto pictures = idx_pictures_from_bytes(bytes, "it");
  return pictures ? "" : pictures.error().message;
}

TEST(IdxBytes, LyingHeadsAreRefusedWithASentence) {
  const Bytes sound = stack(2);
  ASSERT_TRUE(idx_pictures_from_bytes(sound, "it").ok());
  for (const Bytes& bytes : {Bytes{}, Bytes(3), Bytes(15), labels_of({1}, 1)})
    EXPECT_NE(why_refused(bytes).find("00 00 08 03"), std::string::npos);
  const auto sizes = [](std::uint32_t n, std::uint32_t h, std::uint32_t w) { return pictures_of(n, h, w, Bytes(16)); };
  for (const Bytes& bytes : {sizes(0, 4, 4), sizes(1, 0, 4), sizes(4'000'001, 1, 1), sizes(0xffffffff, 28, 28),
                             sizes(1, 1025, 1), sizes(1, 4, 0x80000000), sizes(4'000'000, 1024, 1024)})
    EXPECT_NE(why_refused(bytes).find("is outside"), std::string::npos);
  for (const Bytes& bytes : {sizes(2, 4, 4), sizes(1, 3, 4), sizes(4'000'000, 28, 28)})
    EXPECT_NE(why_refused(bytes).find("and it has 32"), std::string::npos);
}

TEST(IdxBytes, PackedFilesThatLieAreRefusedBeforeTheirMemoryIsTaken) {
  // 3 GB announced by a few bytes.
  EXPECT_NE(why_refused(made::gz_of(pictures_of(4'000'000, 28, 28, Bytes(16)))).find("cannot hold"), std::string::npos);
  // More than announced: a megabyte of zeros behind a small head.
  EXPECT_NE(why_refused(made::gz_of(pictures_of(1, 4, 4, Bytes(1'000'000)))).find("more than"), std::string::npos);
  EXPECT_NE(why_refused(made::gz_of(pictures_of(9, 4, 4, Bytes(16)))).find("ends after"), std::string::npos);
  Bytes cut = made::gz_of(stack(2));
  cut.resize(cut.size() - 9);
  EXPECT_NE(why_refused(cut), "");
  Bytes damaged = made::gz_of(stack(2));
  damaged[damaged.size() - 5] ^= 1;  // its checksum
  EXPECT_NE(why_refused(damaged).find("damaged"), std::string::npos);
}

TEST(IdxBytes, TenThousandMutationsAreRefusedOrSound) {
  const Bytes originals[] = {stack(3), made::gz_of(stack(3))};
  Random random(3);
  int refused = 0;
  for (int i = 0; i < 10000; ++i) {
    Bytes bytes = originals[i % 2];
    const auto changes = 1 + random.below(4);
    for (std::uint32_t c = 0; c < changes; ++c) {
      const auto reach = random.below(2) == 0 ? static_cast<std::uint32_t>(bytes.size()) : 20u;
      bytes[random.below(reach)] = static_cast<std::uint8_t>(random.below(256));
    }
    if (random.below(5) == 0) bytes.resize(random.below(static_cast<std::uint32_t>(bytes.size())));
    const auto pictures = idx_pictures_from_bytes(bytes, "mutated");
    if (pictures) {
      EXPECT_EQ(pictures->pixels.size(), std::size_t{pictures->count} * pictures->rows * pictures->columns);
    } else {
      ++refused;
    }
  }
  EXPECT_GT(refused, 5000);
}

}  // namespace
}  // namespace reverie
