// JsonReader, JsonNode: reading untrusted JSON without exceptions and without ever touching a value of the wrong type.
// The first thing that is wrong is kept as one sentence; reading goes on with harmless defaults, so parsers stay
// straight. Inside this module only.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace reverie {

inline constexpr int max_json_depth = 32;

// Parses JSON in UTF-8; `document` names it in sentences. Fails on more than `max_bytes`, nesting deeper than
// max_json_depth, and anything that is not JSON, NaN and infinity included.
Result<nlohmann::json> json_from_text(std::string_view text, std::string_view document, std::size_t max_bytes);

class JsonReader {
 public:
  explicit JsonReader(std::string document) : document_(std::move(document)) {}
  void fail(std::string sentence);
  bool failed() const { return error_.has_value(); }
  Error error() const { return *error_; }
  const std::string& document() const { return document_; }

 private:
  std::string document_;
  std::optional<Error> error_;
};

class JsonNode {
 public:
  JsonNode(JsonReader& reader, const nlohmann::json* value, std::string path)
      : reader_(&reader), value_(value), path_(std::move(path)) {}

  bool present() const { return value_ != nullptr; }
  const std::string& path() const { return path_; }
  const nlohmann::json* value() const { return value_; }

  // The member of an object; not present where there is none.
  JsonNode operator[](const char* key) const;
  bool is_text() const { return value_ != nullptr && value_->is_string(); }

  void require_object() const;
  // UTF-8 of `min` to `max` bytes without control characters (line breaks are allowed where `lines` is set).
  std::string text(std::size_t min, std::size_t max, bool lines = false) const;
  // Text for which `allowed(text)` holds; `rule` says in words what that is.
  template <class Allowed>
  std::string text_where(Allowed allowed, std::string_view rule) const {
    if (is_text()) {
      const std::string& held = value_->get_ref<const std::string&>();
      if (allowed(std::string_view(held))) return held;
    }
    reject(rule);
    return {};
  }
  // One of `words`, by index.
  std::size_t one_of(std::initializer_list<std::string_view> words) const;
  std::uint64_t whole(std::uint64_t min, std::uint64_t max) const;
  double number(double min, double max) const;
  // The elements of an array of `min` to `max` elements; none after a failure.
  std::vector<JsonNode> items(std::size_t min, std::size_t max) const;

  // "model.json has 7 as title, where RULE is allowed; …"
  void reject(std::string_view rule) const;

 private:
  JsonReader* reader_;
  const nlohmann::json* value_;
  std::string path_;
};

// A short quotation of untrusted text: at most 40 bytes, cut between characters, control characters and what is not
// UTF-8 as '?'.
std::string quotation_of(std::string_view text);

// Letters a-z, digits and '-' inside, 1 to 64 bytes: ids, roles, kinds, axes.
bool is_id_text(std::string_view text);

}  // namespace reverie
