// model.json: whatever is taken is written and taken again as the same.
#include "shared/model/model.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto model = reverie::model_from_json({reinterpret_cast<const char*>(data), size});
  if (!model) return 0;
  const std::string text = reverie::json_from_model(*model);
  const auto again = reverie::model_from_json(text);
  if (!again || reverie::json_from_model(*again) != text) __builtin_trap();
  return 0;
}
