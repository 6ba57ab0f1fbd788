// Files as the pipeline needs them: read with a cap, hashed, and written so that nobody ever sees half of one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace reverie {

using Bytes = std::vector<std::uint8_t>;

// The whole file. Fails if it is absent, not a regular file, or larger than `cap` bytes (nothing is read then).
Result<Bytes> bytes_from_file(const std::filesystem::path& path, std::uint64_t cap);
// Its first bytes, at most `most`; for files of which the beginning says enough.
Result<Bytes> head_of_file(const std::filesystem::path& path, std::uint64_t most);
Result<std::string> text_from_file(const std::filesystem::path& path, std::uint64_t cap);

// 64 lower-case hex digits.
std::string sha256_from_bytes(std::span<const std::uint8_t> bytes);
std::string sha256_from_text(std::string_view text);

// Writes to a temporary name beside `path`, syncs, renames over `path` and syncs the folder: a reader sees the old file
// or the new one, whatever happens in between. Fails with a sentence and leaves no temporary file.
Result<void> write_file_whole(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);
Result<void> write_file_whole(const std::filesystem::path& path, std::string_view text);

// The same for a file that comes piece by piece. Until commit() nobody sees it; dropped before that, it leaves nothing.
class FileInProgress {
 public:
  // Fails when the folder is absent or takes no file.
  static Result<std::unique_ptr<FileInProgress>> create(const std::filesystem::path& path);
  ~FileInProgress();
  FileInProgress(const FileInProgress&) = delete;
  FileInProgress& operator=(const FileInProgress&) = delete;

  bool write(std::span<const std::uint8_t> bytes);  // false: the disk is full or gone
  Result<void> commit();

 private:
  FileInProgress(std::filesystem::path path, std::filesystem::path temporary, int number);
  std::filesystem::path path_, temporary_;
  int number_;
};

// For tests of what survives a broken disk or a killed process: asked before each call that changes a disk. `false`
// makes that call fail, a write after half of its bytes. An empty one lets everything through again.
enum class FileCall { create, write, sync, rename, sync_folder, remove };
using FileWatch = std::function<bool(FileCall call, const std::filesystem::path& path)>;
void watch_files(FileWatch watch);

// Removes a file that is not needed any more; whether that succeeds does not matter.
void remove_file(const std::filesystem::path& path);

// Makes the renames inside `folder` durable.
Result<void> sync_folder(const std::filesystem::path& folder);

// Little-endian float32 files, the format of golden pairs.
Bytes bytes_from_floats(std::span<const float> numbers);
// Fails if the size is not a multiple of four.
Result<std::vector<float>> floats_from_bytes(std::span<const std::uint8_t> bytes);

}  // namespace reverie
