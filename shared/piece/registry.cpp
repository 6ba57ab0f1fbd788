#include "shared/piece/registry.h"

namespace reverie {

const PieceEntry* find_piece(std::string_view id) {
  for (const PieceEntry& entry : piece_registry()) {
    if (entry.id == id) return &entry;
  }
  return nullptr;
}

}  // namespace reverie
