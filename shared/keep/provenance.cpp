#include "shared/keep/provenance.h"
#include "shared/words/words.h"

namespace reverie {

namespace {

// Not a place that is asked for anything: the vocabulary's own names are addresses.
#define REVERIE_SOURCE_TYPE(name) "http://cv.iptc.org/newscodes/digitalsourcetype/" name
constexpr std::string_view by_model = REVERIE_SOURCE_TYPE("trainedAlgorithmicMedia");
constexpr std::string_view by_model_and_person = REVERIE_SOURCE_TYPE("compositeWithTrainedAlgorithmicMedia");
constexpr std::string_view by_person = REVERIE_SOURCE_TYPE("digitalCreation");
constexpr std::string_view by_rules = REVERIE_SOURCE_TYPE("algorithmicMedia");
#undef REVERIE_SOURCE_TYPE

std::string sentence_about(const LinkState& state, std::span<const Beside> besides) {
  std::string sentence = "The piece " + state.piece + ", played in Reverie";
  for (std::size_t i = 0; i < state.models.size(); ++i) {
    const LinkModel& model = state.models[i];
    sentence += i == 0 ? " with the model " : ", ";
    sentence += model.id + (model.hash_prefix.empty() ? "" : "@" + model.hash_prefix);
  }
  sentence += ".";
  for (const Beside& beside : besides) {
    sentence += " " + summary_of(beside) + ".";
    const std::string learned = beside.credit.empty() ? beside.data : beside.credit;
    if (!learned.empty()) sentence += " Learned from: " + learned + ".";
    if (!beside.near.empty()) sentence += " " + beside.near;
  }
  return sentence;
}

std::string joined(std::span<const Beside> besides, std::string (*part)(const Beside&)) {
  std::string all;
  for (const Beside& beside : besides)
    if (const std::string text = part(beside); !text.empty()) all += (all.empty() ? "" : "; ") + text;
  return all;
}

// Attributes of the packet's one description; those of which nothing is known are left out.
std::string attributes_of(std::span<const Beside> besides) {
  if (besides.empty()) return "";
  std::string text = " xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\"";
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) text += std::string(" ") + name + "=\"" + xml_escaped(value) + "\"";
  };
  add("photoshop:Credit", joined(besides, [](const Beside& beside) { return beside.credit; }));
  add("Iptc4xmpExt:AISystemUsed", joined(besides, [](const Beside& beside) { return "Reverie, model " + beside.id; }));
  add("Iptc4xmpExt:AISystemVersionUsed", joined(besides, [](const Beside& beside) { return beside.version; }));
  return text;
}

}  // namespace

std::string_view digital_source_type_of(const LinkState& state) {
  const bool made = state.document.json() != "{}";
  if (state.models.empty()) return made ? by_person : by_rules;
  return made ? by_model_and_person : by_model;
}

std::string xmp_packet_of(const LinkState& state, std::span<const Beside> besides) {
  const InEnglish as_every_file;  // whoever opens it
  // The id is the one that XMP asks for in every packet.
  std::string text = "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n";
  text +=
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\" xmp:CreatorTool=\"Reverie\" "
      "Iptc4xmpExt:DigitalSourceType=\"";
  text += digital_source_type_of(state);
  text += "\"" + attributes_of(besides) + ">\n<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">" +
          xml_escaped(sentence_about(state, besides)) +
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
