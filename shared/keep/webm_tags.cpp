#include "shared/keep/webm_tags.h"

#include "shared/keep/ebml.h"

namespace reverie {

namespace {

using Bytes = std::span<const std::uint8_t>;

struct Element {
  std::uint32_t id = 0;
  Bytes content;
};

// A number whose first byte tells its length by its leading zeros; `keep_marker` for ids, which count it in.
std::optional<std::uint64_t> variable_number(Bytes& bytes, std::size_t longest, bool keep_marker) {
  if (bytes.empty() || bytes[0] == 0) return std::nullopt;
  std::size_t length = 1;
  while ((bytes[0] & (0x80 >> (length - 1))) == 0) ++length;
  if (length > longest || length > bytes.size()) return std::nullopt;
  std::uint64_t value = keep_marker ? bytes[0] : bytes[0] & (0xFF >> length);
  bool unknown = !keep_marker && value == (0xFFu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    unknown = unknown && bytes[i] == 0xFF;
    value = value << 8 | bytes[i];
  }
  bytes = bytes.subspan(length);
  return unknown ? ~std::uint64_t{0} : value;
}

// The element at the front, taken off. One that is larger than what is there (or of unknown size) ends where the bytes
// do: a file's head is enough to find a state.
std::optional<Element> next_element(Bytes& bytes) {
  const auto id = variable_number(bytes, 4, true);
  if (!id) return std::nullopt;
  const auto size = variable_number(bytes, 8, false);
  if (!size) return std::nullopt;
  const std::size_t length = *size < bytes.size() ? static_cast<std::size_t>(*size) : bytes.size();
  Element element{static_cast<std::uint32_t>(*id), bytes.first(length)};
  bytes = bytes.subspan(length);
  return element;
}

std::optional<Bytes> first_child(Bytes bytes, std::uint32_t id) {
  while (auto element = next_element(bytes))
    if (element->id == id) return element->content;
  return std::nullopt;
}

std::string text_of(Bytes bytes) { return {bytes.begin(), bytes.end()}; }

std::optional<std::string> state_in_tag(Bytes tag) {
  while (auto simple = next_element(tag)) {
    if (simple->id != ebml::simple_tag) continue;
    const auto name = first_child(simple->content, ebml::tag_name);
    if (!name || text_of(*name) != "REVERIE") continue;
    if (const auto text = first_child(simple->content, ebml::tag_string)) return text_of(*text);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> state_in_webm(Bytes bytes) {
  const auto segment = first_child(bytes, ebml::segment);
  if (!segment) return std::nullopt;
  Bytes rest = *segment;
  while (auto element = next_element(rest)) {
    if (element->id != ebml::tags) continue;
    Bytes tags = element->content;
    while (auto tag = next_element(tags)) {
      if (tag->id != ebml::tag) continue;
      if (auto state = state_in_tag(tag->content)) return state;
    }
  }
  return std::nullopt;
}

}  // namespace reverie
