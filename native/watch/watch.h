// A page about one run, on this computer only: native/serve's server, a record of the folder, and the pictures in it.
// Nothing else of the folder is answered, neither snapshots nor the packed pictures.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

#include "native/serve/serve.h"
#include "native/watch/run_record.h"

namespace reverie {

inline constexpr std::uint16_t usual_watch_port = 8020;

class RunWatch {
 public:
  // Without a port the usual one, or any free one where that is taken; with 0 any free one. Fails where `run` is no run
  // or the port that was asked for is taken.
  static Result<std::unique_ptr<RunWatch>> start(const std::filesystem::path& run, std::optional<std::uint16_t> port);
  RunWatch(const RunWatch&) = delete;
  RunWatch& operator=(const RunWatch&) = delete;

  std::string address() const { return "http://127.0.0.1:" + std::to_string(server_->port()) + "/"; }
  std::uint16_t port() const { return server_->port(); }
  // When a run has ended: gives the pages that are open the time to fetch that, and the last pictures. Returns at once
  // when none has asked lately, and after `most` in any case.
  void let_pages_see_the_end(std::chrono::milliseconds most) const;

 private:
  RunWatch(RunReader reader, std::filesystem::path root) : reader_(std::move(reader)), root_(std::move(root)) {}
  std::optional<Answer> answer(const std::string& path);
  Answer record();

  std::mutex mutex_;
  RunReader reader_;
  std::filesystem::path root_;  // canonical
  std::atomic<std::chrono::steady_clock::time_point> asked_{};
  std::atomic<bool> told_end_ = false;
  std::unique_ptr<Server> server_;  // last: it ends before what it asks
};

}  // namespace reverie
