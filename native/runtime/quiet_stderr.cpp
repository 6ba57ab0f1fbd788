#include "native/runtime/quiet_stderr.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

namespace reverie {

QuietStderr::QuietStderr() {
  const int nothing = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nothing < 0) return;  // noisy is better than broken
  std::fflush(stderr);
  kept_ = ::fcntl(2, F_DUPFD_CLOEXEC, 3);
  if (kept_ >= 0) ::dup2(nothing, 2);
  ::close(nothing);
}

QuietStderr::~QuietStderr() {
  if (kept_ < 0) return;
  std::fflush(stderr);
  ::dup2(kept_, 2);
  ::close(kept_);
}

}  // namespace reverie
