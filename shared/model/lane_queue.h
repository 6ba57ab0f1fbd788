// LaneQueue: the bookkeeping of tickets, lanes and policies that every Session shares. It runs nothing: an engine asks
// for the next job, runs it one at a time and hands the result back. Not thread-safe; guard it where a thread runs jobs.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>

#include "shared/model/session.h"

namespace reverie {

class LaneQueue {
 public:
  struct Job {
    Ticket ticket = 0;
    NamedTensors inputs;
  };

  Ticket submit(NamedTensors inputs, const SubmitOptions& options);
  // The oldest queued job, marked running; nullopt when none is queued or one is running.
  std::optional<Job> start_next();
  // A cancelled job's result is dropped.
  void finish(Ticket ticket, Result<NamedTensors> outputs);
  TicketState poll(Ticket ticket) const;
  Result<NamedTensors> take(Ticket ticket);
  void cancel(Ticket ticket);
  // Fails everything queued or running with this sentence (the engine died).
  void fail_all(const std::string& sentence);
  bool idle() const;

 private:
  struct Queued {
    Job job;
    std::string lane;
    Policy policy;
  };
  struct Finished {
    TicketState state;
    std::optional<Result<NamedTensors>> outputs;
  };
  Ticket last_ticket_ = 0;
  Ticket running_ = 0;
  bool running_cancelled_ = false;
  std::deque<Queued> queue_;
  std::map<Ticket, Finished> finished_;
};

}  // namespace reverie
