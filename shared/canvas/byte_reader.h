// Little-endian bytes from strangers, for display_list_from_bytes.cpp.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "shared/image/image.h"

namespace reverie {

// Reads until something is wrong, and remembers the first thing that was: after that all reads give 0.
class ByteReader {
 public:
  explicit ByteReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  bool ok() const { return !fault_; }
  const std::string& fault() const { return *fault_; }
  void fail(std::string what) {
    if (!fault_) fault_ = std::move(what);
  }
  void require(bool right, const char* what) {
    if (!right) fail(what);
  }
  bool at_end() const { return at_ == bytes_.size(); }

  std::uint32_t word() { return static_cast<std::uint32_t>(integer(4)); }
  double number() {
    const double value = std::bit_cast<double>(integer(8));
    require(std::isfinite(value), "a number that is not finite");
    return ok() ? value : 0;
  }
  double number(double low, double high, const char* what) {
    const double value = number();
    require(value >= low && value <= high, what);
    return ok() ? value : low;
  }
  bool flag() { return choice<std::uint8_t>(2) == 1; }
  template <class Enum>
  Enum choice(int count) {
    const std::uint64_t value = integer(1);
    require(value < static_cast<std::uint64_t>(count), "a choice that does not exist");
    return static_cast<Enum>(ok() ? value : 0);
  }
  Color color() {
    const std::span<const std::uint8_t> c = take(4);
    return c.empty() ? Color{} : Color{c[0], c[1], c[2], c[3]};
  }
  // A count of things of at least `each` bytes, so that nobody is told to make room for what is not there.
  std::size_t count(std::size_t most, std::size_t each, const char* what) {
    const std::size_t value = word();
    require(value <= most && value <= (bytes_.size() - at_) / each, what);
    return ok() ? value : 0;
  }
  // Empty when there are not so many left.
  std::span<const std::uint8_t> take(std::size_t count) {
    if (count > bytes_.size() - at_) fail("an early end");
    if (!ok()) return {};
    at_ += count;
    return bytes_.subspan(at_ - count, count);
  }

 private:
  std::uint64_t integer(std::size_t count) {
    std::uint64_t value = 0;
    int shift = 0;
    for (const std::uint8_t byte : take(count)) {
      value |= std::uint64_t{byte} << shift;
      shift += 8;
    }
    return value;
  }

  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
  std::optional<std::string> fault_;
};

}  // namespace reverie
