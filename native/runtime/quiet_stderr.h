// Points file descriptor 2 at nothing for as long as it lives. Other threads lose their lines meanwhile: keep it short.
#pragma once

namespace reverie {

class QuietStderr {
 public:
  QuietStderr();
  QuietStderr(const QuietStderr&) = delete;
  QuietStderr& operator=(const QuietStderr&) = delete;
  ~QuietStderr();

 private:
  int kept_ = -1;
};

}  // namespace reverie
