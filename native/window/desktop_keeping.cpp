#include "native/window/desktop_keeping.h"

#include <cstdio>

namespace reverie {

namespace {

constexpr std::size_t most_waiting = 64 << 20;

}  // namespace

Result<std::unique_ptr<Keeping>> DesktopKeeping::create(const std::filesystem::path& path, const KeepOrder& order) {
  auto file = KeptFile::create(path, order);
  if (!file) return file.error();
  return std::unique_ptr<Keeping>(new DesktopKeeping(path, std::move(*file)));
}

DesktopKeeping::DesktopKeeping(std::filesystem::path path, std::unique_ptr<KeptFile> file)
    : path_(std::move(path)), file_(std::move(file)), thread_([this] { work(); }) {}

DesktopKeeping::~DesktopKeeping() {
  {
    const std::lock_guard lock(mutex_);
    given_up_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

bool DesktopKeeping::wants_rows() {
  const std::lock_guard lock(mutex_);
  return waiting_bytes_ < most_waiting;
}

void DesktopKeeping::add_rows(std::span<const std::uint8_t> rows) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.emplace_back(rows.begin(), rows.end());
    waiting_bytes_ += rows.size();
  }
  changed_.notify_all();
}

void DesktopKeeping::finish() {
  {
    const std::lock_guard lock(mutex_);
    finishing_ = true;
  }
  changed_.notify_all();
}

KeepStatus DesktopKeeping::status() {
  const std::lock_guard lock(mutex_);
  return status_;
}

// One band, or one part of the end; true when the file is whole. The lock is open while the encoder works.
Result<bool> DesktopKeeping::next_piece(std::unique_lock<std::mutex>& lock) {
  if (waiting_.empty()) {
    lock.unlock();
    const Result<bool> whole = file_->finish_some();
    lock.lock();
    return whole;
  }
  const Bytes rows = std::move(waiting_.front());
  waiting_.pop_front();
  lock.unlock();
  const Result<void> added = file_->add_rows(rows);
  lock.lock();
  waiting_bytes_ -= rows.size();
  return added ? Result<bool>(false) : added.error();
}

void DesktopKeeping::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return given_up_ || finishing_ || !waiting_.empty(); });
    if (given_up_) break;
    const Result<bool> whole = next_piece(lock);
    if (whole && !*whole) continue;
    status_ = whole ? KeepStatus{KeepStatus::done, 1, ""} : KeepStatus{KeepStatus::failed, 0, whole.error().message};
    if (whole) {
      std::printf("%s\n", path_.c_str());
      std::fflush(stdout);
    }
    break;
  }
  lock.unlock();
  file_.reset();  // what is not whole goes away with it
}

}  // namespace reverie
