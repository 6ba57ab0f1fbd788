// Every reference scene has the same pixels in every build, native and WebAssembly.
#include <gtest/gtest.h>

#include <map>

#include "shared/canvas/raster.h"
#include "shared/canvas/test/reference/hash.h"
#include "shared/canvas/test/reference/scenes.h"

namespace reverie::reference {
namespace {

struct Known {
  std::string_view name;
  std::uint64_t plain, fine;
};

constexpr Known known[] = {
#include "shared/canvas/test/reference/hashes.inc"
};

TEST(ReferenceScenes, HaveTheCommittedPixels) {
  std::map<std::string_view, Known> hashes;
  for (const Known& one : known) hashes[one.name] = one;
  EXPECT_EQ(hashes.size(), scenes().size());
  for (const Scene& scene : scenes()) {
    SCOPED_TRACE(scene.name);
    const DisplayList list = list_of(scene);
    ASSERT_FALSE(list.truncated);
    EXPECT_EQ(hash_of(*raster_from_display_list(list, scene.width, scene.height)), hashes[scene.name].plain);
    EXPECT_EQ(hash_of(*raster_from_display_list(list, scene.width, scene.height, fine_density)),
              hashes[scene.name].fine);
  }
}

TEST(ReferenceScenes, AreSmall) {
  for (const Scene& scene : scenes()) {
    EXPECT_LE(scene.width, 200) << scene.name;
    EXPECT_LE(scene.height, 150) << scene.name;
  }
}

}  // namespace
}  // namespace reverie::reference
