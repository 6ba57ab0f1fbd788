#include "web/shell/web_keeping.h"

#include <map>

#include "web/shell/bridge.h"

namespace reverie {

namespace {

constexpr double most_on_the_way = 24e6;  // bytes

std::map<int, WebKeeping*>& keepings() {
  static std::map<int, WebKeeping*> all;
  return all;
}

}  // namespace

WebKeeping::WebKeeping(const KeepOrder& order, const std::string& file_name) {
  static int last_number = 0;
  number_ = ++last_number;
  keepings()[number_] = this;
  bridge::start_keeping(number_, file_name, order);
}

WebKeeping::~WebKeeping() {
  keepings().erase(number_);
  bridge::end_keeping(number_);
}

WebKeeping* WebKeeping::of_number(int number) {
  const auto found = keepings().find(number);
  return found == keepings().end() ? nullptr : found->second;
}

bool WebKeeping::wants_rows() { return sent_ - taken_ < most_on_the_way; }

void WebKeeping::add_rows(std::span<const std::uint8_t> rows) {
  sent_ += static_cast<double>(rows.size());
  bridge::keep_rows(number_, rows);
}

void WebKeeping::finish() { bridge::finish_keeping(number_); }

void WebKeeping::told(KeepStatus::State state, double taken, double part, std::string sentence) {
  taken_ = taken;
  status_ = {state, part, std::move(sentence)};
}

}  // namespace reverie
