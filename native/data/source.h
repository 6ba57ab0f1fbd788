// Sources: what `--data` may name, and how it becomes a dataset.
//   a folder of pictures   every PNG and JPEG in it and below, sorted by path; exact duplicates once
//   layered sprites        a folder whose sub-folders are called 1-name, 2-name, … (lowest first); one picture of each
//   is
//                          stacked; each layer is a label axis, each file a label
//   procedural:de-stijl    drawn by the piece itself
//   a packed dataset       a file written by write_packed
// A picture is cropped to its central square and averaged by area to size × size, alpha weighted; enlarging by a whole
// factor so repeats pixels.
#pragma once

#include <filesystem>
#include <functional>

#include "native/data/dataset.h"

namespace reverie {

struct PackOptions {
  int size = 32;
  Color matte{250, 247, 242, 255};   // what transparent parts of plain pictures are laid on
  std::vector<std::string> grounds;  // colours under layered sprites, "rrggbb"; at least one
  int procedural_count = 8192;       // pictures drawn by a procedural source
  std::uint64_t seed = 1;            // of a procedural source
};

// What was found, for the person: "445 pictures in 4 layers, 2 unreadable, 1 twice".
struct PackReport {
  std::int64_t used = 0, unreadable = 0, doubled = 0;
  std::vector<std::string> problems;  // a sentence for each unreadable file, at most 8
};

// `tick` is called now and then with pictures done and pictures in all; it may be empty.
using PackTick = std::function<void(std::int64_t, std::int64_t)>;

Result<Dataset> dataset_from_source(const std::string& source, const PackOptions& options, PackReport& report,
                                    const PackTick& tick = {});

// sha256 over the sorted relative paths and file hashes of what a source would use; the id and options of a procedural
// one. Equal hashes give equal datasets.
Result<std::string> source_hash(const std::string& source, const PackOptions& options);

// The last part of the source, made fit for a folder's name.
std::string source_name(const std::string& source);

// Central square, averaged by area to size × size; straight alpha in and out.
Image square_from_image(const Image& image, int size);

}  // namespace reverie
