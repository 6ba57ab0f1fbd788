// Opening: one model package on its way from the server into a Session. The page fetches, caps and proves the files;
// the card is read by the shared parser here.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "shared/studio/host.h"

namespace reverie {

class Opening {
 public:
  // Begins at once. Dropping the last pointer gives up: what still arrives is closed unseen. `watched`: somebody waits
  // for it, and would look at what the package brings.
  static std::shared_ptr<Opening> start(std::string model_id, bool watched);

  const ModelLoad& load() const { return load_; }

  // The page's answers; unknown numbers are answers to an opening that was given up.
  static std::shared_ptr<Opening> of_number(int number);
  void manifest_arrived(std::string_view text);
  void strip_arrived(const Image& strip);
  void progressed(double received, double total);
  void graph_opened(int graph);
  void failed(std::string sentence);
  void neighbours_arrived(std::span<const std::uint8_t> bytes);

 private:
  explicit Opening(std::string model_id) : model_id_(std::move(model_id)) {}
  int number_ = 0;
  std::string model_id_;
  bool watched_ = false;
  std::shared_ptr<const Model> model_;
  ModelLoad load_;
};

}  // namespace reverie
