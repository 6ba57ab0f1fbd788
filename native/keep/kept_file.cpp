#include "native/keep/kept_file.h"

#include "native/keep/video_encoder.h"
#include "shared/keep/state_from_file.h"

namespace reverie {

Result<std::unique_ptr<KeptFile>> KeptFile::create(const std::filesystem::path& path, const KeepOrder& order) {
  auto file = FileInProgress::create(path);
  if (!file) return file.error();
  std::unique_ptr<KeptFile> kept(new KeptFile);
  kept->file_ = std::move(*file);
  const ByteSink sink = [file = kept->file_.get()](std::span<const std::uint8_t> bytes) { return file->write(bytes); };
  auto encoder = order.format == KeepFormat::webm ? video_encoder(order, sink) : picture_encoder(order, sink);
  if (!encoder) return encoder.error();
  kept->encoder_ = std::move(*encoder);
  return kept;
}

Result<bool> KeptFile::finish_some() {
  const Result<bool> whole = encoder_->finish_some();
  if (!whole || !*whole) return whole;
  if (Result<void> done = file_->commit(); !done) return done.error();
  return true;
}

Result<KeptState> state_from_path(const std::filesystem::path& path) {
  const auto head = head_of_file(path, max_kept_head_bytes);
  if (!head) return head.error();
  auto state = state_from_file(*head);
  if (!state) return Error{path.filename().string() + ": " + state.error().message};
  return state;
}

}  // namespace reverie
