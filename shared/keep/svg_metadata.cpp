#include "shared/keep/svg_metadata.h"

#include <array>

#include "shared/keep/kept_state.h"
#include "shared/keep/provenance.h"

namespace reverie {

namespace {

constexpr std::string_view opening = "<reverie:state xmlns:reverie=\"urn:reverie:state\">";
constexpr std::string_view closing = "</reverie:state>";

// Only the five entities that xml_escaped writes; anything else is not ours.
std::optional<std::string> xml_unescaped(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 5> entities{
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
  std::string plain;
  while (!text.empty()) {
    if (text.front() != '&') {
      plain += text.front();
      text.remove_prefix(1);
      continue;
    }
    bool known = false;
    for (const auto& [entity, character] : entities) {
      if (!text.starts_with(entity)) continue;
      plain += character;
      text.remove_prefix(entity.size());
      known = true;
      break;
    }
    if (!known) return std::nullopt;
  }
  return plain;
}

}  // namespace

// The packet's own <?xpacket?> frame is left out: inside XML the element alone is the rule.
std::string svg_metadata_of(const Remembrance& remembrance) {
  std::string_view xmp = remembrance.xmp;
  const std::size_t from = xmp.find("<x:xmpmeta"), to = xmp.rfind("<?xpacket");
  if (from != std::string_view::npos && to != std::string_view::npos && from < to) xmp = xmp.substr(from, to - from);
  return "<metadata>" + std::string(xmp) + std::string(opening) + xml_escaped(remembrance.state) +
         std::string(closing) + "</metadata>";
}

std::string svg_with_metadata(std::string svg, const Remembrance& remembrance) {
  const std::size_t tag = svg.find("<svg");
  const std::size_t end = tag == std::string::npos ? tag : svg.find('>', tag);
  if (end == std::string::npos || svg[end - 1] == '/') return svg;
  return svg.insert(end + 1, svg_metadata_of(remembrance));
}

std::optional<std::string> state_in_svg(std::string_view svg) {
  const std::size_t from = svg.find(opening);
  if (from == std::string_view::npos) return std::nullopt;
  const std::size_t start = from + opening.size();
  const std::size_t end = svg.find(closing, start);
  if (end == std::string_view::npos || end - start > 6 * max_kept_state_bytes) return std::nullopt;
  return xml_unescaped(svg.substr(start, end - start));
}

}  // namespace reverie
