#include "web/shell/web_host.h"

#include "web/shell/bridge.h"
#include "web/shell/web_keeping.h"

namespace reverie {

void WebHost::request_model(const std::string& slot, const std::string& id) {
  openings_[slot] = Opening::start(id, true);
}

const ModelLoad& WebHost::model_load(const std::string& slot) {
  static const ModelLoad none;
  const auto found = openings_.find(slot);
  return found == openings_.end() ? none : found->second->load();
}

void WebHost::link_changed(const std::string& link_text) { bridge::link_changed(link_text); }

Result<std::unique_ptr<Keeping>> WebHost::keep(const KeepOrder& order, const std::string& file_name) {
  return std::unique_ptr<Keeping>(new WebKeeping(order, file_name));
}

bool WebHost::ask_for_file(bool now) {
  if (now) bridge::ask_for_file();
  return true;
}

bool WebHost::change_language(const std::string& tag, bool now) {
  if (now) bridge::change_language(tag);
  return true;
}

Result<void> WebHost::share(const std::string& link_text) {
  bridge::share(link_text);
  return {};
}

void WebHost::describe(const std::string& sentence) { bridge::describe(sentence); }
void WebHost::beside_changed(const std::string& json) { bridge::beside_changed(json); }
void WebHost::announce(const std::string& sentence) { bridge::announce(sentence); }
bool WebHost::prefers_dark() { return bridge::prefers_dark(); }
bool WebHost::prefers_reduced_motion() { return bridge::prefers_reduced_motion(); }
bool WebHost::coarse_pointer() { return bridge::coarse_pointer(); }

}  // namespace reverie
