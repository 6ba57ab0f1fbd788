// Protobuf hands out copies, not positions, and searching for the bytes would find the wrong place where two weights
// are equal (fresh biases are all zero). The wire format is simple enough to be walked: fields of (number, type,
// payload).
#include "native/onnx_file/weight_offsets.h"

#include <map>
#include <optional>

namespace reverie {
namespace {

// Field numbers of onnx.proto.
constexpr std::uint64_t model_graph = 7, graph_initializer = 5, tensor_name = 8, tensor_raw_data = 9;

struct Range {
  std::size_t begin = 0, end = 0;
};

struct Field {
  std::uint64_t number = 0;
  Range payload;  // of length-delimited fields; empty for the others
};

class Walker {
 public:
  Walker(const Bytes& bytes, Range range) : bytes_(bytes), at_(range.begin), end_(range.end) {}

  // The next field, or nullopt at the end or where the bytes are not well-formed.
  std::optional<Field> next() {
    if (at_ >= end_) return std::nullopt;
    const auto tag = varint();
    if (!tag) return std::nullopt;
    Field field{*tag >> 3, {}};
    switch (*tag & 7) {
      case 0:
        if (!varint()) return std::nullopt;
        break;
      case 1:
        at_ += 8;
        break;
      case 5:
        at_ += 4;
        break;
      case 2: {
        const auto length = varint();
        if (!length || *length > end_ - at_) return std::nullopt;
        field.payload = {at_, at_ + static_cast<std::size_t>(*length)};
        at_ = field.payload.end;
        break;
      }
      default:
        return std::nullopt;
    }
    return field;
  }

 private:
  std::optional<std::uint64_t> varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64 && at_ < end_; shift += 7) {
      const std::uint8_t byte = bytes_[at_++];
      value |= std::uint64_t{byte & 0x7fu} << shift;
      if (!(byte & 0x80)) return value;
    }
    return std::nullopt;
  }
  const Bytes& bytes_;
  std::size_t at_, end_;
};

std::map<std::string, Range> raw_data_by_name(const Bytes& bytes, Range graph) {
  std::map<std::string, Range> found;
  Walker fields(bytes, graph);
  while (const auto field = fields.next()) {
    if (field->number != graph_initializer) continue;
    std::string name;
    Range data;
    Walker tensor(bytes, field->payload);
    while (const auto part = tensor.next()) {
      const auto begin = bytes.begin();
      if (part->number == tensor_name)
        name.assign(begin + static_cast<std::ptrdiff_t>(part->payload.begin),
                    begin + static_cast<std::ptrdiff_t>(part->payload.end));
      if (part->number == tensor_raw_data) data = part->payload;
    }
    found[name] = data;
  }
  return found;
}

}  // namespace

Result<void> fill_weight_offsets(OnnxFile& file) {
  std::map<std::string, Range> found;
  Walker fields(file.bytes, {0, file.bytes.size()});
  while (const auto field = fields.next())
    if (field->number == model_graph) found = raw_data_by_name(file.bytes, field->payload);
  const auto offset_of = [&](const std::string& name, std::uint64_t bytes) -> Result<std::uint64_t> {
    const auto range = found.find(name);
    if (range == found.end() || range->second.end - range->second.begin != bytes)
      return Error{"The weight '" + name + "' was not found in the exported file, so it is not written."};
    return std::uint64_t{range->second.begin};
  };
  for (WeightEntry& entry : file.weights) {
    const auto offset = offset_of(entry.name, entry.bytes);
    if (!offset) return offset.error();
    entry.offset = *offset;
    if (!entry.scales) continue;
    const auto factors = static_cast<std::uint64_t>(entry.shape[static_cast<std::size_t>(entry.scales->axis)]);
    const auto scales = offset_of(scales_name(entry.name), 4 * factors);
    if (!scales) return scales.error();
    entry.scales->offset = *scales;
  }
  return {};
}

}  // namespace reverie
