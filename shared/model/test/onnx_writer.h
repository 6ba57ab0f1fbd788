// Writes ONNX files by hand, good and bad ones, so that tests need neither trainer nor exporter. The protobuf wire
// format is written directly: fields of (number << 3 | type), 0 = varint, 2 = bytes, 5 = four bytes.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace reverie::tiny {

class Message {
 public:
  Message& number(int field, std::uint64_t value) {
    varint(static_cast<std::uint64_t>(field) << 3);
    varint(value);
    return *this;
  }
  Message& text(int field, const std::string& value) {
    varint(static_cast<std::uint64_t>(field) << 3 | 2);
    varint(value.size());
    bytes_ += value;
    return *this;
  }
  Message& message(int field, const Message& value) { return text(field, value.bytes_); }
  Message& real(int field, float value) {
    varint(static_cast<std::uint64_t>(field) << 3 | 5);
    char raw[4];
    std::memcpy(raw, &value, 4);
    bytes_.append(raw, 4);
    return *this;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  void varint(std::uint64_t value) {
    for (; value >= 128; value >>= 7) bytes_ += static_cast<char>((value & 127) | 128);
    bytes_ += static_cast<char>(value);
  }
  std::string bytes_;
};

// A description of a value: dimensions below 0 are dynamic, -1 with the name "N", others without any.
inline Message port_message(const std::string& name, const std::vector<std::int64_t>& dims, int type = 1) {
  Message shape;
  for (const auto size : dims)
    shape.message(1, size >= 0    ? Message().number(1, static_cast<std::uint64_t>(size))
                     : size == -1 ? Message().text(2, "N")
                                  : Message());
  return Message().text(1, name).message(
      2, Message().message(1, Message().number(1, static_cast<std::uint64_t>(type)).message(2, shape)));
}

// One with the batch N in front.
inline Message value_info(const std::string& name, std::vector<std::int64_t> dims) {
  dims.insert(dims.begin(), -1);
  return port_message(name, dims);
}

inline Message attribute(const std::string& name, std::int64_t value) {
  return Message().text(1, name).number(3, static_cast<std::uint64_t>(value)).number(20, 2);
}
inline Message attribute(const std::string& name, const std::string& value) {
  return Message().text(1, name).text(4, value).number(20, 3);
}
inline Message list_attribute(const std::string& name, const std::vector<std::int64_t>& values) {
  Message made = Message().text(1, name);
  for (const auto value : values) made.number(8, static_cast<std::uint64_t>(value));
  return made.number(20, 7);
}
inline Message tensor_attribute(const std::string& name, const Message& tensor) {
  return Message().text(1, name).message(5, tensor).number(20, 4);
}

inline Message node(const std::string& op, const std::vector<std::string>& inputs,
                    const std::vector<std::string>& outputs, const std::vector<Message>& attributes) {
  Message made;
  for (const std::string& input : inputs) made.text(1, input);
  for (const std::string& output : outputs) made.text(2, output);
  made.text(4, op);
  for (const Message& each : attributes) made.message(5, each);
  return made;
}
inline Message node(const std::string& op, const std::vector<std::string>& inputs, const std::string& output) {
  return node(op, inputs, std::vector<std::string>{output}, {});
}

template <class Number>
Message initializer(const std::string& name, const std::vector<std::int64_t>& dims, int type,
                    const std::vector<Number>& values) {
  Message made;
  for (const auto size : dims) made.number(1, static_cast<std::uint64_t>(size));
  std::string raw(values.size() * sizeof(Number), '\0');
  if (!raw.empty()) std::memcpy(raw.data(), values.data(), raw.size());
  return made.number(2, static_cast<std::uint64_t>(type)).text(8, name).text(9, raw);
}
inline Message whole_numbers(const std::string& name, const std::vector<std::int64_t>& values) {
  return initializer<std::int64_t>(name, {static_cast<std::int64_t>(values.size())}, 7, values);
}

// The file around a graph.
inline std::vector<std::uint8_t> model_file(const Message& graph, std::uint64_t opset = 17, std::uint64_t ir = 8) {
  const Message model = Message().number(1, ir).message(7, graph).message(8, Message().text(1, "").number(2, opset));
  return {model.bytes().begin(), model.bytes().end()};
}

// Nodes, initializers, inputs, outputs.
struct GraphParts {
  std::vector<Message> nodes, weights, inputs, outputs;

  Message graph() const {
    Message made;
    for (const Message& each : nodes) made.message(1, each);
    made.text(2, "parts");
    for (const Message& each : weights) made.message(5, each);
    for (const Message& each : inputs) made.message(11, each);
    for (const Message& each : outputs) made.message(12, each);
    return made;
  }
  std::vector<std::uint8_t> file(std::uint64_t opset = 17) const { return model_file(graph(), opset); }
};

}  // namespace reverie::tiny
