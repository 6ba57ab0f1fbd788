// LaneQueue: the bookkeeping of tickets, lanes and policies that every Session shares. It runs nothing: an engine asks
// for the next job, runs it one at a time and hands the result back. Not thread-safe; guard it where a thread runs
// jobs.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "shared/model/session.h"

namespace reverie {

class LaneQueue {
 public:
  struct Job {
    Ticket ticket = 0;
    NamedTensors inputs;
  };

  // A `latest` job replaces a queued `latest` job of its lane and takes over its place, unless a later job of the lane
  // stands behind it; so two lanes that are resubmitted every frame take turns. `every` jobs are never replaced.
  Ticket submit(NamedTensors inputs, const SubmitOptions& options);
  // The first queued job, marked running; nullopt when none is queued or one is running.
  std::optional<Job> start_next();
  // A cancelled job's result is dropped, and so is one of a ticket that is not running. `milliseconds`: what the engine
  // took for it; 0 where it does not know.
  void finish(Ticket ticket, Result<NamedTensors> outputs, double milliseconds = 0);
  TicketState poll(Ticket ticket) const;
  // A pending ticket fails here too, but is kept; every other one is forgotten.
  Result<NamedTensors> take(Ticket ticket);
  // Queued, running or ready; a running job is cancelled at once for its owner, though the engine still finishes it.
  void cancel(Ticket ticket);
  // Fails everything queued or running with this sentence (the engine died).
  void fail_all(const std::string& sentence);
  // Nothing queued and nothing running, cancelled jobs included.
  bool idle() const;
  // Of the jobs that gave pictures, counted by the first dimension of their outputs; smoothed, 0 before the first.
  double milliseconds_a_picture() const { return milliseconds_a_picture_; }

  // Replaced, failed and cancelled tickets that nobody takes are remembered only this many deep.
  static constexpr std::size_t max_remembered = 1024;

 private:
  struct Queued {
    Job job;
    std::string lane;
    Policy policy;
  };
  struct Finished {
    TicketState state;
    Result<NamedTensors> outputs;
  };
  void count(const Result<NamedTensors>& outputs, double milliseconds);
  void settle(Ticket ticket, TicketState state, Result<NamedTensors> outputs);
  bool replace_queued(Queued& fresh);

  Ticket last_ticket_ = 0;
  Ticket running_ = 0;
  bool running_cancelled_ = false;
  double milliseconds_a_picture_ = 0;
  std::deque<Queued> queue_;
  std::map<Ticket, Finished> finished_;
  std::deque<Ticket> empty_handed_;  // settled without outputs, oldest first
};

}  // namespace reverie
