#include "shared/model/lane_queue.h"

#include <algorithm>

namespace reverie {

namespace {

std::string sentence_for(Ticket ticket, const char* what) { return "Job " + std::to_string(ticket) + " " + what; }

}  // namespace

Ticket LaneQueue::submit(NamedTensors inputs, const SubmitOptions& options) {
  Queued fresh{{++last_ticket_, std::move(inputs)}, options.lane, options.policy};
  const Ticket ticket = fresh.job.ticket;
  if (!replace_queued(fresh)) queue_.push_back(std::move(fresh));
  return ticket;
}

// True if `fresh` stands in the place of the one it replaced.
bool LaneQueue::replace_queued(Queued& fresh) {
  if (fresh.policy != Policy::latest) return false;
  const auto same_lane = [&](const Queued& queued) { return queued.lane == fresh.lane; };
  const auto old = std::find_if(queue_.begin(), queue_.end(), [&](const Queued& queued) {
    return same_lane(queued) && queued.policy == Policy::latest;  // there is one at most
  });
  if (old == queue_.end()) return false;
  const Ticket replaced = old->job.ticket;
  settle(replaced, TicketState::replaced, Error{sentence_for(replaced, "was replaced by a newer one; it is not run.")});
  if (std::any_of(std::next(old), queue_.end(), same_lane)) {
    queue_.erase(old);
    return false;
  }
  *old = std::move(fresh);
  return true;
}

std::optional<LaneQueue::Job> LaneQueue::start_next() {
  if (running_ != 0 || queue_.empty()) return std::nullopt;
  Job job = std::move(queue_.front().job);
  queue_.pop_front();
  running_ = job.ticket;
  running_cancelled_ = false;
  return job;
}

void LaneQueue::finish(Ticket ticket, Result<NamedTensors> outputs, double milliseconds) {
  if (ticket == 0 || ticket != running_) return;
  running_ = 0;
  count(outputs, milliseconds);
  if (running_cancelled_) return;
  const TicketState state = outputs.ok() ? TicketState::ready : TicketState::failed;
  settle(ticket, state, std::move(outputs));
}

// A cancelled job was run all the same, so it counts.
void LaneQueue::count(const Result<NamedTensors>& outputs, double milliseconds) {
  constexpr double weight = 0.2;  // of the newest: some five runs are remembered
  if (!outputs.ok() || outputs->empty() || !(milliseconds > 0)) return;
  const Shape& shape = outputs->front().tensor.shape();
  const double each = milliseconds / static_cast<double>(shape.empty() ? 1 : std::max<std::int64_t>(1, shape[0]));
  milliseconds_a_picture_ += (each - milliseconds_a_picture_) * (milliseconds_a_picture_ > 0 ? weight : 1);
}

TicketState LaneQueue::poll(Ticket ticket) const {
  if (const auto found = finished_.find(ticket); found != finished_.end()) return found->second.state;
  if (ticket != 0 && ticket == running_ && !running_cancelled_) return TicketState::pending;
  const bool queued =
      std::any_of(queue_.begin(), queue_.end(), [&](const Queued& entry) { return entry.job.ticket == ticket; });
  return queued ? TicketState::pending : TicketState::unknown;
}

Result<NamedTensors> LaneQueue::take(Ticket ticket) {
  const auto found = finished_.find(ticket);
  if (found == finished_.end()) {
    return Error{poll(ticket) == TicketState::pending
                     ? sentence_for(ticket, "is not done yet; its result stays to come.")
                     : sentence_for(ticket, "is not known; it has no result.")};
  }
  Result<NamedTensors> outputs = std::move(found->second.outputs);
  if (!outputs.ok()) std::erase(empty_handed_, ticket);
  finished_.erase(found);
  return outputs;
}

void LaneQueue::cancel(Ticket ticket) {
  const auto queued =
      std::find_if(queue_.begin(), queue_.end(), [&](const Queued& entry) { return entry.job.ticket == ticket; });
  const auto done = finished_.find(ticket);
  const bool is_running = ticket != 0 && ticket == running_ && !running_cancelled_;
  if (queued != queue_.end()) {
    queue_.erase(queued);
  } else if (is_running) {
    running_cancelled_ = true;
  } else if (done != finished_.end() && done->second.state == TicketState::ready) {
    finished_.erase(done);
  } else {
    return;
  }
  settle(ticket, TicketState::cancelled, Error{sentence_for(ticket, "was cancelled; it has no result.")});
}

void LaneQueue::fail_all(const std::string& sentence) {
  if (running_ != 0 && !running_cancelled_) settle(running_, TicketState::failed, Error{sentence});
  running_ = 0;
  const std::deque<Queued> queued = std::exchange(queue_, {});
  for (const Queued& entry : queued) settle(entry.job.ticket, TicketState::failed, Error{sentence});
}

bool LaneQueue::idle() const { return running_ == 0 && queue_.empty(); }

void LaneQueue::settle(Ticket ticket, TicketState state, Result<NamedTensors> outputs) {
  const bool empty_handed = !outputs.ok();
  finished_.insert_or_assign(ticket, Finished{state, std::move(outputs)});
  if (!empty_handed) return;
  empty_handed_.push_back(ticket);
  if (empty_handed_.size() > max_remembered) {
    finished_.erase(empty_handed_.front());
    empty_handed_.pop_front();
  }
}

}  // namespace reverie
