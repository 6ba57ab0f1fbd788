#include "native/window/desktop_host.h"

#include <cstdio>

#include "native/runtime/ort_session.h"
#include "native/runtime/package.h"
#include "native/runtime/package_neighbours.h"
#include "native/window/desktop_keeping.h"
#include "native/window/desktop_language.h"
#include "native/window/package_preview.h"

namespace reverie {

namespace fs = std::filesystem;

namespace {

constexpr int max_numbered = 10'000;

// "name.png", or "name-2.png" where that is taken: a kept picture never replaces another.
fs::path free_path(const fs::path& wished) {
  fs::path path = wished;
  std::error_code ignored;
  for (int number = 2; fs::exists(path, ignored) && number < max_numbered; ++number) {
    path = wished.parent_path() / (wished.stem().string() + "-" + std::to_string(number) + wished.extension().string());
  }
  return path;
}

// A model plays without what its package brings to be looked at, and without its neighbours: then the dock says that
// nobody can tell how near.
std::shared_ptr<const ModelPreview> preview_in(const fs::path& folder) {
  const Result<Package> package = package_from_folder(folder);
  if (!package) return nullptr;  // told by whoever opens the model
  const auto preview = preview_of(*package);
  if (!preview) std::fprintf(stderr, "%s\n", preview.error().message.c_str());
  return preview ? *preview : nullptr;
}

std::shared_ptr<const Neighbours> neighbours_in(const fs::path& folder) {
  const Result<Package> package = package_from_folder(folder);
  if (!package) return nullptr;
  const auto neighbours = neighbours_of(*package);
  if (!neighbours) std::fprintf(stderr, "%s\n", neighbours.error().message.c_str());
  return neighbours ? *neighbours : nullptr;
}

}  // namespace

DesktopHost::DesktopHost(Options options) : options_(std::move(options)) {
  for (const ListedModel& listed : list_models(options_.models)) {
    if (listed.problem.empty()) {
      known_.push_back({listed.id, listed.title});
    } else {
      std::fprintf(stderr, "%s\n", listed.problem.c_str());
    }
  }
}

DesktopHost::~DesktopHost() {
  for (std::thread& thread : threads_) thread.join();
}

void DesktopHost::request_model(const std::string& slot, const std::string& id) {
  Slot& held = slots_[slot];
  const std::uint64_t request = ++held.request;
  held.shown = {};
  held.shown.state = LoadState::loading;
  threads_.emplace_back([this, slot, id, request, models = options_.models] {
    const Result<fs::path> folder = find_package(models, id);
    if (auto preview = folder ? preview_in(*folder) : nullptr) {
      const std::lock_guard lock(mutex_);
      previews_.push_back({slot, request, std::move(preview)});
    }
    Result<LoadedModel> loaded = folder ? load_package(*folder) : Result<LoadedModel>(folder.error());
    auto neighbours = folder && loaded ? neighbours_in(*folder) : nullptr;
    const std::lock_guard lock(mutex_);
    arrived_.push_back({slot, request, std::move(loaded), std::move(neighbours)});
  });
}

void DesktopHost::take_arrived() {
  const std::lock_guard lock(mutex_);
  for (PreviewArrived& arrived : previews_) {
    Slot& held = slots_[arrived.slot];
    if (arrived.request == held.request) held.shown.preview = std::move(arrived.preview);
  }
  previews_.clear();
  for (Arrived& arrived : arrived_) {
    Slot& held = slots_[arrived.slot];
    if (arrived.request != held.request) continue;
    held.shown.state = arrived.loaded ? LoadState::ready : LoadState::failed;
    if (arrived.loaded) {
      held.shown.loaded = std::move(*arrived.loaded);
      held.shown.neighbours = std::move(arrived.neighbours);
    } else {
      held.shown.sentence = arrived.loaded.error().message;
      held.shown.preview.reset();
    }
  }
  arrived_.clear();
}

const ModelLoad& DesktopHost::model_load(const std::string& slot) {
  take_arrived();
  return slots_[slot].shown;
}

bool DesktopHost::loading() const {
  for (const auto& [name, slot] : slots_) {
    if (slot.shown.state == LoadState::loading) return true;
  }
  return false;
}

Result<std::unique_ptr<Keeping>> DesktopHost::keep(const KeepOrder& order, const std::string& file_name) {
  std::error_code failed;
  const fs::path here = fs::current_path(failed);
  if (failed)
    return Error{"The picture cannot be kept: the current folder is gone; start from another and keep again."};
  return DesktopKeeping::create(free_path(here / file_name), order);
}

bool DesktopHost::change_language(const std::string& tag, bool now) {
  if (!now) return true;
  if (const Result<void> spoken = speak_language(tag); !spoken)
    std::fprintf(stderr, "%s\n", spoken.error().message.c_str());
  return true;
}

Result<void> DesktopHost::share(const std::string& link_text) {
  if (options_.copy_text) options_.copy_text(link_text);
  std::printf("%s\n", link_text.c_str());
  std::fflush(stdout);
  return {};
}

// A desktop's screen readers are not served yet; the page is.
void DesktopHost::describe(const std::string& /*sentence*/) {}

}  // namespace reverie
