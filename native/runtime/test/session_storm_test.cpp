// Sessions under random use: loaded, asked, replaced, cancelled and let go in every order. Nothing hangs, and every
// picture that arrives is the one that was asked for. The long form (REVERIE_SOAK=1) belongs to `make soak`.
#include <gtest/gtest.h>
#include <malloc.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "native/runtime/ort_session.h"
#include "native/runtime/test/tiny_onnx.h"
#include "shared/model/stub_session.h"

namespace reverie {
namespace {

// A kind of session, and what it must answer.
struct Kind {
  const char* name;
  std::shared_ptr<Session> (*make)();
  float (*distance)(const NamedTensors& inputs, const NamedTensors& outputs);  // largest, from what is right
};

std::shared_ptr<const Model> tiny_model() {
  static const auto model = std::make_shared<const Model>(tiny::model());
  return model;
}

float distance_to(const std::vector<float>& right, std::span<const float> drawn) {
  float largest = right.size() == drawn.size() ? 0 : INFINITY;
  for (std::size_t i = 0; i < std::min(right.size(), drawn.size()); ++i)
    largest = std::max(largest, std::abs(right[i] - drawn[i]));
  return largest;
}

std::shared_ptr<Session> make_ort() {
  static const Bytes graph = tiny::graph_bytes();
  auto made = ort_session_from_bytes(tiny_model(), graph);
  return made ? *made : nullptr;
}

float ort_distance(const NamedTensors& inputs, const NamedTensors& outputs) {
  const auto z = inputs[0].tensor.floats(), mood = inputs[1].tensor.floats();
  std::vector<float> right;
  for (std::ptrdiff_t row = 0; row < inputs[0].tensor.shape()[0]; ++row) {
    const auto own = tiny::expected_row({z.begin() + row * tiny::z_size, z.begin() + (row + 1) * tiny::z_size},
                                        {mood.begin() + row * tiny::moods, mood.begin() + (row + 1) * tiny::moods});
    right.insert(right.end(), own.begin(), own.end());
  }
  return distance_to(right, outputs[0].tensor.floats());
}

std::shared_ptr<Session> make_stub() { return std::make_shared<StubSession>(tiny_model(), 2); }

float stub_distance(const NamedTensors& inputs, const NamedTensors& outputs) {
  const auto right = stub_outputs(*tiny_model(), inputs);
  const auto floats = right->front().tensor.floats();
  return distance_to({floats.begin(), floats.end()}, outputs[0].tensor.floats());
}

NamedTensors random_inputs(Random& random) {
  const std::int64_t rows = 1 + random.below(3);
  std::vector<float> z, mood;
  for (std::int64_t i = 0; i < rows * tiny::z_size; ++i) z.push_back(static_cast<float>(random.normal()));
  for (std::int64_t i = 0; i < rows * tiny::moods; ++i) mood.push_back(static_cast<float>(random.uniform()));
  return {{"z", *Tensor::from_floats({rows, tiny::z_size}, z)},
          {"mood", *Tensor::from_floats({rows, tiny::moods}, mood)}};
}

class Storm {
 public:
  Storm(const Kind& kind, std::uint64_t seed) : kind_(kind), random_(seed) {}

  void run() {
    for (int step = 0; step < 12; ++step) act();
    for (auto& live : sessions_)
      for (auto& job : live.jobs) settle(*live.session, job);
  }
  int pictures() const { return pictures_; }

 private:
  struct Job {
    Ticket ticket;
    NamedTensors inputs;
  };
  struct Live {
    std::shared_ptr<Session> session;
    std::vector<Job> jobs;
  };

  void act() {
    const std::uint32_t choice = random_.below(10);
    if (sessions_.empty() || (choice == 0 && sessions_.size() < 3)) {
      sessions_.push_back({kind_.make(), {}});
      ASSERT_NE(sessions_.back().session, nullptr);
      return;
    }
    Live& live = sessions_[random_.below(static_cast<std::uint32_t>(sessions_.size()))];
    if (choice <= 5) {
      submit(live);
    } else if (choice == 6) {  // let go with whatever it is doing
      std::swap(live, sessions_.back());
      sessions_.pop_back();
    } else if (choice == 7) {  // another one in its place
      live = {kind_.make(), {}};
    } else if (!live.jobs.empty()) {
      const auto at = random_.below(static_cast<std::uint32_t>(live.jobs.size()));
      if (choice == 8)
        live.session->cancel(live.jobs[at].ticket);
      else
        settle(*live.session, live.jobs[at]);
    }
  }

  void submit(Live& live) {
    const char* lanes[] = {"a", "b", "c"};
    NamedTensors inputs = random_inputs(random_);
    const bool latest = random_.below(2) == 0;
    const Ticket ticket = live.session->submit(
        inputs, {.lane = lanes[random_.below(3)], .policy = latest ? Policy::latest : Policy::every});
    live.jobs.push_back({ticket, std::move(inputs)});
  }

  void settle(Session& session, Job& job) {
    const auto began = std::chrono::steady_clock::now();
    while (session.poll(job.ticket) == TicketState::pending) {
      ASSERT_LT(std::chrono::steady_clock::now() - began, std::chrono::minutes(2)) << "hangs";
      std::this_thread::yield();
    }
    const TicketState state = session.poll(job.ticket);
    const auto outputs = session.take(job.ticket);
    ASSERT_EQ(outputs.ok(), state == TicketState::ready) << (outputs.ok() ? "" : outputs.error().message);
    if (!outputs) return;
    ++pictures_;
    ASSERT_LE(kind_.distance(job.inputs, *outputs), 1e-5f) << "the picture of another";
  }

  const Kind& kind_;
  Random random_;
  std::vector<Live> sessions_;
  int pictures_ = 0;
};

class Sessions : public ::testing::TestWithParam<Kind> {};

TEST_P(Sessions, AThousandInterleavings) {
  int pictures = 0;
  for (std::uint64_t seed = 1; seed <= 1000 && !HasFatalFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Storm storm(GetParam(), seed);
    storm.run();
    pictures += storm.pictures();
  }
  EXPECT_GT(pictures, 1000);
}

#if !defined(__SANITIZE_ADDRESS__)  // whose heap keeps what was freed
// 1,000 runs and 200 swaps, after as many to warm up; a tenth of that in the suite.
TEST_P(Sessions, SoakWithoutGrowth) {
  const int rounds = std::getenv("REVERIE_SOAK") != nullptr ? 200 : 20;
  Random random(9);
  const auto campaign = [&] {
    for (int round = 0; round < rounds; ++round) {
      const auto session = GetParam().make();
      for (int run = 0; run < 5; ++run) {
        const NamedTensors inputs = random_inputs(random);
        const auto outputs = run_and_wait(*session, inputs);
        ASSERT_TRUE(outputs.ok());
        ASSERT_LE(GetParam().distance(inputs, *outputs), 1e-5f);
      }
    }
  };
  campaign();
  const auto before = static_cast<double>(mallinfo2().uordblks);
  campaign();
  const auto after = static_cast<double>(mallinfo2().uordblks);
  EXPECT_LE(after, before * 1.02 + 65536) << "grew from " << before << " bytes";
}
#endif

INSTANTIATE_TEST_SUITE_P(Each, Sessions,
                         ::testing::Values(Kind{"ort", make_ort, ort_distance}, Kind{"stub", make_stub, stub_distance}),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace reverie
