// Work on many things with several threads, handed over in order: what comes out never depends on how many threads
// there were, and no more than a window of results waits in memory.
#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace reverie {

// `asked` threads, or all cores where it is 0; never more than there are things.
inline std::size_t worker_count(int asked, std::size_t things) {
  const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
  const std::size_t wanted = asked > 0 ? static_cast<std::size_t>(asked) : cores;
  return std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(things, 1));
}

// Calls make(i) for i in [0, count) on `threads` workers, and take(i, result) on the caller's thread, i rising by one.
template <class T, class Make, class Take>
void in_order(std::size_t count, int threads, const Make& make, const Take& take) {
  const std::size_t workers = worker_count(threads, count), window = workers * 8;
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::optional<T>> ready(window);
  std::size_t next = 0, taken = 0;

  const auto work = [&] {
    for (;;) {
      std::size_t mine = 0;
      {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return next >= count || next < taken + window; });
        if (next >= count) return;
        mine = next++;
      }
      T result = make(mine);
      const std::lock_guard lock(mutex);
      ready[mine % window] = std::move(result);
      changed.notify_all();
    }
  };
  std::vector<std::jthread> crew;
  for (std::size_t i = 0; i < workers; ++i) crew.emplace_back(work);
  for (std::size_t i = 0; i < count; ++i) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return ready[i % window].has_value(); });
    T result = std::move(*ready[i % window]);
    ready[i % window].reset();
    taken = i + 1;
    changed.notify_all();
    lock.unlock();
    take(i, std::move(result));
  }
}

// Lets work of known size begin only while what is under way stays within a budget. Something larger than the whole
// budget runs alone.
class Budget {
 public:
  explicit Budget(std::uint64_t bytes) : all_(bytes), left_(bytes) {}
  class Share {
   public:
    Share(Budget& budget, std::uint64_t bytes) : budget_(budget), bytes_(budget.take(bytes)) {}
    ~Share() { budget_.give(bytes_); }
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;

   private:
    Budget& budget_;
    std::uint64_t bytes_;
  };

 private:
  std::uint64_t take(std::uint64_t bytes) {
    const std::uint64_t wanted = std::min(bytes, all_);
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return left_ >= wanted; });
    left_ -= wanted;
    return wanted;
  }
  void give(std::uint64_t bytes) {
    {
      const std::lock_guard lock(mutex_);
      left_ += bytes;
    }
    changed_.notify_all();
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t all_, left_;
};

}  // namespace reverie
