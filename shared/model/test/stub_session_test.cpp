#include "shared/model/stub_session.h"

#include <gtest/gtest.h>

#include <cmath>

#include "shared/model/port_check.h"
#include "shared/model/test/samples.h"

namespace reverie {
namespace {

std::shared_ptr<const Model> shared_model() { return std::make_shared<const Model>(good_model()); }

float largest_difference(const Tensor& a, const Tensor& b) {
  float largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::fabs(a.floats()[i] - b.floats()[i]));
  return largest;
}

Tensor picture(const NamedTensors& inputs) { return (*stub_outputs(good_model(), inputs)).at(0).tensor; }

TEST(StubOutputs, AreSoundAndInRange) {
  const Model model = good_model();
  const NamedTensors outputs = *stub_outputs(model, good_inputs(3));
  EXPECT_TRUE(check_outputs(model, outputs).ok());
  EXPECT_EQ(outputs.at(0).tensor.shape(), (Shape{3, 3, 32, 32}));
  for (const float value : outputs[0].tensor.floats()) {
    ASSERT_GE(value, -1.0f);
    ASSERT_LE(value, 1.0f);
  }
}

TEST(StubOutputs, AreSmoothInThePictureAndInTheCode) {
  const Tensor here = picture(good_inputs(1, 0.5f)), near = picture(good_inputs(1, 0.501f)),
               far = picture(good_inputs(1, -1));
  for (std::size_t i = 0; i + 1 < here.size(); ++i) {
    if (i % 32 == 31) continue;
    ASSERT_LT(std::fabs(here.floats()[i] - here.floats()[i + 1]), 0.5f);
  }
  EXPECT_GT(largest_difference(here, near), 0);
  EXPECT_LT(largest_difference(here, near), 0.1f);
  EXPECT_GT(largest_difference(here, far), 0.3f);
  EXPECT_EQ(largest_difference(here, picture(good_inputs(1, 0.5f))), 0);
}

TEST(StubOutputs, LabelsAndRowsOfABatchCount) {
  NamedTensors labelled = good_inputs(1);
  labelled[1].tensor.floats()[2] = 1;
  EXPECT_GT(largest_difference(picture(good_inputs(1)), picture(labelled)), 0.05f);
  NamedTensors batch = good_inputs(2, 0.5f);
  for (std::size_t i = 64; i < 128; ++i) batch[0].tensor.floats()[i] = -1;
  const Tensor both = picture(batch);
  const auto second = both.floats().subspan(3 * 32 * 32);
  const Tensor alone = picture(good_inputs(1, -1));
  EXPECT_TRUE(std::equal(second.begin(), second.end(), alone.floats().begin()));
}

TEST(StubOutputs, DynamicSidesAndFailures) {
  Model model = good_model();
  model.outputs[0].shape = {{-1, "N"}, {1, ""}, {-1, "H"}, {-1, "W"}};
  EXPECT_EQ((*stub_outputs(model, good_inputs(2))).at(0).tensor.shape(), (Shape{2, 1, 64, 64}));
  EXPECT_FALSE(stub_outputs(model, {}).ok());
  EXPECT_EQ(
      stub_outputs(good_model(), good_inputs(6000)).error().message,
      "The shape (6000,3,32,32) has more elements than the 16777216 that a tensor may hold, so nothing is allocated.");
}

TEST(StubSession, AnswersAfterItsDelay) {
  StubSession session(shared_model(), 2);
  const Ticket ticket = session.submit(good_inputs(1), {});
  EXPECT_EQ(session.poll(ticket), TicketState::pending);
  EXPECT_EQ(session.poll(ticket), TicketState::pending);
  EXPECT_FALSE(session.idle());
  EXPECT_EQ(session.poll(ticket), TicketState::ready);
  EXPECT_TRUE(session.idle());
  EXPECT_EQ(session.take(ticket)->at(0).name, "image");
  EXPECT_EQ(session.poll(ticket), TicketState::unknown);
}

TEST(StubSession, WithoutDelayTheFirstPollIsReady) {
  StubSession session(shared_model());
  const Ticket first = session.submit(good_inputs(1), {"main", Policy::every});
  const Ticket second = session.submit(good_inputs(1), {"main", Policy::every});
  EXPECT_EQ(session.poll(first), TicketState::ready);
  EXPECT_EQ(session.poll(second), TicketState::ready);
  EXPECT_EQ(session.finished_jobs(), 2);
}

TEST(StubSession, LatestReplaces) {
  StubSession session(shared_model(), 1);
  const Ticket running = session.submit(good_inputs(1), {});
  EXPECT_EQ(session.poll(running), TicketState::pending);
  const Ticket old = session.submit(good_inputs(1), {}), fresh = session.submit(good_inputs(1), {});
  EXPECT_EQ(session.poll(old), TicketState::replaced);
  while (session.poll(fresh) == TicketState::pending) {
  }
  EXPECT_EQ(session.poll(fresh), TicketState::ready);
  EXPECT_EQ(session.poll(running), TicketState::ready);
  EXPECT_EQ(session.finished_jobs(), 2);
}

TEST(StubSession, WrongInputsFailWithASentence) {
  StubSession session(shared_model());
  const Ticket ticket = session.submit({}, {});
  EXPECT_EQ(session.poll(ticket), TicketState::failed);
  EXPECT_EQ(session.take(ticket).error().message,
            "The input 'z' is missing, where the model has z, glasses; the model is not run.");
}

TEST(StubSession, CancelAndDeath) {
  StubSession session(shared_model(), 3);
  const Ticket cancelled = session.submit(good_inputs(1), {});
  session.poll(cancelled);
  session.cancel(cancelled);
  const Ticket dying = session.submit(good_inputs(1), {});
  EXPECT_EQ(session.poll(cancelled), TicketState::cancelled);
  session.fail_all("The engine died.");
  EXPECT_EQ(session.poll(dying), TicketState::failed);
  EXPECT_TRUE(session.idle());
  const Ticket after = session.submit(good_inputs(1), {});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(session.poll(after), TicketState::pending);
  EXPECT_EQ(session.poll(after), TicketState::ready);
}

}  // namespace
}  // namespace reverie
