#include "native/window/package_preview.h"

#include "native/codec/image_read.h"

namespace reverie {

Result<std::shared_ptr<const ModelPreview>> preview_of(const Package& package) {
  const ModelFile* file = package.model.file_with_role("strip");
  if (file == nullptr) return std::shared_ptr<const ModelPreview>();
  const Error too_large{"“" + file->name + "” is larger than a strip of pictures may be; it is not shown."};
  if (file->bytes > max_strip_bytes) return too_large;
  const auto bytes = package_file(package, *file);
  if (!bytes) return bytes.error();
  // The head is read before the pixels are unfolded.
  const auto head = picture_head_from_bytes(*bytes, file->name);
  if (!head) return head.error();
  if (head->width > max_strip_width || head->height > max_strip_height) return too_large;
  const auto strip = image_from_png_bytes(*bytes, file->name);
  if (!strip) return strip.error();
  auto preview = preview_from_strip(std::make_shared<const Model>(package.model), *strip);
  if (!preview) return preview.error();
  return std::make_shared<const ModelPreview>(std::move(*preview));
}

}  // namespace reverie
