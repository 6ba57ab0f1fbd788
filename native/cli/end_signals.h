// Ctrl-C and SIGTERM as something to wait for. Made before the first thread of a server, which would else take them.
#pragma once

#include <csignal>

namespace reverie::cli {

class EndSignals {
 public:
  EndSignals() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  }
  void wait() const {
    int signal = 0;
    sigwait(&signals_, &signal);
  }

 private:
  sigset_t signals_;
};

}  // namespace reverie::cli
