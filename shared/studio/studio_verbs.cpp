// What a person asks for: surprise, keep, share, undo. The part of Studio behind the large buttons.
#include <algorithm>

#include "shared/keep/state_from_file.h"
#include "shared/piece/text.h"
#include "shared/random/random.h"
#include "shared/studio/studio.h"
#include "shared/words/words.h"

namespace reverie {

namespace {

constexpr double keep_seconds = 0.012;  // of each frame, while a file is being made

// A name that says what it is and sorts well: "latent-walk-hello.png".
std::string file_name_of(const Player& player, KeepFormat format) {
  std::string name = player.manifest().id;
  for (const ParamSpec& spec : player.stage().params().specs()) {
    if (spec.kind != ParamKind::text) continue;
    std::string word;
    for (const char c : player.stage().params().text(spec.name)) {
      const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || (!word.empty() && word.back() != '-')) word += plain ? c : '-';
    }
    while (!word.empty() && word.back() == '-') word.pop_back();
    if (!word.empty()) name += "-" + word;
    break;
  }
  return name + "." + std::string(ending_of(format));
}

}  // namespace

// The seed follows from the link of this moment: no clock is asked, and one surprise leads to another.
void Studio::surprise() {
  player_->stage().params().surprise(seed_from_text(link_text()) + ++surprises_);
  wake();
}

void Studio::surprise_one(const std::string& param) {
  player_->stage().params().surprise_one(param, seed_from_text(link_text()) + ++surprises_);
  wake();
}

void Studio::keep(const std::string& offer_id) {
  if (keep_job_)
    return tell(said("{0} is still being made; cancel it to keep something else.", {keep_job_->file_name()}));
  const std::vector<KeepOffer> offers = keep_offers(*player_);
  const auto offer = std::ranges::find(offers, offer_id, &KeepOffer::id);
  if (offer == offers.end()) return;
  auto job =
      KeepJob::start(host_, *player_, link_state(), *offer, file_name_of(*player_, offer->format), looking_.besides());
  if (!job) return tell(job.error().message);
  keep_job_ = std::move(*job);
  work_on_keeping();
}

void Studio::cancel_keep() {
  if (!keep_job_) return;
  tell(said("{0} is given up; nothing of it is left.", {keep_job_->file_name()}), MessageKind::note);
  keep_job_.reset();
}

void Studio::work_on_keeping() {
  if (!keep_job_) return;
  keep_job_->work(keep_seconds);
  if (!keep_job_->over()) return;
  const std::unique_ptr<KeepJob> job = std::move(keep_job_);
  if (!job->problem().empty()) return tell(job->problem());
  const KeepOffer& offer = job->offer();
  tell(offer.format == KeepFormat::svg
           ? said("{0} is kept.", {job->file_name()})
           : said("{0} is kept, {1} × {2} pixels.",
                  {job->file_name(), std::to_string(offer.pixels_wide()), std::to_string(offer.pixels_high())}),
       MessageKind::note);
}

// A document alone, as a person writes one by hand: a graph for constellation, say. One step of undo.
void Studio::open_document(std::string json) {
  const Result<void> set = player_->piece().set_document(player_->stage(), Document(1, std::move(json)));
  if (!set) return tell(set.error().message);
  wake();
  tell(std::string(said("Your file is open. Undo takes it back.")), MessageKind::note);
}

void Studio::open_kept(std::span<const std::uint8_t> head) {
  if (!head.empty() && head.front() == '{') return open_document({head.begin(), head.end()});
  const Result<KeptState> state = state_from_file(head);
  if (!state) return tell(state.error().message);
  history_.note(*player_, false);
  if (const Result<void> opened = follow(state->link); !opened) return tell(opened.error().message);
  history_.step(moment_of(*player_));
  tell(std::string(said("Back at what this file remembers. Undo leads back.")), MessageKind::note);
}

Result<void> Studio::set_param(const std::string& name, const std::string& text) {
  Params& params = player_->stage().params();
  const bool waiting = std::ranges::any_of(
      player_->manifest().slots, [&](const SlotSpec& slot) { return player_->stage().slot(slot.name) == nullptr; });
  if (params.spec(name) == nullptr && waiting) {
    player_->want_param(name, text);
    return {};
  }
  if (outside_ != name || (outside_for_ <= 0 && !holding_)) history_.note(*player_, false);
  outside_ = name;
  outside_for_ = 0.5;
  wake();
  return params.set_from_text(name, text);
}

// A link may outlive the model that it names: then another plays. Whoever undoes that is left with the sentence.
bool Studio::play_instead(const std::string& slot) {
  const std::string wanted = slots_[slot].wanted;
  const std::span<const KnownModel> known = host_.known_models();
  if (known.empty() || std::ranges::find(known, wanted, &KnownModel::id) != known.end()) return false;
  if (!gone_.insert(wanted).second) return false;
  tell(said("The model {0} is not here any more; {1} plays in its place, so the picture is another. Undo leads back.",
            {in_quotes(wanted), said(known.front().title)}));
  choose_model(slot, known.front().id);
  return true;
}

void Studio::reset_param(const std::string& name) {
  wake();
  player_->stage().params().reset(name);
}

std::string Studio::wanted_model(const std::string& slot) const {
  const auto view = slots_.find(slot);
  return view == slots_.end() ? "" : view->second.wanted;
}

void Studio::share() {
  const Result<std::string> whole = text_from_link_state(player_->link_state());
  const Result<void> shared = host_.share(link_text());
  if (!shared) return tell(shared.error().message);
  if (!whole) return tell(whole.error().message);
  tell(std::string(said("The link is copied. It reopens exactly this.")), MessageKind::note);
}

void Studio::undo() {
  wake();
  if (const auto moment = history_.undo()) go_to(*moment);
}

void Studio::redo() {
  wake();
  if (const auto moment = history_.redo()) go_to(*moment);
}

// Models of that moment are asked for again; what they bring is restored when they are there.
void Studio::go_to(const Moment& moment) {
  if (moment.piece != player_->manifest().id) {
    if (const Result<void> changed = change_piece(moment.piece); !changed) return tell(changed.error().message);
  }
  restore(*player_, moment);
  for (const auto& [slot, id] : *moment.models) {
    const auto view = slots_.find(slot);
    if (view != slots_.end() && view->second.wanted != id) load_model(slot, id);
  }
}

LinkState Studio::link_state() const {
  LinkState state = player_->link_state();
  for (const auto& [slot, view] : slots_) {
    // A model on its way, or one that failed, is still what this link is about.
    const bool there =
        std::any_of(state.models.begin(), state.models.end(), [&](const LinkModel& held) { return held.slot == slot; });
    if (!there && !view.wanted.empty()) state.models.push_back({slot, view.wanted, ""});
  }
  return state;
}

std::string Studio::link_text() const {
  LinkState state = link_state();
  Result<std::string> text = text_from_link_state(state);
  if (!text) {
    state.document = {};
    text = text_from_link_state(state);
  }
  return text ? *text : "piece=" + state.piece;
}

}  // namespace reverie
