#include "shared/piece/history.h"

namespace reverie {

namespace {

std::size_t bytes_of(const Moment& moment) {
  std::size_t bytes = sizeof(Moment) + moment.document.bytes();
  for (const auto& [name, value] : moment.params) {
    bytes += sizeof(std::pair<std::string, ParamValue>) + name.size();
    if (const auto* text = std::get_if<std::string>(&value)) bytes += text->size();
  }
  return bytes;
}

}  // namespace

Moment moment_of(Player& player) {
  Moment moment;
  const Params& params = player.stage().params();
  for (const ParamSpec& spec : params.specs()) moment.params.emplace_back(spec.name, params.value(spec.name));
  moment.document = player.piece().document();
  moment.params_version = params.version();
  return moment;
}

void restore(Player& player, const Moment& moment) {
  Params& params = player.stage().params();
  for (const auto& [name, value] : moment.params) {
    if (params.spec(name) != nullptr) static_cast<void>(params.set(name, value));
  }
  const Result<void> set = player.piece().set_document(player.stage(), moment.document);
  if (!set) player.stage().report(set.error().message);
}

void History::start(Moment now) {
  past_.clear();
  future_.clear();
  bytes_ = 0;
  now_ = std::move(now);
  holding_ = false;
  adopting_ = false;
}

void History::note(Moment now, bool held) {
  const bool params_changed = now.params_version != now_.params_version && now.params != now_.params;
  const bool changed = !adopting_ && (params_changed || now.document != now_.document);
  if (changed && !holding_) {
    bytes_ += bytes_of(now_);
    past_.push_back(std::move(now_));
    forget_oldest();
  }
  if (changed) future_.clear();
  if (changed || now.params_version != now_.params_version) now_ = std::move(now);
  holding_ = held && (holding_ || changed);
  adopting_ = false;
}

std::optional<Moment> History::undo() {
  if (past_.empty()) return std::nullopt;
  future_.push_back(std::move(now_));
  now_ = std::move(past_.back());
  past_.pop_back();
  bytes_ -= bytes_of(now_);
  holding_ = false;
  adopting_ = true;
  return now_;
}

std::optional<Moment> History::redo() {
  if (future_.empty()) return std::nullopt;
  bytes_ += bytes_of(now_);
  past_.push_back(std::move(now_));
  now_ = std::move(future_.back());
  future_.pop_back();
  holding_ = false;
  adopting_ = true;
  return now_;
}

void History::forget_oldest() {
  while (!past_.empty() && bytes_ > max_bytes_) {
    bytes_ -= bytes_of(past_.front());
    past_.pop_front();
  }
}

}  // namespace reverie
