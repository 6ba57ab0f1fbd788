// The document of de-stijl: {"seed": "…", "divisions": {path: [0 across | 1 along, share]}, "tones": {path: 0…4}}.
#pragma once

#include "shared/piece/piece.h"
#include "shared/pieces/de-stijl/composition.h"

namespace reverie::pieces {

Document document_from_edits(const Edits& edits, const std::string& seed);

// Both stay as they were when the document is refused.
Result<void> edits_from_document(const Document& document, Edits& edits, std::string& seed);

}  // namespace reverie::pieces
