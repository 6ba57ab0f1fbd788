// The kinds of sources, one file each. Inside this module only.
#pragma once

#include <set>
#include <string_view>

#include "native/data/in_order.h"
#include "native/data/source.h"
#include "native/files/files.h"

namespace reverie {

inline constexpr std::string_view procedural_prefix = "procedural:";
inline constexpr std::uint64_t max_source_file_bytes = 256u << 20;
inline constexpr std::uint64_t decoding_bytes = std::uint64_t{1}
                                                << 30;  // under way at once, with any number of threads

// Every .png, .jpg and .jpeg at any depth, sorted by path. Fails when there is none, or more than max_dataset_items.
// Folders that may not be read become problems of the report, what is passed over becomes notes.
Result<std::vector<std::filesystem::path>> picture_files(const std::filesystem::path& folder, PackReport& report);
// The sub-folder of each file that is its class; empty unless every file lies in one and there are two or more.
std::vector<std::string> classes_from_files(const std::filesystem::path& folder,
                                            const std::vector<std::filesystem::path>& files);
// The sub-folders called <number>-<name>, by number; empty unless there is at least one that holds pictures.
std::vector<std::filesystem::path> layer_folders(const std::filesystem::path& folder);
// `path` below `root` as it may be printed.
std::string name_in(const std::filesystem::path& root, const std::filesystem::path& path);

// What SOURCE.txt beside the pictures says ("licence: …", "repo: …", "credits: …"), and the folder's name. The report
// learns of the licence and of a file LICENSE*, LICENCE* or COPYING*.
DatasetRecord record_from_folder(const std::filesystem::path& folder, PackReport& report);

// Plain text of at most max_label_bytes each, none twice.
std::vector<std::string> labels_from_names(std::vector<std::string> names);

// Fails where `count` pictures would take more than max_dataset_bytes.
Result<void> check_room(std::int64_t count, std::int64_t item_bytes, const std::string& name);

// Decodes on several threads, counts in the report, and hands over in order what looks like nothing before it.
class PictureReader {
 public:
  // `all`: pictures that will be read in all calls together, for the tick.
  PictureReader(std::filesystem::path root, const PackOptions& options, PackReport& report, const PackTick& tick,
                std::size_t all);
  using Take = std::function<void(std::size_t, const Image&)>;  // index in `files`, picture of size × size
  // Pictures of one call are compared with each other only.
  void read(const std::vector<std::filesystem::path>& files, const Take& take);
  // Smallest, median and largest, once everything is read.
  void finish();

 private:
  struct Read;
  Read read_one(const std::filesystem::path& file);
  void count(const Read& read);

  std::filesystem::path root_;
  const PackOptions& options_;
  PackReport& report_;
  const PackTick& tick_;
  std::size_t done_ = 0, all_;
  std::vector<int> sides_;
  Budget budget_{decoding_bytes};
};

Result<Dataset> dataset_from_pictures(const std::string& folder, const PackOptions& options, PackReport& report,
                                      const PackTick& tick);
Result<Dataset> dataset_from_layers(const std::string& folder, const std::vector<std::filesystem::path>& layers,
                                    const PackOptions& options, PackReport& report, const PackTick& tick);
Result<Dataset> dataset_from_procedure(const std::string& source, const PackOptions& options, PackReport& report,
                                       const PackTick& tick);

// The IDX file of pictures that a source means, and the labels beside it; both empty where it means none. A folder
// means the one in it, of several the one for training.
struct IdxFiles {
  std::filesystem::path pictures, labels;
};
IdxFiles idx_files(const std::filesystem::path& source);
Result<Dataset> dataset_from_idx(const IdxFiles& files, const PackOptions& options, PackReport& report,
                                 const PackTick& tick);

// Opaque pixels over `matte`, appended as RGB.
void append_rgb(const Image& picture, Color matte, std::vector<std::uint8_t>& pixels);

// "faf7f2"
std::string text_from_color(Color color);

}  // namespace reverie
