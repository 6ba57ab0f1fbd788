// Every reference scene has the same pixels in every build, native and WebAssembly.
#include <gtest/gtest.h>

#include <map>
#include <string>

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
  std::string differing;  // one line for all of them
  for (const Scene& scene : scenes()) {
    const DisplayList list = list_of(scene);
    EXPECT_FALSE(list.truncated) << scene.name;
    const auto hash_at = [&](double density) {
      return hash_of(*raster_from_display_list(list, scene.width, scene.height, density));
    };
    const Known& expected = hashes[scene.name];
    if (hash_at(1) != expected.plain || hash_at(fine_density) != expected.fine)
      differing += " " + std::string(scene.name);
  }
  EXPECT_EQ(differing, "") << "scripts/reference-pictures draws them anew.";
}

TEST(ReferenceScenes, AreSmall) {
  for (const Scene& scene : scenes()) {
    EXPECT_LE(scene.width, 200) << scene.name;
    EXPECT_LE(scene.height, 150) << scene.name;
  }
}

}  // namespace
}  // namespace reverie::reference
