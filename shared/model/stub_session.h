// StubSession: a Session without a runtime. It paints a smooth, deterministic picture from what goes in, so that
// pieces, players and hosts are tested, and a page can show something, before any graph is there.
#pragma once

#include <memory>

#include "shared/model/lane_queue.h"
#include "shared/model/model.h"
#include "shared/model/session.h"

namespace reverie {

class StubSession : public Session {
 public:
  // A job needs `delay_polls` polls after the one that starts it (of any ticket); 0 answers at the first poll.
  explicit StubSession(std::shared_ptr<const Model> model, int delay_polls = 0);

  Ticket submit(NamedTensors inputs, const SubmitOptions& options) override;
  TicketState poll(Ticket ticket) override;
  Result<NamedTensors> take(Ticket ticket) override;
  void cancel(Ticket ticket) override;
  bool idle() override;

  // As if the engine died: everything queued or running fails with this sentence.
  void fail_all(const std::string& sentence);
  int finished_jobs() const { return finished_jobs_; }

 private:
  std::shared_ptr<const Model> model_;
  int delay_polls_;
  int polls_left_ = 0;
  int finished_jobs_ = 0;
  std::optional<LaneQueue::Job> running_;
  LaneQueue queue_;
};

// What the stub paints: every output port of `model` in its shape. An image is a field of slow waves in the port's
// range, moved by the numbers of the first latent port and tinted by class weights; other ports are zeros. Dynamic
// dimensions take the size they have in the inputs, 64 for a picture's sides, else 1. Fails as check_inputs does.
Result<NamedTensors> stub_outputs(const Model& model, const NamedTensors& inputs);

}  // namespace reverie
