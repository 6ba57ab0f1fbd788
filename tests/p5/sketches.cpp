// reverie_p5_sketches FOLDER: draws every sketch at density 2 into FOLDER/<name>.png and lists the names.
#include <cstdio>
#include <filesystem>

#include "native/codec/png_write.h"
#include "shared/canvas/raster.h"
#include "tests/p5/sketches.h"

namespace reverie::p5 {
namespace {

Result<void> write_sketch(const Sketch& sketch, const std::filesystem::path& folder) {
  Canvas canvas(side, side);
  sketch.draw(canvas);
  const auto picture = raster_from_display_list(canvas.take(), side, side, 2);
  if (!picture) return picture.error();
  return write_png(folder / (std::string(sketch.name) + ".png"), *picture);
}

int run(const std::filesystem::path& folder) {
  for (const auto sketches : {shape_sketches(), line_sketches(), paint_sketches()}) {
    for (const Sketch& sketch : sketches) {
      if (const auto written = write_sketch(sketch, folder); !written) {
        std::fprintf(stderr, "%s: %s\n", sketch.name, written.error().message.c_str());
        return 1;
      }
      std::printf("%s\n", sketch.name);
    }
  }
  return 0;
}

}  // namespace
}  // namespace reverie::p5

int main(int count, char** words) {
  if (count == 2) return reverie::p5::run(words[1]);
  std::fprintf(stderr, "reverie_p5_sketches takes one folder to write into; nothing was drawn.\n");
  return 2;
}
