// OwnLanes: a session seen by a second player. Its jobs stand on lanes of their own, so that a loop that is being kept
// and the piece on the canvas never replace each other's.
#pragma once

#include <memory>
#include <utility>

#include "shared/model/session.h"

namespace reverie {

class OwnLanes final : public Session {
 public:
  OwnLanes(std::shared_ptr<Session> session, std::string name) : session_(std::move(session)), name_(std::move(name)) {}

  Ticket submit(NamedTensors inputs, const SubmitOptions& options) override {
    return session_->submit(std::move(inputs), {name_ + "/" + options.lane, options.policy});
  }
  TicketState poll(Ticket ticket) override { return session_->poll(ticket); }
  Result<NamedTensors> take(Ticket ticket) override { return session_->take(ticket); }
  void cancel(Ticket ticket) override { session_->cancel(ticket); }
  bool idle() override { return session_->idle(); }

 private:
  std::shared_ptr<Session> session_;
  std::string name_;
};

}  // namespace reverie
