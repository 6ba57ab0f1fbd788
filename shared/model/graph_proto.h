// Protobuf's wire format from strangers, as much of it as ONNX uses: a message is read field by field in place, nothing
// is copied and nothing recurses. Inside this module only.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace reverie {

// The first thing that was wrong, as the end of a sentence: "has …". After it every read gives harmless nothing.
class GraphFault {
 public:
  void set(std::string text) {
    if (!text_) text_ = std::move(text);
  }
  explicit operator bool() const { return text_.has_value(); }
  const std::string& text() const { return *text_; }

 private:
  std::optional<std::string> text_;
};

class ProtoMessage {
 public:
  ProtoMessage(GraphFault& fault, std::string_view what, std::span<const std::uint8_t> bytes)
      : fault_(fault), what_(what), bytes_(bytes) {}

  // Goes to the next field; false at the end and after any fault.
  bool next() {
    if (fault_ || at_ == bytes_.size()) return false;
    const std::uint64_t tag = varint();
    field_ = static_cast<std::uint32_t>(tag >> 3);
    wire_ = static_cast<int>(tag & 7);
    if (field_ == 0 || tag > UINT32_MAX) broken();
    if (wire_ == 0) {
      value_ = varint();
    } else if (wire_ == 1 || wire_ == 5) {
      body_ = take(wire_ == 1 ? 8 : 4);
    } else if (wire_ == 2) {
      body_ = take(varint());
    } else {
      broken();  // groups are older than ONNX
    }
    return !fault_;
  }

  std::uint32_t field() const { return field_; }
  // A field that may stand there once: a second one would overwrite or extend the first in some readers.
  ProtoMessage& once() {
    const std::uint64_t bit = field_ < 64 ? std::uint64_t{1} << field_ : 0;
    if ((seen_ & bit) != 0)
      fault_.set("says the field " + std::to_string(field_) + " of " + std::string(what_) +
                 " twice, where once is allowed");
    seen_ |= bit;
    return *this;
  }

  std::int64_t whole() { return require(0) ? static_cast<std::int64_t>(value_) : 0; }
  std::span<const std::uint8_t> bytes() { return require(2) ? body_ : std::span<const std::uint8_t>(); }
  std::string_view text() {
    const auto held = bytes();
    return {reinterpret_cast<const char*>(held.data()), held.size()};
  }
  float number() { return require(5) ? float_at(body_) : 0; }

  // Repeated numbers, packed or one by one. `keep` is called with each.
  template <class Keep>
  void wholes(Keep keep) {
    if (wire_ == 0) return keep(static_cast<std::int64_t>(value_));
    ProtoMessage packed(fault_, what_, bytes());
    while (!fault_ && packed.at_ < packed.bytes_.size()) keep(static_cast<std::int64_t>(packed.varint()));
  }
  template <class Keep>
  void floats(Keep keep) {
    if (wire_ == 5) return keep(float_at(body_));
    const auto packed = bytes();
    if (packed.size() % 4 != 0) return broken();
    for (std::size_t i = 0; i < packed.size(); i += 4) keep(float_at(packed.subspan(i, 4)));
  }
  template <class Keep>
  void doubles(Keep keep) {
    if (wire_ == 1) return keep(double_at(body_));
    const auto packed = bytes();
    if (packed.size() % 8 != 0) return broken();
    for (std::size_t i = 0; i < packed.size(); i += 8) keep(double_at(packed.subspan(i, 8)));
  }

  // What neither this reader nor ONNX up to IR 10 knows; a runtime might.
  void unknown() {
    fault_.set("is damaged or no ONNX file: it has the field " + std::to_string(field_) + " in " + std::string(what_));
  }

  static std::uint64_t little_endian(std::span<const std::uint8_t> bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | bytes[i];
    return value;
  }
  static float float_at(std::span<const std::uint8_t> four) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(little_endian(four)));
  }
  static double double_at(std::span<const std::uint8_t> eight) { return std::bit_cast<double>(little_endian(eight)); }

 private:
  bool require(int wire) {
    if (wire_ != wire) broken();
    return !fault_;
  }
  void broken() { fault_.set("is damaged or no ONNX file: it breaks off or makes no sense in " + std::string(what_)); }
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at_ == bytes_.size()) break;
      const std::uint8_t byte = bytes_[at_++];
      value |= static_cast<std::uint64_t>(byte & 127) << shift;
      if (byte < 128) return value;
    }
    broken();
    return 0;
  }
  std::span<const std::uint8_t> take(std::uint64_t count) {
    if (count > bytes_.size() - at_) broken();
    if (fault_) return {};
    at_ += static_cast<std::size_t>(count);
    return bytes_.subspan(at_ - static_cast<std::size_t>(count), static_cast<std::size_t>(count));
  }

  GraphFault& fault_;
  std::string_view what_;
  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
  std::uint32_t field_ = 0;
  int wire_ = 0;
  std::uint64_t value_ = 0;
  std::span<const std::uint8_t> body_;
  std::uint64_t seen_ = 0;
};

}  // namespace reverie
