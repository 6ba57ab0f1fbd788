// Session: a loaded graph that answers asynchronously. Three implementations: the stub here, ONNX Runtime in
// native/runtime, ONNX Runtime Web in web/. All calls come from one thread, the owner's.
#pragma once

#include <cstdint>
#include <string>

#include "shared/base/result.h"
#include "shared/tensor/tensor.h"

namespace reverie {

using Ticket = std::uint64_t;  // never 0

enum class Policy {
  latest,  // replaces what has not started on its lane: drags feel live
  every,   // keeps order: recurrent steps, capture
};

struct SubmitOptions {
  std::string lane = "main";
  Policy policy = Policy::latest;
};

enum class TicketState { pending, ready, replaced, failed, cancelled, unknown };

class Session {
 public:
  virtual ~Session() = default;

  // Never blocks. Tickets of one session are handed out in rising order.
  virtual Ticket submit(NamedTensors inputs, const SubmitOptions& options) = 0;

  // Moves finished work over; call as often as you like. `unknown` for a ticket already taken or never given.
  virtual TicketState poll(Ticket ticket) = 0;

  // The outputs of a ready ticket, or the sentence of a failed one; either way the ticket is forgotten.
  virtual Result<NamedTensors> take(Ticket ticket) = 0;

  virtual void cancel(Ticket ticket) = 0;

  // True when nothing is queued or running.
  virtual bool idle() = 0;

  // What a picture costs inside the runtime, in milliseconds, smoothed over the last runs; 0 before the first. It is
  // shown to people; nothing may hang on it.
  virtual double milliseconds_a_picture() { return 0; }
};

}  // namespace reverie
