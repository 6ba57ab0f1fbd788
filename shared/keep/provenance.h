// Where a picture comes from, in the words of IPTC's vocabulary "Digital Source Type" (cv.iptc.org/newscodes/
// digitalsourcetype), so that any other program can tell what a network drew.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "shared/keep/beside.h"
#include "shared/piece/link.h"

namespace reverie {

// trainedAlgorithmicMedia: a model drew it · compositeWithTrainedAlgorithmicMedia: a model and a person's own document
// · digitalCreation: a person's document, no model · algorithmicMedia: neither, rules and chance alone.
std::string_view digital_source_type_of(const LinkState& state);

// A packet of XMP with Iptc4xmpExt:DigitalSourceType, xmp:CreatorTool and a dc:description that names piece and models;
// and of what stands beside the picture who made the model, what it learned from and how near the picture lies to that,
// photoshop:Credit, and IPTC's AISystemUsed and AISystemVersionUsed (Photo Metadata Standard 2025.1).
std::string xmp_packet_of(const LinkState& state, std::span<const Beside> besides = {});

// & < > " ' as entities, for text and attributes.
std::string xml_escaped(std::string_view text);

}  // namespace reverie
