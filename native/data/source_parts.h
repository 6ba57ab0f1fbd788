// The kinds of sources, one file each. Inside this module only.
#pragma once

#include <string_view>

#include "native/data/source.h"
#include "native/files/files.h"

namespace reverie {

inline constexpr std::string_view procedural_prefix = "procedural:";
inline constexpr std::uint64_t max_source_file_bytes = 256u << 20;

// Every .png, .jpg and .jpeg at any depth, sorted by path. Fails when there is none, or more than max_dataset_items.
Result<std::vector<std::filesystem::path>> picture_files(const std::filesystem::path& folder);
// The sub-folders called <number>-<name>, by number; empty unless there is at least one that holds pictures.
std::vector<std::filesystem::path> layer_folders(const std::filesystem::path& folder);
// What SOURCE.txt beside the pictures says ("licence: …", "repo: …", "credits: …"), and the folder's name.
DatasetRecord record_from_folder(const std::filesystem::path& folder);

// The picture of one file at size × size, or a failure noted in the report.
bool picture_from_file(const std::filesystem::path& file, int size, PackReport& report, Image& picture);

Result<Dataset> dataset_from_pictures(const std::string& folder, const PackOptions& options, PackReport& report,
                                      const PackTick& tick);
Result<Dataset> dataset_from_layers(const std::string& folder, const std::vector<std::filesystem::path>& layers,
                                    const PackOptions& options, PackReport& report, const PackTick& tick);
Result<Dataset> dataset_from_procedure(const std::string& source, const PackOptions& options, PackReport& report,
                                       const PackTick& tick);

// Opaque pixels over `matte`, appended as RGB.
void append_rgb(const Image& picture, Color matte, std::vector<std::uint8_t>& pixels);

}  // namespace reverie
