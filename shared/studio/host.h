// Host: what the studio needs from the world around it. Two thin entries implement it: the desktop window and the page.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "shared/keep/order.h"
#include "shared/near/neighbours.h"
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
  std::shared_ptr<const ModelPreview>
      preview;           // what the package brings to be looked at, soon after its card; or never
  std::string sentence;  // when failed: what happened and what happens next
  std::shared_ptr<const Neighbours> neighbours;  // of the training pictures, where told; may come after the model
};

struct KeepStatus {
  enum State { working, done, failed };
  State state = working;
  double progress = 0;   // 0…1, of what remains after finish()
  std::string sentence;  // when failed
};

// A file under way to the person: rows in, in the order of KeepOrder; encoded elsewhere. Dropped before it is done, it
// leaves nothing behind.
class Keeping {
 public:
  virtual ~Keeping() = default;
  virtual bool wants_rows() = 0;  // false while the encoder is behind
  virtual void add_rows(std::span<const std::uint8_t> rows) = 0;
  virtual void finish() = 0;  // no more rows come
  virtual KeepStatus status() = 0;
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
  // *keep*: begins a file of this name. Fails with a sentence where nothing here can write such a one.
  virtual Result<std::unique_ptr<Keeping>> keep(const KeepOrder& order, const std::string& file_name) = 0;
  // The person may choose a kept file to open; it comes back as one that was dropped. False where only dropping works.
  virtual bool ask_for_file(bool now) = 0;
  // The person would rather read another language, as HTML names it: "en", "zh-Hans". False where there is only one.
  virtual bool change_language(const std::string& /*tag*/, bool /*now*/) { return false; }
  // *share*: puts the full link on the clipboard.
  virtual Result<void> share(const std::string& link_text) = 0;

  // The canvas in one sentence, for screen readers.
  virtual void describe(const std::string& sentence) = 0;
  // What stands beside the picture, as json_from_besides has it, for a page's own text.
  virtual void beside_changed(const std::string& /*json*/) {}
  // To be spoken now, by a screen reader that is on.
  virtual void announce(const std::string& /*sentence*/) {}
  virtual bool prefers_dark() = 0;
  virtual bool prefers_reduced_motion() = 0;
  // Fingers rather than a mouse or a pen.
  virtual bool coarse_pointer() { return false; }
};

}  // namespace reverie
