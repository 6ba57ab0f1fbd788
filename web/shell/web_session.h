// WebSession: the Session of the page. Tickets and lanes are kept here by the shared LaneQueue; the graph itself is run
// by ONNX Runtime Web in the page's worker, one job of a session at a time.
#pragma once

#include <memory>
#include <string>

#include "shared/model/lane_queue.h"
#include "shared/model/model.h"

namespace reverie {

class WebSession : public Session {
 public:
  // `graph` is the page's handle; the session closes it in the end.
  WebSession(std::shared_ptr<const Model> model, int graph);
  ~WebSession() override;
  WebSession(const WebSession&) = delete;
  WebSession& operator=(const WebSession&) = delete;

  Ticket submit(NamedTensors inputs, const SubmitOptions& options) override;
  TicketState poll(Ticket ticket) override { return queue_.poll(ticket); }
  Result<NamedTensors> take(Ticket ticket) override { return queue_.take(ticket); }
  void cancel(Ticket ticket) override { queue_.cancel(ticket); }
  bool idle() override { return queue_.idle(); }
  double milliseconds_a_picture() override { return queue_.milliseconds_a_picture(); }

  // The page's answers, for whichever session holds the graph; nullptr when it is gone.
  static WebSession* of_graph(int graph);
  // Where the page writes `count` elements of the next output; nullptr refuses a shape that is no tensor's.
  void* output_space(std::string name, Dtype dtype, Shape shape);
  void run_done(double milliseconds);
  void run_failed(std::string sentence);

 private:
  void start_next();
  void finish(Result<NamedTensors> outputs, double milliseconds = 0);

  std::shared_ptr<const Model> model_;
  int graph_;
  LaneQueue queue_;
  Ticket running_ = 0;
  NamedTensors arriving_;
};

}  // namespace reverie
