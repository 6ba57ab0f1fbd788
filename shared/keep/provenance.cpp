#include "shared/keep/provenance.h"

namespace reverie {

namespace {

// Not a place that is asked for anything: the vocabulary's own names are addresses.
#define REVERIE_SOURCE_TYPE(name) "http://cv.iptc.org/newscodes/digitalsourcetype/" name
constexpr std::string_view by_model = REVERIE_SOURCE_TYPE("trainedAlgorithmicMedia");
constexpr std::string_view by_model_and_person = REVERIE_SOURCE_TYPE("compositeWithTrainedAlgorithmicMedia");
constexpr std::string_view by_person = REVERIE_SOURCE_TYPE("digitalCreation");
constexpr std::string_view by_rules = REVERIE_SOURCE_TYPE("algorithmicMedia");
#undef REVERIE_SOURCE_TYPE

std::string sentence_about(const LinkState& state) {
  std::string sentence = "The piece " + state.piece + ", played in Reverie";
  for (std::size_t i = 0; i < state.models.size(); ++i) {
    const LinkModel& model = state.models[i];
    sentence += i == 0 ? " with the model " : ", ";
    sentence += model.id + (model.hash_prefix.empty() ? "" : "@" + model.hash_prefix);
  }
  return sentence + ".";
}

}  // namespace

std::string_view digital_source_type_of(const LinkState& state) {
  const bool made = state.document.json() != "{}";
  if (state.models.empty()) return made ? by_person : by_rules;
  return made ? by_model_and_person : by_model;
}

std::string xmp_packet_of(const LinkState& state) {
  // The id is the one that XMP asks for in every packet.
  std::string text = "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n";
  text +=
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\" xmp:CreatorTool=\"Reverie\" "
      "Iptc4xmpExt:DigitalSourceType=\"";
  text += digital_source_type_of(state);
  text += "\">\n<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">" + xml_escaped(sentence_about(state)) +
          "</rdf:li></rdf:Alt></dc:description>\n</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>";
  return text;
}

std::string xml_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&apos;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

}  // namespace reverie
