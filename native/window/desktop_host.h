// DesktopHost: the world around the studio on a desktop. Models come from a folder, pictures go to the current one.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "shared/studio/host.h"

namespace reverie {

class DesktopHost : public Host {
 public:
  struct Options {
    std::filesystem::path models;
    bool dark = false, reduced_motion = false;
    std::function<void(const std::string&)> copy_text;  // to the clipboard
  };
  explicit DesktopHost(Options options);
  ~DesktopHost() override;

  std::span<const KnownModel> known_models() override { return known_; }
  void request_model(const std::string& slot, const std::string& id) override;
  const ModelLoad& model_load(const std::string& slot) override;
  void link_changed(const std::string& /*link_text*/) override {}
  Result<std::unique_ptr<Keeping>> keep(const KeepOrder& order, const std::string& file_name) override;
  bool ask_for_file(bool /*now*/) override { return false; }
  bool change_language(const std::string& tag, bool now) override;
  Result<void> share(const std::string& link_text) override;
  void describe(const std::string& sentence) override;
  bool prefers_dark() override { return options_.dark; }
  bool prefers_reduced_motion() override { return options_.reduced_motion; }
  bool loading() const;
  void set_copy_text(std::function<void(const std::string&)> copy) { options_.copy_text = std::move(copy); }

 private:
  // A load on a thread of its own; what a newer request has replaced is dropped when it arrives.
  struct Slot {
    ModelLoad shown;
    std::uint64_t request = 0;
  };
  struct Arrived {
    std::string slot;
    std::uint64_t request = 0;
    Result<LoadedModel> loaded;
    std::shared_ptr<const Neighbours> neighbours;
  };
  struct PreviewArrived {
    std::string slot;
    std::uint64_t request = 0;
    std::shared_ptr<const ModelPreview> preview;
  };
  void take_arrived();
  Options options_;
  std::vector<KnownModel> known_;
  std::map<std::string, Slot> slots_;
  std::mutex mutex_;
  std::vector<PreviewArrived> previews_;  // guarded by mutex_, as the next
  std::vector<Arrived> arrived_;
  std::vector<std::thread> threads_;
};

}  // namespace reverie
