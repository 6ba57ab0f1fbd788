// WebHost: the page as the studio's Host.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "shared/studio/host.h"
#include "web/shell/opening.h"

namespace reverie {

class WebHost : public Host {
 public:
  explicit WebHost(std::vector<KnownModel> known) : known_(std::move(known)) {}

  std::span<const KnownModel> known_models() override { return known_; }
  void request_model(const std::string& slot, const std::string& id) override;
  const ModelLoad& model_load(const std::string& slot) override;
  void link_changed(const std::string& link_text) override;
  Result<std::unique_ptr<Keeping>> keep(const KeepOrder& order, const std::string& file_name) override;
  bool ask_for_file(bool now) override;
  bool change_language(const std::string& tag, bool now) override;
  Result<void> share(const std::string& link_text) override;
  void describe(const std::string& sentence) override;
  void beside_changed(const std::string& json) override;
  void announce(const std::string& sentence) override;
  bool prefers_dark() override;
  bool prefers_reduced_motion() override;
  bool coarse_pointer() override;

 private:
  std::vector<KnownModel> known_;
  std::map<std::string, std::shared_ptr<Opening>> openings_;  // by slot
};

}  // namespace reverie
