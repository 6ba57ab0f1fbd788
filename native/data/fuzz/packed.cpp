// Packed datasets: any bytes, and any record in front of the pixels of a sound file. What is read must be sound, and is
// read again from what it is written as.
#include "native/data/packed.h"

#include <cstring>

namespace {

void must_hold(std::span<const std::uint8_t> bytes) {
  const auto dataset = reverie::dataset_from_bytes(bytes, "fuzzed");
  if (!dataset) return;
  if (!reverie::check_dataset(*dataset)) __builtin_trap();
  const auto again = reverie::dataset_from_bytes(reverie::bytes_from_dataset(*dataset), "again");
  if (!again || again->pixels != dataset->pixels || again->labels != dataset->labels ||
      !(again->report == dataset->report))
    __builtin_trap();
  (void)reverie::report_text(dataset->report);
  (void)reverie::findings_from_report(dataset->report);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  must_hold({data, size});
  reverie::Bytes bytes(16);
  const auto record_bytes = static_cast<std::uint32_t>(size);
  std::memcpy(bytes.data(), "REVDATA1", 8);
  std::memcpy(bytes.data() + 8, &record_bytes, 4);
  bytes.insert(bytes.end(), data, data + size);
  bytes.resize(bytes.size() + 2 * 8 * 8 * 3 + 8);  // two pictures of 8 px, one axis
  must_hold(bytes);
  return 0;
}
