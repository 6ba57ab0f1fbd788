// A kept file on the desktop: encoded on a thread of its own, so that the window goes on.
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <thread>

#include "native/keep/kept_file.h"
#include "shared/studio/host.h"

namespace reverie {

class DesktopKeeping final : public Keeping {
 public:
  static Result<std::unique_ptr<Keeping>> create(const std::filesystem::path& path, const KeepOrder& order);
  ~DesktopKeeping() override;
  bool wants_rows() override;
  void add_rows(std::span<const std::uint8_t> rows) override;
  void finish() override;
  KeepStatus status() override;

 private:
  DesktopKeeping(std::filesystem::path path, std::unique_ptr<KeptFile> file);
  void work();
  Result<bool> next_piece(std::unique_lock<std::mutex>& lock);

  std::filesystem::path path_;
  std::unique_ptr<KeptFile> file_;  // the thread's alone
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Bytes> waiting_;  // these are guarded by mutex_
  std::size_t waiting_bytes_ = 0;
  bool finishing_ = false, given_up_ = false;
  KeepStatus status_;
  std::thread thread_;
};

}  // namespace reverie
