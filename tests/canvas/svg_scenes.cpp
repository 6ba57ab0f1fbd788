// reverie_svg_scenes FOLDER: every reference scene as FOLDER/<name>.svg and, twice as dense, as FOLDER/<name>.png, for
// the test that draws the one in a browser and compares it with the other; and the sizes of all to stdout, as JSON.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "native/codec/png_write.h"
#include "shared/canvas/raster.h"
#include "shared/canvas/svg.h"
#include "shared/canvas/test/reference/scenes.h"
#include "shared/keep/kept_svg.h"

namespace reverie::reference {
namespace {

int fail(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message.c_str());
  return 1;
}

int write_scenes(const std::filesystem::path& folder) {
  std::string sizes;
  for (const Scene& scene : scenes()) {
    const std::string name(scene.name);
    const auto svg = svg_from_display_list(list_of(scene), scene.width, scene.height, {name, {}, {}, png_bytes_of});
    if (!svg) return fail(svg.error());
    std::ofstream(folder / (name + ".svg"), std::ios::binary) << *svg;
    const auto picture = raster_from_display_list(list_of(scene), scene.width, scene.height, 2);
    if (!picture) return fail(picture.error());
    const auto written = write_png(folder / (name + ".png"), *picture);
    if (!written) return fail(written.error());
    sizes += (sizes.empty() ? "" : ",\n") + ("{\"name\":\"" + name + "\",\"width\":") + std::to_string(scene.width) +
             ",\"height\":" + std::to_string(scene.height) + "}";
  }
  std::printf("[%s]\n", sizes.c_str());
  return 0;
}

}  // namespace
}  // namespace reverie::reference

int main(int count, char** words) {
  if (count == 2) return reverie::reference::write_scenes(words[1]);
  std::fprintf(stderr, "reverie_svg_scenes takes a folder; nothing was written.\n");
  return 2;
}
