#include <gtest/gtest.h>

#include <vector>

#include "shared/model/lane_queue.h"
#include "shared/random/random.h"

namespace reverie {
namespace {

NamedTensors numbered(std::int64_t number) { return {{"n", *Tensor::from_int64s({1}, {number})}}; }

std::int64_t number_of(const NamedTensors& tensors) { return tensors.at(0).tensor.int64s()[0]; }

// The plainest thing that keeps the contract: a list of all jobs ever, searched from the front.
struct Oracle {
  struct Entry {
    std::string lane;
    Policy policy;
    TicketState state;
    double place;  // in the queue
  };
  std::vector<Entry> entries;
  Ticket running = 0;
  bool silenced = false;  // the running job was cancelled

  Entry* find(Ticket ticket) { return ticket >= 1 && ticket <= entries.size() ? &entries[ticket - 1] : nullptr; }
  bool queued(std::size_t index) { return entries[index].state == TicketState::pending && index + 1 != running; }

  Ticket submit(const SubmitOptions& options) {
    double place = static_cast<double>(entries.size());
    for (std::size_t i = 0; i < entries.size() && options.policy == Policy::latest; ++i) {
      if (!queued(i) || entries[i].lane != options.lane || entries[i].policy != Policy::latest) continue;
      entries[i].state = TicketState::replaced;
      bool last = true;
      for (std::size_t k = 0; k < entries.size(); ++k) {
        last = last && !(queued(k) && entries[k].lane == options.lane && entries[k].place > entries[i].place);
      }
      if (last) place = entries[i].place;
    }
    entries.push_back({options.lane, options.policy, TicketState::pending, place});
    return entries.size();
  }
  Ticket start() {
    if (running != 0) return 0;
    Ticket first = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (queued(i) && (first == 0 || entries[i].place < entries[first - 1].place)) first = i + 1;
    }
    running = first;
    silenced = false;
    return first;
  }
  void finish(TicketState state) {
    if (running != 0 && !silenced) entries[running - 1].state = state;
    running = 0;
  }
  void cancel(Ticket ticket) {
    Entry* entry = find(ticket);
    if (entry == nullptr || (entry->state != TicketState::pending && entry->state != TicketState::ready)) return;
    entry->state = TicketState::cancelled;
    if (ticket == running) silenced = true;
  }
  void fail_all() {
    for (Entry& entry : entries) {
      if (entry.state == TicketState::pending) entry.state = TicketState::failed;
    }
    running = 0;
  }
  void take(Ticket ticket) {
    Entry* entry = find(ticket);
    if (entry != nullptr && entry->state != TicketState::pending) entry->state = TicketState::unknown;
  }
  bool idle() {
    for (const Entry& entry : entries) {
      if (entry.state == TicketState::pending) return false;
    }
    return running == 0;
  }
};

void one_action(LaneQueue& queue, Oracle& oracle, Random& random) {
  const auto any_ticket = [&] { return Ticket{random.below(static_cast<std::uint32_t>(oracle.entries.size()) + 2)}; };
  const std::uint32_t action = random.below(100);
  if (action < 40) {
    const SubmitOptions options{random.below(2) == 0 ? "a" : "b",
                                random.below(3) == 0 ? Policy::every : Policy::latest};
    const Ticket ticket = oracle.submit(options);
    ASSERT_EQ(queue.submit(numbered(static_cast<std::int64_t>(ticket)), options), ticket);
  } else if (action < 60) {
    const Ticket wanted = oracle.start();
    const auto job = queue.start_next();
    ASSERT_EQ(job.has_value() ? job->ticket : 0, wanted);
    if (job) {
      ASSERT_EQ(number_of(job->inputs), static_cast<std::int64_t>(wanted));
    }
  } else if (action < 80) {
    const bool good = random.below(4) != 0;
    const Ticket ticket = oracle.running;
    oracle.finish(good ? TicketState::ready : TicketState::failed);
    queue.finish(ticket, good ? Result<NamedTensors>(numbered(static_cast<std::int64_t>(ticket))) : Error{"no"});
  } else if (action < 88) {
    const Ticket ticket = any_ticket();
    oracle.cancel(ticket);
    queue.cancel(ticket);
  } else if (action < 98) {
    const Ticket ticket = any_ticket();
    const bool ready = oracle.find(ticket) != nullptr && oracle.find(ticket)->state == TicketState::ready;
    const Result<NamedTensors> taken = queue.take(ticket);
    ASSERT_EQ(taken.ok(), ready);
    if (ready) {
      ASSERT_EQ(number_of(*taken), static_cast<std::int64_t>(ticket));
    }
    oracle.take(ticket);
  } else {
    oracle.fail_all();
    queue.fail_all("The engine died.");
  }
}

TEST(LaneQueue, AThousandRandomInterleavingsAgreeWithThePlainestList) {
  for (std::uint64_t run = 0; run < 1000; ++run) {
    SCOPED_TRACE(run);
    LaneQueue queue;
    Oracle oracle;
    Random random(99, run);
    for (int i = 0; i < 60; ++i) {
      ASSERT_NO_FATAL_FAILURE(one_action(queue, oracle, random));
      ASSERT_EQ(queue.idle(), oracle.idle());
      for (Ticket ticket = 0; ticket <= oracle.entries.size() + 1; ++ticket) {
        const Oracle::Entry* entry = oracle.find(ticket);
        ASSERT_EQ(queue.poll(ticket), entry == nullptr ? TicketState::unknown : entry->state) << ticket;
      }
    }
  }
}

}  // namespace
}  // namespace reverie
