// reverie_reference_pictures FOLDER [--sheet DENSITY]: draws every reference scene into FOLDER/<name>.png and lists
// each with the hash that shared/canvas/test/reference/hashes.inc holds; or all of them on one sheet, FOLDER/sheet.png.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "native/codec/png_write.h"
#include "shared/canvas/raster.h"
#include "shared/canvas/test/reference/hash.h"
#include "shared/canvas/test/reference/scenes.h"

namespace reverie::reference {
namespace {

constexpr double sheet_width = 1040, gap = 10;

// Rows of scenes over a checkered ground, so that transparency shows.
DisplayList sheet_of_scenes(double& height) {
  Canvas canvas(sheet_width, 4'000);
  canvas.background({236, 236, 240});
  double x = gap, y = gap, row_height = 0;
  for (const Scene& scene : scenes()) {
    if (x + scene.width + gap > sheet_width) {
      x = gap;
      y += row_height + gap;
      row_height = 0;
    }
    canvas.push();
    canvas.translate(x, y);
    canvas.begin_clip();
    canvas.rect(0, 0, scene.width, scene.height);
    canvas.end_clip();
    canvas.no_stroke();
    canvas.fill(Color{214, 214, 220});
    for (int row = 0; row < scene.height / 8; ++row) {
      for (int column = row % 2; column < scene.width / 8; column += 2) canvas.square(8.0 * column, 8.0 * row, 8);
    }
    canvas.drawing(Drawing::on(nullptr, list_of(scene)));
    canvas.pop();
    x += scene.width + gap;
    row_height = std::max(row_height, scene.height);
  }
  height = y + row_height + gap;
  return canvas.take();
}

int fail(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message.c_str());
  return 1;
}

int write_sheet(const std::filesystem::path& folder, double density) {
  double height = 0;
  const DisplayList list = sheet_of_scenes(height);
  const auto picture = raster_from_display_list(list, sheet_width, height, density);
  if (!picture) return fail(picture.error());
  const auto written = write_png(folder / "sheet.png", *picture);
  return written ? 0 : fail(written.error());
}

int write_scenes(const std::filesystem::path& folder) {
  for (const Scene& scene : scenes()) {
    const auto picture = raster_from_display_list(list_of(scene), scene.width, scene.height);
    if (!picture) return fail(picture.error());
    const auto fine = raster_from_display_list(list_of(scene), scene.width, scene.height, fine_density);
    if (!fine) return fail(fine.error());
    const auto written = write_png(folder / (std::string(scene.name) + ".png"), *picture);
    if (!written) return fail(written.error());
    std::printf("{\"%s\", 0x%016llx, 0x%016llx},\n", std::string(scene.name).c_str(),
                static_cast<unsigned long long>(hash_of(*picture)), static_cast<unsigned long long>(hash_of(*fine)));
  }
  return 0;
}

}  // namespace
}  // namespace reverie::reference

int main(int count, char** words) {
  if (count == 2) return reverie::reference::write_scenes(words[1]);
  if (count == 4 && std::strcmp(words[2], "--sheet") == 0)
    return reverie::reference::write_sheet(words[1], std::atof(words[3]));
  std::fprintf(stderr, "reverie_reference_pictures takes a folder and perhaps --sheet DENSITY; nothing was drawn.\n");
  return 2;
}
