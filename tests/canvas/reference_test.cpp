// The committed pictures are what the raster draws, to the last bit; and each has its scene.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "native/codec/image_read.h"
#include "shared/canvas/raster.h"
#include "shared/canvas/test/reference/scenes.h"

namespace reverie::reference {
namespace {

const std::filesystem::path folder = std::filesystem::path(REVERIE_SOURCE_DIR) / "shared/canvas/test/reference";

TEST(ReferencePictures, AreWhatTheRasterDraws) {
  for (const Scene& scene : scenes()) {
    SCOPED_TRACE(scene.name);
    const auto committed = image_from_file(folder / (std::string(scene.name) + ".png"));
    ASSERT_TRUE(committed.ok()) << committed.error().message;
    const auto drawn = raster_from_display_list(list_of(scene), scene.width, scene.height);
    ASSERT_TRUE(drawn.ok());
    EXPECT_TRUE(committed->rgba() == drawn->rgba());
  }
}

TEST(ReferencePictures, HaveAScene) {
  std::set<std::string> names;
  for (const Scene& scene : scenes()) names.insert(std::string(scene.name));
  EXPECT_EQ(names.size(), scenes().size());
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".png") continue;
    EXPECT_TRUE(names.contains(file.path().stem().string())) << file.path();
  }
}

}  // namespace
}  // namespace reverie::reference
