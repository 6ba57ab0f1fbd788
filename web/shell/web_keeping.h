// A kept file in the page: rows go to a worker, what becomes of them comes back by number.
#pragma once

#include "shared/studio/host.h"

namespace reverie {

class WebKeeping final : public Keeping {
 public:
  WebKeeping(const KeepOrder& order, const std::string& file_name);
  ~WebKeeping() override;
  bool wants_rows() override;
  void add_rows(std::span<const std::uint8_t> rows) override;
  void finish() override;
  KeepStatus status() override { return status_; }

  // Of a file that was given up: nobody.
  static WebKeeping* of_number(int number);
  // `taken`: bytes of rows that the worker is through with.
  void told(KeepStatus::State state, double taken, double part, std::string sentence);

 private:
  int number_;
  double sent_ = 0, taken_ = 0;  // bytes
  KeepStatus status_;
};

}  // namespace reverie
