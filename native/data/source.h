// Sources: what `--data` may name, and how it becomes a dataset.
//   a folder of pictures   every PNG and JPEG in it and below, sorted by path; duplicates once. Where every picture
//   lies
//                          in a sub-folder, and there are two or more, the sub-folder is its label on the axis "class"
//   layered sprites        a folder whose sub-folders are called 1-name, 2-name, … (lowest first); one picture of each
//                          is stacked; each layer is a label axis, each file a label
//   IDX                    MNIST's format, plain or .gz: train-images-idx3-ubyte, or a folder with it, and its labels
//                          beside it
//   procedural:de-stijl    drawn by the piece itself
//   a packed dataset       a file written by write_packed
// A picture is turned as its EXIF orientation says, cropped to its central square and averaged by area to size × size
// (of sRGB values, weighted by alpha); enlarging by a whole factor so repeats pixels. A smaller IDX picture is repeated
// by the largest whole factor that fits and centred on black: 28 px become 32 px with a border of 2 px.
// Hidden files and folders, symbolic links and __MACOSX are passed over.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "native/data/dataset.h"
#include "native/data/report.h"

namespace reverie {

struct PackOptions {
  int size = 32;
  Color matte{250, 247, 242, 255};   // what transparent parts of plain pictures are laid on
  std::vector<std::string> grounds;  // colours under layered sprites, "rrggbb"; at least one
  bool labels = true;                // sub-folders and IDX labels become the axis "class"
  int procedural_count = 8192;       // pictures drawn by a procedural source
  std::uint64_t seed = 1;            // of a procedural source
  int threads = 0;                   // that decode; 0 takes all cores. The result is the same with any number
};

// `tick` is called on the caller's thread with pictures done and pictures in all; it may be empty.
using PackTick = std::function<void(std::int64_t, std::int64_t)>;

// The report is filled as far as the work came, also where it failed; a dataset carries a copy.
Result<Dataset> dataset_from_source(const std::string& source, const PackOptions& options, PackReport& report,
                                    const PackTick& tick = {});

// How many plain pictures a source seems to hold, before any is decoded; nothing for layered sprites, IDX, a procedure
// or where there is no such source.
std::optional<std::int64_t> plain_pictures_in(const std::string& source);

// sha256 over the sorted relative paths and file hashes of what a source would use; the id and options of a procedural
// one. Equal hashes and options give equal datasets.
Result<std::string> source_hash(const std::string& source, const PackOptions& options);

// 12 hex digits that name a source packed with these options by this version; equal keys give equal datasets.
std::string pack_key(const std::string& source_hash, const PackOptions& options);

// The last part of the source, made fit for a folder's name.
std::string source_name(const std::string& source);

// Central square, averaged by area to size × size; straight alpha in and out.
Image square_from_image(const Image& image, int size);

}  // namespace reverie
