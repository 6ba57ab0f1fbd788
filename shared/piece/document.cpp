#include "shared/piece/document.h"

#include <utility>

namespace reverie {

namespace {

class Text final : public Document::Content {
 public:
  static constexpr char kind = 0;
  explicit Text(std::string text) : Content(&kind), text_(std::move(text)) {}
  std::string json() const override { return text_; }
  std::size_t bytes() const override { return text_.size(); }
  std::size_t least_json_bytes() const override { return text_.size(); }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace

Document::Document(int version, std::string json) : version_(version) {
  if (json != "{}") content_ = std::make_shared<const Text>(std::move(json));
}

bool Document::operator==(const Document& other) const {
  if (version_ != other.version_) return false;
  if (content_ == other.content_) return true;
  const Text *mine = content<Text>(), *theirs = other.content<Text>();
  return mine != nullptr && theirs != nullptr && mine->text() == theirs->text();
}

}  // namespace reverie
