// Host: what the studio needs from the world around it. Two thin entries implement it: the desktop window and the page.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "shared/image/image.h"
#include "shared/piece/stage.h"

namespace reverie {

struct KnownModel {
  std::string id, title;
};

enum class LoadState { idle, loading, ready, failed };

struct ModelLoad {
  LoadState state = LoadState::idle;
  std::uint64_t received = 0, total = 0;  // bytes
  LoadedModel loaded;                     // when ready
  std::string sentence;                   // when failed: what happened and what happens next
};

class Host {
 public:
  virtual ~Host() = default;

  virtual std::span<const KnownModel> known_models() = 0;

  // Starts loading package `id` for `slot`; a second request for the slot replaces the first. Never blocks.
  virtual void request_model(const std::string& slot, const std::string& id) = 0;
  virtual const ModelLoad& model_load(const std::string& slot) = 0;

  // The link of this moment; the page puts it in its address, at most a few times a second.
  virtual void link_changed(const std::string& link_text) = 0;
  // *keep*: hands the picture to the person as a file of this name.
  virtual Result<void> keep(const Image& picture, const std::string& file_name) = 0;
  // *share*: puts the full link on the clipboard.
  virtual Result<void> share(const std::string& link_text) = 0;

  // The canvas in one sentence, for screen readers.
  virtual void describe(const std::string& sentence) = 0;
  virtual bool prefers_dark() = 0;
  virtual bool prefers_reduced_motion() = 0;
};

}  // namespace reverie
