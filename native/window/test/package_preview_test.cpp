#include "native/window/package_preview.h"

#include <gtest/gtest.h>

#include "native/codec/png_write.h"
#include "native/runtime/test/tiny_onnx.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

Bytes strip_of(int width, int height) {
  Image strip = Image::create(width, height).value();
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) strip.set(x, y, {static_cast<std::uint8_t>(x), 40, 80, 255});
  }
  return png_from_image(strip).value();
}

class PackagePreview : public testing::Test {
 protected:
  // A package whose card names this strip; none where there are no bytes.
  Package package_with(const Bytes& strip) {
    folder_ = tiny::fresh_folder(testing::TempDir(), "package-preview");
    Package package{folder_, tiny::model()};
    if (strip.empty()) return package;
    const std::string hash = sha256_from_bytes(strip);
    package.model.files = {{"strip", "strip." + hash.substr(0, 8) + ".png", strip.size(), hash}};
    EXPECT_TRUE(write_file_whole(folder_ / package.model.files[0].name, strip).ok());
    return package;
  }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path folder_;
};

TEST_F(PackagePreview, HoldsTheStripsPictures) {
  const auto preview = preview_of(package_with(strip_of(5 * 8, 8)));
  ASSERT_TRUE(preview.ok()) << preview.error().message;
  ASSERT_EQ((*preview)->pictures.size(), 5u);
  EXPECT_EQ((*preview)->pictures[2]->at(3, 0), (Color{19, 40, 80, 255}));
  EXPECT_EQ((*preview)->model->id, "tiny");
}

TEST_F(PackagePreview, IsNoneWhereThePackageHasNoStrip) {
  const auto preview = preview_of(package_with({}));
  ASSERT_TRUE(preview.ok());
  EXPECT_EQ(*preview, nullptr);
}

TEST_F(PackagePreview, RefusesWhatIsDamagedOrNoStrip) {
  Package changed = package_with(strip_of(5 * 8, 8));
  changed.model.files[0].sha256.replace(0, 8, "00000000");
  EXPECT_FALSE(preview_of(changed).ok());
  EXPECT_FALSE(preview_of(package_with(strip_of(5 * 8 + 1, 8))).ok());
  EXPECT_FALSE(preview_of(package_with(Bytes(400, 7))).ok());
  Bytes cut = strip_of(5 * 8, 8);
  cut.resize(cut.size() / 2);
  EXPECT_FALSE(preview_of(package_with(cut)).ok());
  const auto tall = preview_of(package_with(strip_of(8, max_strip_height + 1)));
  ASSERT_FALSE(tall.ok());
  EXPECT_NE(tall.error().message.find("larger"), std::string::npos);
  EXPECT_FALSE(preview_of(package_with(Bytes(max_strip_bytes + 1, 7))).ok());
}

}  // namespace
}  // namespace reverie
