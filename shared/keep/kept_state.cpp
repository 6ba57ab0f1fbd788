#include "shared/keep/kept_state.h"

#include <nlohmann/json.hpp>

#include "shared/keep/provenance.h"
#include "shared/piece/text.h"

namespace reverie {

namespace {

using Json = nlohmann::json;

constexpr int max_side = 100'000;

Error bad_state(const std::string& why) {
  return Error{"What this file remembers cannot be read: " + why + "; what was open stays as it is."};
}

Error too_long(std::size_t bytes) {
  return Error{"What a file would have to remember has " + std::to_string(bytes) + " bytes: at most " +
               std::to_string(max_kept_state_bytes) + " are allowed; undo some of it and keep again."};
}

const Json* member(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

Result<Document> document_from_json(const Json& json) {
  const Json* version = json.is_object() ? member(json, "version") : nullptr;
  const Json* text = json.is_object() ? member(json, "json") : nullptr;
  if (version == nullptr || !version->is_number_unsigned() || *version < 1u || *version > 99999u || text == nullptr ||
      !text->is_string())
    return bad_state("its document has no version or no text");
  const std::string& content = text->get_ref<const std::string&>();
  if (content.size() > max_document_bytes || !Json::parse(content, nullptr, false).is_object())
    return bad_state("its document is broken");
  return Document(version->get<int>(), content);
}

Result<void> take_size(KeptState& state, const Json& size) {
  const bool pair = size.is_array() && size.size() == 2 && size[0].is_number_unsigned() && size[1].is_number_unsigned();
  if (!pair || size[0] > static_cast<unsigned>(max_side) || size[1] > static_cast<unsigned>(max_side))
    return bad_state("its size is none");
  state.width = size[0].get<int>();
  state.height = size[1].get<int>();
  return {};
}

}  // namespace

Result<std::string> text_from_kept_state(const KeptState& state) {
  LinkState without = state.link;
  without.document = {};
  const Result<std::string> link = text_from_link_state(without);
  if (!link) return link.error();
  nlohmann::ordered_json json;
  json["reverie"] = kept_state_version;
  json["link"] = *link;
  if (const std::string made = state.link.document.json(); made != "{}")
    json["document"] = {{"version", state.link.document.version()}, {"json", made}};
  if (state.width > 0 && state.height > 0) json["size"] = {state.width, state.height};
  std::string text = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  if (text.size() > max_kept_state_bytes) return too_long(text.size());
  return text;
}

Result<KeptState> kept_state_from_text(std::string_view text) {
  if (text.size() > max_kept_state_bytes) return bad_state("it has " + std::to_string(text.size()) + " bytes");
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return bad_state("it is no JSON object");
  const Json* version = member(json, "reverie");
  if (version == nullptr || !version->is_number_integer()) return bad_state("it names no version");
  if (*version != kept_state_version)
    return bad_state("it has version " + version->dump() + " and this Reverie knows version " +
                     std::to_string(kept_state_version));
  const Json* link = member(json, "link");
  if (link == nullptr || !link->is_string()) return bad_state("it holds no link");
  Result<LinkState> read = link_state_from_text(link->get_ref<const std::string&>());
  if (!read) return read.error();
  KeptState state{std::move(*read), 0, 0};
  if (const Json* document = member(json, "document")) {
    Result<Document> made = document_from_json(*document);
    if (!made) return made.error();
    state.link.document = std::move(*made);
  }
  if (const Json* size = member(json, "size"))
    if (const Result<void> taken = take_size(state, *size); !taken) return taken.error();
  return state;
}

Result<Remembrance> remembrance_of(const KeptState& state, std::span<const Beside> besides) {
  Result<std::string> text = text_from_kept_state(state);
  if (!text) return text.error();
  return Remembrance{std::move(*text), xmp_packet_of(state.link, besides),
                     std::string(digital_source_type_of(state.link))};
}

}  // namespace reverie
