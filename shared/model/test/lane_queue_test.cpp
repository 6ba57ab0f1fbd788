#include "shared/model/lane_queue.h"

#include <gtest/gtest.h>

#include <vector>

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

TEST(LaneQueue, TellsWhatAPictureCosts) {
  LaneQueue queue;
  EXPECT_EQ(queue.milliseconds_a_picture(), 0);
  const auto run = [&](std::int64_t pictures, double milliseconds) {
    const Ticket ticket = queue.submit(numbered(1), latest);
    (void)queue.start_next();
    queue.finish(ticket, NamedTensors{{"n", *Tensor::zeros({pictures, 2})}}, milliseconds);
  };
  run(4, 12);
  EXPECT_DOUBLE_EQ(queue.milliseconds_a_picture(), 3);
  run(1, 0);
  EXPECT_DOUBLE_EQ(queue.milliseconds_a_picture(), 3) << "an engine that does not know says nothing";
  run(1, 8);
  EXPECT_DOUBLE_EQ(queue.milliseconds_a_picture(), 4);
  const Ticket failing = queue.submit(numbered(1), latest);
  (void)queue.start_next();
  queue.finish(failing, Error{"It broke."}, 1000);
  EXPECT_DOUBLE_EQ(queue.milliseconds_a_picture(), 4) << "no picture came of it";
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

}  // namespace
}  // namespace reverie
