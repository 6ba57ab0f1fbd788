#include "native/runtime/package_neighbours.h"

namespace reverie {

Result<std::shared_ptr<const Neighbours>> neighbours_of(const Package& package) {
  const ModelFile* file = package.model.file_with_role("neighbours");
  if (file == nullptr) return std::shared_ptr<const Neighbours>();
  const auto bytes = package_file(package, *file);
  if (!bytes) return bytes.error();
  auto neighbours = neighbours_from_bytes(*bytes);
  if (!neighbours) return neighbours.error();
  return std::make_shared<const Neighbours>(std::move(*neighbours));
}

}  // namespace reverie
