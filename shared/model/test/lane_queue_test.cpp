#include "shared/model/lane_queue.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/random/random.h"

namespace reverie {
namespace {

NamedTensors numbered(std::int64_t number) { return {{"n", *Tensor::from_int64s({1}, {number})}}; }

std::int64_t number_of(const NamedTensors& tensors) { return tensors.at(0).tensor.int64s()[0]; }

const SubmitOptions latest{"main", Policy::latest}, every{"main", Policy::every};

TEST(LaneQueue, OneJobGoesThrough) {
  LaneQueue queue;
  EXPECT_TRUE(queue.idle());
  const Ticket ticket = queue.submit(numbered(5), latest);
  EXPECT_NE(ticket, 0u);
  EXPECT_EQ(queue.poll(ticket), TicketState::pending);
  const auto job = queue.start_next();
  ASSERT_TRUE(job.has_value());
  EXPECT_EQ(job->ticket, ticket);
  EXPECT_EQ(number_of(job->inputs), 5);
  EXPECT_EQ(queue.poll(ticket), TicketState::pending);
  EXPECT_FALSE(queue.idle());
  queue.finish(ticket, numbered(50));
  EXPECT_TRUE(queue.idle());
  EXPECT_EQ(queue.poll(ticket), TicketState::ready);
  EXPECT_EQ(number_of(*queue.take(ticket)), 50);
}

TEST(LaneQueue, TakingTwiceAndPollingForgottenTickets) {
  LaneQueue queue;
  const Ticket ticket = queue.submit(numbered(1), latest);
  EXPECT_EQ(queue.take(ticket).error().message, "Job 1 is not done yet; its result stays to come.");
  (void)queue.start_next();
  queue.finish(ticket, numbered(2));
  EXPECT_TRUE(queue.take(ticket).ok());
  EXPECT_EQ(queue.poll(ticket), TicketState::unknown);
  EXPECT_EQ(queue.take(ticket).error().message, "Job 1 is not known; it has no result.");
  EXPECT_EQ(queue.poll(0), TicketState::unknown);
  EXPECT_EQ(queue.poll(77), TicketState::unknown);
}

TEST(LaneQueue, OnlyOneJobRuns) {
  LaneQueue queue;
  const Ticket first = queue.submit(numbered(1), every);
  queue.submit(numbered(2), every);
  EXPECT_TRUE(queue.start_next().has_value());
  EXPECT_FALSE(queue.start_next().has_value());
  queue.finish(first, numbered(0));
  EXPECT_TRUE(queue.start_next().has_value());
}

TEST(LaneQueue, LatestReplacesWhatHasNotStarted) {
  LaneQueue queue;
  const Ticket running = queue.submit(numbered(1), latest);
  (void)queue.start_next();
  const Ticket second = queue.submit(numbered(2), latest), third = queue.submit(numbered(3), latest);
  EXPECT_EQ(queue.poll(running), TicketState::pending);
  EXPECT_EQ(queue.poll(second), TicketState::replaced);
  EXPECT_EQ(queue.take(second).error().message, "Job 2 was replaced by a newer one; it is not run.");
  queue.finish(running, numbered(0));
  EXPECT_EQ(queue.start_next()->ticket, third);
  EXPECT_FALSE(queue.start_next().has_value());
}

TEST(LaneQueue, EveryKeepsAllInOrder) {
  LaneQueue queue;
  std::vector<Ticket> tickets;
  for (int i = 0; i < 5; ++i) tickets.push_back(queue.submit(numbered(i), every));
  for (const Ticket ticket : tickets) {
    EXPECT_EQ(queue.start_next()->ticket, ticket);
    queue.finish(ticket, numbered(0));
  }
}

TEST(LaneQueue, LatestLeavesEveryAndOtherLanesAlone) {
  LaneQueue queue;
  const Ticket other = queue.submit(numbered(1), {"other", Policy::latest});
  const Ticket kept = queue.submit(numbered(2), every);
  const Ticket replaced = queue.submit(numbered(3), latest);
  const Ticket newest = queue.submit(numbered(4), latest);
  EXPECT_EQ(queue.poll(other), TicketState::pending);
  EXPECT_EQ(queue.poll(kept), TicketState::pending);
  EXPECT_EQ(queue.poll(replaced), TicketState::replaced);
  EXPECT_EQ(queue.poll(newest), TicketState::pending);
}

TEST(LaneQueue, TwoLanesResubmittedEveryFrameTakeTurns) {
  LaneQueue queue;
  int started[2] = {};
  for (int frame = 0; frame < 100; ++frame) {  // one job a frame is done, two are wanted
    const Ticket a = queue.submit(numbered(0), {"a", Policy::latest});
    queue.submit(numbered(1), {"b", Policy::latest});
    const auto job = queue.start_next();
    ++started[number_of(job->inputs)];
    queue.finish(job->ticket, numbered(0));
    (void)a;
  }
  EXPECT_EQ(started[0], 50);
  EXPECT_EQ(started[1], 50);
}

TEST(LaneQueue, LaneOrderIsKeptWhereKindsMix) {
  LaneQueue queue;
  queue.submit(numbered(1), latest);
  const Ticket second = queue.submit(numbered(2), every), third = queue.submit(numbered(3), latest);
  EXPECT_EQ(queue.start_next()->ticket, second);
  queue.finish(second, numbered(0));
  EXPECT_EQ(queue.start_next()->ticket, third);
}

TEST(LaneQueue, CancelQueued) {
  LaneQueue queue;
  const Ticket ticket = queue.submit(numbered(1), every);
  queue.cancel(ticket);
  EXPECT_EQ(queue.poll(ticket), TicketState::cancelled);
  EXPECT_TRUE(queue.idle());
  EXPECT_FALSE(queue.start_next().has_value());
  EXPECT_EQ(queue.take(ticket).error().message, "Job 1 was cancelled; it has no result.");
}

TEST(LaneQueue, CancelRunningDropsTheResult) {
  LaneQueue queue;
  const Ticket ticket = queue.submit(numbered(1), every);
  (void)queue.start_next();
  queue.cancel(ticket);
  EXPECT_EQ(queue.poll(ticket), TicketState::cancelled);
  EXPECT_FALSE(queue.idle()) << "the engine is still at it";
  EXPECT_FALSE(queue.start_next().has_value());
  queue.finish(ticket, numbered(9));
  EXPECT_EQ(queue.poll(ticket), TicketState::cancelled);
  EXPECT_TRUE(queue.idle());
  const Ticket next = queue.submit(numbered(2), every);
  (void)queue.start_next();
  queue.finish(next, numbered(10));
  EXPECT_EQ(queue.poll(next), TicketState::ready);
}

TEST(LaneQueue, CancelReadyAndForgottenTickets) {
  LaneQueue queue;
  const Ticket ticket = queue.submit(numbered(1), every);
  (void)queue.start_next();
  queue.finish(ticket, numbered(9));
  queue.cancel(ticket);
  EXPECT_EQ(queue.poll(ticket), TicketState::cancelled);
  EXPECT_FALSE(queue.take(ticket).ok());
  queue.cancel(ticket);
  queue.cancel(0);
  EXPECT_EQ(queue.poll(ticket), TicketState::unknown);
}

TEST(LaneQueue, AFailureCarriesItsSentence) {
  LaneQueue queue;
  const Ticket ticket = queue.submit(numbered(1), latest);
  (void)queue.start_next();
  queue.finish(ticket, Error{"The model broke."});
  EXPECT_EQ(queue.poll(ticket), TicketState::failed);
  EXPECT_EQ(queue.take(ticket).error().message, "The model broke.");
  EXPECT_EQ(queue.poll(ticket), TicketState::unknown);
}

TEST(LaneQueue, FailAllFailsQueuedAndRunning) {
  LaneQueue queue;
  const Ticket ready = queue.submit(numbered(0), every);
  (void)queue.start_next();
  queue.finish(ready, numbered(7));
  const Ticket running = queue.submit(numbered(1), every), queued = queue.submit(numbered(2), every);
  (void)queue.start_next();
  queue.fail_all("The engine died.");
  EXPECT_TRUE(queue.idle());
  EXPECT_EQ(queue.poll(ready), TicketState::ready);
  EXPECT_EQ(queue.take(running).error().message, "The engine died.");
  EXPECT_EQ(queue.take(queued).error().message, "The engine died.");
  queue.finish(running, numbered(8));  // an answer from beyond
  EXPECT_EQ(queue.poll(running), TicketState::unknown);
  const Ticket fresh = queue.submit(numbered(3), every);
  EXPECT_EQ(queue.start_next()->ticket, fresh);
}

TEST(LaneQueue, FinishOfSomethingElseIsIgnored) {
  LaneQueue queue;
  const Ticket ticket = queue.submit(numbered(1), every);
  queue.finish(ticket, numbered(9));
  EXPECT_EQ(queue.poll(ticket), TicketState::pending);
  queue.finish(0, numbered(9));
  EXPECT_EQ(queue.poll(0), TicketState::unknown);
}

TEST(LaneQueue, ReplacedTicketsThatNobodyTakesAreBounded) {
  LaneQueue queue;
  const Ticket first = queue.submit(numbered(0), latest);
  for (std::size_t i = 0; i < LaneQueue::max_remembered; ++i) queue.submit(numbered(0), latest);
  EXPECT_EQ(queue.poll(first), TicketState::replaced);
  const Ticket last = queue.submit(numbered(0), latest);
  EXPECT_EQ(queue.poll(first), TicketState::unknown);
  EXPECT_EQ(queue.poll(first + 1), TicketState::replaced);
  EXPECT_EQ(queue.poll(last), TicketState::pending);
}

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
