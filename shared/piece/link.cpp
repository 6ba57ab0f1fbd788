#include "shared/piece/link.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "shared/piece/text.h"

namespace reverie {

namespace {

constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view hex_digits = "0123456789ABCDEF";

Error bad_link(const std::string& why) {
  return Error{"The link cannot be read: " + why + "; what was open stays as it is."};
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~").find(c) != std::string_view::npos;
}

// '@', ',' and '/' may stand in a query as they are, and keep the link readable.
std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (is_unreserved(c) || c == '@' || c == ',' || c == '/') {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += {'%', hex_digits[byte >> 4], hex_digits[byte & 15]};
    }
  }
  return encoded;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// '+' counts as a space, as forms write it.
std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const int high = hex_value(text[i + 1]), low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return decoded;
}

std::string base64url_from_bytes(std::string_view bytes) {
  std::string text;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : bytes) {
    held = held << 8 | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 6; bits -= 6) text += base64_digits[held >> (bits - 6) & 63];
  }
  if (bits > 0) text += base64_digits[held << (6 - bits) & 63];
  return text;
}

std::optional<std::string> bytes_from_base64url(std::string_view text) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : text) {
    const std::size_t digit = base64_digits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    held = held << 6 | static_cast<std::uint32_t>(digit);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>(held >> bits & 255);
    }
  }
  if ((held & ((1U << bits) - 1)) != 0) return std::nullopt;  // two texts for the same bytes
  return bytes;
}

bool is_json_object(std::string_view text) { return nlohmann::json::parse(text, nullptr, false).is_object(); }

// "1.eyJ…": the version, then the text.
std::optional<Document> document_from_text(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == 0 || dot == std::string_view::npos || dot > 6) return std::nullopt;
  int version = 0;
  for (const char c : text.substr(0, dot)) {
    if (c < '0' || c > '9') return std::nullopt;
    version = version * 10 + (c - '0');
  }
  if (version < 1 || text[0] == '0') return std::nullopt;
  std::optional<std::string> json = bytes_from_base64url(text.substr(dot + 1));
  if (!json || !is_json_object(*json)) return std::nullopt;
  return Document{version, std::move(*json)};
}

bool is_hash_prefix(std::string_view text) {
  return text.size() <= 64 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::optional<LinkModel> model_from_text(std::string_view slot, std::string_view value) {
  const std::size_t at = value.find('@');
  LinkModel model{std::string(slot), std::string(value.substr(0, at)), ""};
  if (at != std::string_view::npos) model.hash_prefix = value.substr(at + 1);
  const bool fine = is_kebab_case(model.slot) && is_kebab_case(model.id) && is_hash_prefix(model.hash_prefix) &&
                    (at == std::string_view::npos || !model.hash_prefix.empty());
  return fine ? std::optional(model) : std::nullopt;
}

// Takes one key and its value; an empty result means that all is well.
std::optional<std::string> take_pair(LinkState& state, const std::string& key, const std::string& value) {
  if (key == "piece") {
    if (!is_kebab_case(value)) return in_quotes(value) + " is no piece (lower-case words joined by hyphens are)";
    state.piece = value;
  } else if (key == "random") {
    if (value.empty() || value.size() > 64) return in_quotes(value) + " is no generator of randomness";
    state.generator_id = value;
  } else if (key == "doc") {
    std::optional<Document> document = document_from_text(value);
    if (!document) return std::string("its document (doc) is broken");
    state.document = std::move(*document);
  } else if (key.starts_with("model.")) {
    std::optional<LinkModel> model = model_from_text(std::string_view(key).substr(6), value);
    if (!model) return in_quotes(key + "=" + value) + " names no model (model.slot=id or id@hash does)";
    state.models.push_back(std::move(*model));
  } else if (is_param_name(key)) {
    state.params.emplace_back(key, value);
  }
  // Any other key is not ours: mailers and networks hang their own on a link.
  return std::nullopt;
}

Error too_long(std::size_t bytes) {
  return Error{"The link would have " + std::to_string(bytes) + " bytes: at most " + std::to_string(max_link_bytes) +
               " are allowed; keep the picture instead, the file carries everything."};
}

// What a piece holds in a form of its own comes back as text: what counts is that it says the same.
bool leads_back(const LinkState& back, const LinkState& state) {
  LinkState same = back;
  if (same.document.version() == state.document.version() && same.document.json() == state.document.json()) {
    same.document = state.document;
  }
  return same == state;
}

}  // namespace

Result<std::string> text_from_link_state(const LinkState& state) {
  const std::size_t least = state.document.least_json_bytes() / 3 * 4;
  if (least > max_link_bytes) return too_long(least);
  std::string text = "piece=" + percent_encoded(state.piece);
  const auto add = [&](const std::string& key, std::string_view value) {
    text += "&" + percent_encoded(key) + "=" + percent_encoded(value);
  };
  if (!state.generator_id.empty()) add("random", state.generator_id);
  for (const LinkModel& model : state.models) {
    add("model." + model.slot, model.id + (model.hash_prefix.empty() ? "" : "@" + model.hash_prefix));
  }
  for (const auto& [name, value] : state.params) add(name, value);
  if (state.document != Document{}) {
    add("doc", std::to_string(state.document.version()) + "." + base64url_from_bytes(state.document.json()));
  }
  if (text.size() > max_link_bytes) return too_long(text.size());
  const Result<LinkState> back = link_state_from_text(text);
  if (!back) return back.error();
  if (!leads_back(*back, state))
    return Error{"The link would not lead back here: a name in it is not allowed; no link is made."};
  return text;
}

Result<LinkState> link_state_from_text(std::string_view text) {
  if (text.size() > max_link_bytes) {
    return bad_link("it has " + std::to_string(text.size()) + " bytes and at most " + std::to_string(max_link_bytes) +
                    " are allowed");
  }
  LinkState state;
  std::set<std::string, std::less<>> seen;
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), pair.size() + 1));
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    const auto key = percent_decoded(pair.substr(0, equals));
    const auto value = percent_decoded(equals == std::string_view::npos ? "" : pair.substr(equals + 1));
    if (!key || !value) return bad_link(in_quotes(pair) + " holds a % that two hexadecimal digits do not follow");
    if (!is_plain_text(*key) || !is_plain_text(*value)) {
      return bad_link(in_quotes(pair) + " holds control characters or text that is not UTF-8");
    }
    if (!seen.insert(*key).second) return bad_link(in_quotes(*key) + " stands in it twice");
    if (const auto why = take_pair(state, *key, *value)) return bad_link(*why);
  }
  if (state.piece.empty()) return bad_link("it names no piece (piece=…)");
  return state;
}

}  // namespace reverie
