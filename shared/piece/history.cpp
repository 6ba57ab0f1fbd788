#include "shared/piece/history.h"

#include <algorithm>

namespace reverie {

namespace {

std::size_t bytes_of(const Moment::Params& params) {
  std::size_t bytes = sizeof params;
  for (const auto& [name, value] : params) {
    bytes += sizeof(std::pair<std::string, ParamValue>) + name.size();
    if (const auto* text = std::get_if<std::string>(&value)) bytes += text->size();
  }
  return bytes;
}

template <class T>
bool same(const std::shared_ptr<const T>& a, const std::shared_ptr<const T>& b) {
  return a == b || (a && b && *a == *b);
}

// What is alike is held once.
void share(Moment& moment, const Moment& with) {
  if (same(moment.params, with.params)) moment.params = with.params;
  if (same(moment.models, with.models)) moment.models = with.models;
}

}  // namespace

Moment moment_of(Player& player) {
  Moment moment;
  moment.piece = player.manifest().id;
  const Params& params = player.stage().params();
  auto values = std::make_shared<Moment::Params>();
  for (const ParamSpec& spec : params.specs()) values->emplace_back(spec.name, params.value(spec.name));
  moment.params = std::move(values);
  moment.models = std::make_shared<const std::map<std::string, std::string>>(player.model_choices());
  moment.document = player.piece().document();
  moment.params_version = params.version();
  return moment;
}

void restore(Player& player, const Moment& moment) {
  Params& params = player.stage().params();
  const bool other_models = *moment.models != player.model_choices();
  for (const auto& [name, value] : *moment.params) {
    const bool there = params.spec(name) != nullptr;
    if (there) static_cast<void>(params.set(name, value));
    // A model that comes back starts the params that it brings anew.
    const auto is_it = [&](const ParamSpec& spec) { return spec.name == name; };
    const std::vector<ParamSpec>& own = player.manifest().params;
    const bool brought = std::none_of(own.begin(), own.end(), is_it);
    if (brought && (!there || other_models)) player.want_param(name, text_from_param_value(value));
  }
  for (const auto& [slot, id] : *moment.models) player.choose_model(slot, id);
  const Result<void> set = player.piece().set_document(player.stage(), moment.document);
  if (!set) player.stage().report(set.error().message);
}

void History::start(Moment now) {
  past_.clear();
  future_.clear();
  bytes_ = 0;
  holding_ = false;
  adopt(std::move(now));
}

void History::adopt(Moment now) {
  now_ = std::move(now);
  adopting_ = false;
}

void History::step(Moment now) {
  share(now, now_);
  const bool changed = now.piece != now_.piece || now.params != now_.params || now.models != now_.models ||
                       now.document != now_.document;
  if (changed) push(std::move(now_), now);
  if (changed) forget_future();
  adopt(std::move(now));
  holding_ = false;
}

void History::note(Moment now, bool held) {
  share(now, now_);
  const bool params_changed = now.params_version != now_.params_version && now.params != now_.params;
  const bool changed = !adopting_ && (params_changed || now.models != now_.models || now.document != now_.document);
  if (changed && !holding_) push(std::move(now_), now);
  if (changed) forget_future();
  if (changed || adopting_ || now.params_version != now_.params_version) now_ = std::move(now);
  close(held, changed);
}

void History::note(Player& player, bool held) {
  const bool quiet = now_.models && now_.params_version == player.stage().params().version() &&
                     *now_.models == player.model_choices() && now_.document == player.piece().document();
  if (!quiet) return note(moment_of(player), held);
  close(held, false);
}

void History::close(bool held, bool changed) {
  holding_ = held && (holding_ || changed);
  adopting_ = false;
}

// A step costs its own part of the document, and its params when the moment after it does not share them.
void History::push(Moment before, const Moment& after) {
  Step step{std::move(before), sizeof(Step)};
  step.bytes += step.moment.document.bytes();
  if (step.moment.params && step.moment.params != after.params) step.bytes += bytes_of(*step.moment.params);
  bytes_ += step.bytes;
  past_.push_back(std::move(step));
  forget_oldest();
}

// A step keeps its figure whichever way it lies: what one way gives back the other takes.
std::optional<Moment> History::undo() {
  if (past_.empty()) return std::nullopt;
  Step step = std::move(past_.back());
  past_.pop_back();
  future_.push_back({std::move(now_), step.bytes});
  now_ = std::move(step.moment);
  holding_ = false;
  adopting_ = true;
  return now_;
}

std::optional<Moment> History::redo() {
  if (future_.empty()) return std::nullopt;
  Step step = std::move(future_.back());
  future_.pop_back();
  past_.push_back({std::move(now_), step.bytes});
  now_ = std::move(step.moment);
  holding_ = false;
  adopting_ = true;
  return now_;
}

void History::forget_future() {
  for (const Step& step : future_) bytes_ -= step.bytes;
  future_.clear();
}

void History::forget_oldest() {
  while (!past_.empty() && bytes_ > max_bytes_) {
    bytes_ -= past_.front().bytes;
    past_.pop_front();
  }
}

}  // namespace reverie
