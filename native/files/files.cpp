#include "native/files/files.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <utility>

namespace reverie {
namespace {

namespace fs = std::filesystem;

// Closes on every way out.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

FileWatch& the_watch() {
  static FileWatch watch;
  return watch;
}

// False, with an error number that tells of a disk, where a test lets the call fail.
bool let(FileCall call, const fs::path& path) {
  if (!the_watch() || the_watch()(call, path)) return true;
  errno = EIO;
  return false;
}

std::string reason() { return std::strerror(errno); }

bool write_all(int descriptor, std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

std::span<const std::uint8_t> span_from_text(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

namespace {

Result<Bytes> read_file(const fs::path& path, std::uint64_t cap, bool head) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) return Error{"The file '" + path.string() + "' cannot be read (" + reason() + ")."};
  struct stat info{};
  if (::fstat(file.number(), &info) != 0 || !S_ISREG(info.st_mode))
    return Error{"'" + path.string() + "' is not a regular file, so it was not read."};
  const auto size = static_cast<std::uint64_t>(info.st_size);
  if (size > cap && !head)
    return Error{"The file '" + path.string() + "' has " + std::to_string(size) + " bytes; at most " +
                 std::to_string(cap) + " are allowed here, so it was not read."};
  Bytes bytes(std::min(size, cap));
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t got = ::read(file.number(), bytes.data() + done, bytes.size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Error{"The file '" + path.string() + "' ended or failed while it was read; try again."};
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace

Result<Bytes> bytes_from_file(const fs::path& path, std::uint64_t cap) { return read_file(path, cap, false); }
Result<Bytes> head_of_file(const fs::path& path, std::uint64_t most) { return read_file(path, most, true); }

Result<std::string> text_from_file(const fs::path& path, std::uint64_t cap) {
  auto bytes = bytes_from_file(path, cap);
  if (!bytes) return bytes.error();
  return std::string(bytes->begin(), bytes->end());
}

std::string sha256_from_bytes(std::span<const std::uint8_t> bytes) {
  std::uint8_t digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest, &length, EVP_sha256(), nullptr);
  std::string hex;
  for (unsigned i = 0; i < length; ++i) {
    hex += "0123456789abcdef"[digest[i] >> 4];
    hex += "0123456789abcdef"[digest[i] & 15];
  }
  return hex;
}

std::string sha256_from_text(std::string_view text) { return sha256_from_bytes(span_from_text(text)); }

void watch_files(FileWatch watch) { the_watch() = std::move(watch); }

void remove_file(const fs::path& path) {
  if (let(FileCall::remove, path)) ::unlink(path.c_str());
}

Result<void> sync_folder(const fs::path& folder) {
  const fs::path real = folder.empty() ? fs::path(".") : folder;
  const bool allowed = let(FileCall::sync_folder, real);
  const Descriptor opened(allowed ? ::open(real.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1);
  if (opened.number() < 0 || ::fsync(opened.number()) != 0)
    return Error{"The folder '" + real.string() + "' cannot be synced to disk (" + reason() + ")."};
  return {};
}

FileInProgress::FileInProgress(fs::path path, fs::path temporary, int number)
    : path_(std::move(path)), temporary_(std::move(temporary)), number_(number) {}

FileInProgress::~FileInProgress() {
  if (number_ < 0) return;
  ::close(number_);
  remove_file(temporary_);
}

namespace {

Error not_done(const fs::path& path, const char* what) {
  return Error{"The file '" + path.string() + "' could not be " + what + " (" + reason() +
               "); what was there before is unchanged."};
}

}  // namespace

Result<std::unique_ptr<FileInProgress>> FileInProgress::create(const fs::path& path) {
  fs::path temporary = path;
  temporary += ".tmp" + std::to_string(::getpid());
  const bool allowed = let(FileCall::create, path);
  const int number = allowed ? ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644) : -1;
  if (number < 0) return not_done(path, "created");
  return std::unique_ptr<FileInProgress>(new FileInProgress(path, std::move(temporary), number));
}

bool FileInProgress::write(std::span<const std::uint8_t> bytes) {
  if (let(FileCall::write, path_)) return write_all(number_, bytes);
  const int told = errno;
  write_all(number_, bytes.first(bytes.size() / 2));
  errno = told;
  return false;
}

// What fails before the rename is put away by the destructor.
Result<void> FileInProgress::commit() {
  if (!let(FileCall::sync, path_) || ::fsync(number_) != 0) return not_done(path_, "synced");
  if (!let(FileCall::rename, path_) || ::rename(temporary_.c_str(), path_.c_str()) != 0)
    return not_done(path_, "put in place");
  ::close(std::exchange(number_, -1));
  return sync_folder(path_.parent_path());
}

Result<void> write_file_whole(const fs::path& path, std::span<const std::uint8_t> bytes) {
  auto file = FileInProgress::create(path);
  if (!file) return file.error();
  if (!(*file)->write(bytes)) return not_done(path, "written");
  return (*file)->commit();
}

Result<void> write_file_whole(const fs::path& path, std::string_view text) {
  return write_file_whole(path, span_from_text(text));
}

Bytes bytes_from_floats(std::span<const float> numbers) {
  Bytes bytes;
  bytes.reserve(numbers.size() * 4);
  for (const float number : numbers) {
    const auto bits = std::bit_cast<std::uint32_t>(number);
    for (int shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<std::uint8_t>(bits >> shift));
  }
  return bytes;
}

Result<std::vector<float>> floats_from_bytes(std::span<const std::uint8_t> bytes) {
  if (bytes.size() % 4 != 0)
    return Error{"A float32 file must have a multiple of four bytes; " + std::to_string(bytes.size()) + " were given."};
  std::vector<float> numbers;
  numbers.reserve(bytes.size() / 4);
  for (std::size_t i = 0; i < bytes.size(); i += 4) {
    const std::uint32_t bits = bytes[i] | (std::uint32_t{bytes[i + 1]} << 8) | (std::uint32_t{bytes[i + 2]} << 16) |
                               (std::uint32_t{bytes[i + 3]} << 24);
    numbers.push_back(std::bit_cast<float>(bits));
  }
  return numbers;
}

}  // namespace reverie
