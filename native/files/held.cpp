#include "native/files/held.h"

#include <fcntl.h>
#include <unistd.h>

namespace reverie {
namespace {

// Locks of the open file, not of the process: those of the process vanish when any of its descriptors is closed.
struct flock whole_file() {
  struct flock lock{};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  return lock;
}

}  // namespace

std::optional<HeldFile> HeldFile::take(const std::filesystem::path& path) {
  const int number = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (number < 0) return std::nullopt;
  struct flock lock = whole_file();
  if (::fcntl(number, F_OFD_SETLK, &lock) == 0) return HeldFile(number);
  ::close(number);
  return std::nullopt;
}

bool HeldFile::is_held(const std::filesystem::path& path) {
  const int number = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (number < 0) return false;
  struct flock lock = whole_file();
  const bool held = ::fcntl(number, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  ::close(number);
  return held;
}

HeldFile::~HeldFile() {
  if (number_ >= 0) ::close(number_);
}

}  // namespace reverie
