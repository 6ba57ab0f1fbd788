#include <algorithm>

#include "shared/model/graph_view.h"
#include "shared/model/json_reader.h"

namespace reverie {

namespace {

constexpr std::int64_t most_of_a_dimension = std::int64_t{1} << 31;

// A tensor's numbers may stand in one of several fields; which one decides how they are counted.
struct Numbers {
  std::uint32_t field = 0;  // of TensorProto; 9: raw bytes
  std::int64_t count = 0;
  std::span<const std::uint8_t> raw;
  std::vector<double> first;  // at most max_known_numbers

  void add(double value) {
    if (first.size() < max_known_numbers) first.push_back(value);
    ++count;
  }
};

bool holds(GraphType type, std::uint32_t field) {
  switch (type) {
    case GraphType::float32:
      return field == 4;
    case GraphType::int64:
      return field == 7;
    case GraphType::float64:
      return field == 10;
    default:
      return field == 5;
  }
}

void read_numbers(ProtoMessage& field, Numbers& numbers, GraphFault& fault) {
  if (numbers.field != 0 && (numbers.field != field.field() || numbers.field == 9))
    fault.set("has a tensor whose numbers stand in two places, where one is allowed");
  numbers.field = field.field();
  const auto add = [&](auto value) { numbers.add(static_cast<double>(value)); };
  if (numbers.field == 4)
    field.floats(add);
  else if (numbers.field == 10)
    field.doubles(add);
  else if (numbers.field == 9)
    numbers.raw = field.bytes();
  else
    field.wholes(add);
}

double number_at(GraphType type, std::span<const std::uint8_t> bytes) {
  const std::uint64_t bits = ProtoMessage::little_endian(bytes);
  switch (type) {
    case GraphType::float32:
      return static_cast<double>(ProtoMessage::float_at(bytes));
    case GraphType::float64:
      return ProtoMessage::double_at(bytes);
    case GraphType::int64:
      return static_cast<double>(static_cast<std::int64_t>(bits));
    case GraphType::int32:
      return static_cast<double>(static_cast<std::int32_t>(bits));
    case GraphType::int16:
      return static_cast<double>(static_cast<std::int16_t>(bits));
    case GraphType::int8:
      return static_cast<double>(static_cast<std::int8_t>(bits));
    default:
      return static_cast<double>(bits);
  }
}

// Holds what was found against the shape, and keeps the numbers where they are few.
void settle(TensorView& made, Numbers& numbers, GraphFault& fault) {
  if (fault) return;
  const std::string start = "has a tensor " + quotation_of(made.name) + " ";
  const std::int64_t count = bounded_count(made.dims);
  const int width = width_of(static_cast<std::int64_t>(made.type));
  if (made.dims.size() > max_graph_rank)
    return fault.set(start + "of " + std::to_string(made.dims.size()) + " dimensions, where " +
                     std::to_string(max_graph_rank) + " are allowed");
  if (count < 0 || count * width > max_graph_tensor_bytes)
    return fault.set(start + "of the shape " + text_from_shape(made.dims) + ", where sizes from 0 and at most " +
                     std::to_string(max_graph_tensor_bytes >> 20) + " MiB are allowed");
  if (numbers.field == 9) numbers.count = static_cast<std::int64_t>(numbers.raw.size()) / width;
  const bool whole = numbers.field != 9 || static_cast<std::int64_t>(numbers.raw.size()) == count * width;
  const bool fits = numbers.field == 0 || numbers.field == 9 || holds(made.type, numbers.field);
  if (numbers.count != count || !whole || !fits)
    return fault.set(start + "of the shape " + text_from_shape(made.dims) + " that holds other than its " +
                     std::to_string(count) + " numbers of " + std::string(name_of(made.type)));
  if (count > static_cast<std::int64_t>(max_known_numbers) || made.type == GraphType::float16) return;
  for (std::size_t i = 0; i < numbers.raw.size(); i += static_cast<std::size_t>(width))
    numbers.first.push_back(number_at(made.type, numbers.raw.subspan(i, static_cast<std::size_t>(width))));
  made.numbers = std::move(numbers.first);
}

GraphType allowed_type(std::int64_t type, GraphFault& fault) {
  if (width_of(type) == 0)
    fault.set("has a tensor of the element type " + std::to_string(type) +
              ", where float32, float64, float16, bool and whole numbers of 8 to 64 bits are allowed");
  return static_cast<GraphType>(type);
}

PortView::Size dimension(std::span<const std::uint8_t> bytes, GraphFault& fault) {
  ProtoMessage field(fault, "a dimension", bytes);
  PortView::Size size;
  while (field.next()) {
    if (field.field() == 1) {
      size.value = field.once().whole();
      if (size.value < 0 || size.value > most_of_a_dimension)
        fault.set("names a dimension of " + std::to_string(size.value) +
                  ", where sizes from 0 to 2147483648 are allowed");
    } else if (field.field() == 2) {
      size.name = bounded_name(field.once().text(), fault);
    } else if (field.field() == 3) {  // denotation
      (void)field.once().text();
    } else {
      field.unknown();
    }
  }
  return size;
}

void shape(std::span<const std::uint8_t> bytes, PortView& made, GraphFault& fault) {
  ProtoMessage field(fault, "a shape", bytes);
  while (field.next()) {
    if (field.field() != 1)
      field.unknown();
    else if (made.dims.size() >= max_graph_rank)
      fault.set("names a tensor of more than the " + std::to_string(max_graph_rank) + " dimensions that are allowed");
    else
      made.dims.push_back(dimension(field.bytes(), fault));
  }
}

void tensor_type(std::span<const std::uint8_t> bytes, PortView& made, GraphFault& fault) {
  ProtoMessage field(fault, "a type", bytes);
  while (field.next()) {
    if (field.field() == 1)
      made.type = allowed_type(field.once().whole(), fault), made.has_type = true;
    else if (field.field() == 2)
      made.has_shape = true, shape(field.once().bytes(), made, fault);
    else
      field.unknown();
  }
}

}  // namespace

int width_of(std::int64_t type) {
  constexpr std::uint8_t widths[] = {0, 4, 1, 1, 2, 2, 4, 8, 0, 1, 2, 8};
  return type >= 0 && type < static_cast<std::int64_t>(std::size(widths)) ? widths[type] : 0;
}

std::string_view name_of(GraphType type) {
  constexpr std::string_view names[] = {"?",     "float32", "uint8",  "int8", "uint16",  "int16",
                                        "int32", "int64",   "string", "bool", "float16", "float64"};
  return names[static_cast<std::size_t>(type)];
}

std::int64_t bounded_count(const Shape& dims) {
  constexpr std::int64_t most = std::int64_t{1} << 40;
  std::int64_t count = 1;
  for (const std::int64_t size : dims) {
    if (size < 0 || size > most_of_a_dimension) return -1;
    if (size > 0 && count > most / size) return -1;
    count *= size;
  }
  return count;
}

std::string_view bounded_name(std::string_view text, GraphFault& fault) {
  if (text.size() > max_graph_name_bytes)
    fault.set("has a name that begins " + quotation_of(text) + " and is " + std::to_string(text.size()) +
              " bytes long, where " + std::to_string(max_graph_name_bytes) + " are allowed");
  return text;
}

TensorView tensor_view_from_bytes(std::span<const std::uint8_t> bytes, GraphFault& fault) {
  ProtoMessage field(fault, "a tensor", bytes);
  TensorView made;
  Numbers numbers;
  bool has_type = false;
  while (field.next()) {
    const auto number = field.field();
    if (number == 1)
      field.wholes([&](std::int64_t size) {
        if (made.dims.size() <= max_graph_rank) made.dims.push_back(size);
      });
    else if (number == 2)
      has_type = true, made.type = allowed_type(field.once().whole(), fault);
    else if (number == 4 || number == 5 || number == 7 || number == 9 || number == 10)
      read_numbers(field, numbers, fault);
    else if (number == 8)
      made.name = bounded_name(field.once().text(), fault);
    else if (number == 12)  // doc_string
      (void)field.once().text();
    else if (number == 13 || (number == 14 && field.once().whole() != 0))
      fault.set("has a tensor " + quotation_of(made.name) +
                " that lies in another file, where all numbers must stand in the graph itself");
    else if (number == 16)  // metadata_props
      (void)field.bytes();
    else if (number != 14)
      field.unknown();
  }
  if (!has_type) (void)allowed_type(0, fault);
  settle(made, numbers, fault);
  return made;
}

PortView port_view_from_bytes(std::span<const std::uint8_t> bytes, GraphFault& fault) {
  ProtoMessage field(fault, "a value’s description", bytes);
  PortView made;
  while (field.next()) {
    const auto number = field.field();
    if (number == 1) {
      made.name = bounded_name(field.once().text(), fault);
    } else if (number == 2) {
      ProtoMessage type(fault, "a type", field.once().bytes());
      while (type.next()) {
        if (type.field() == 1)
          tensor_type(type.once().bytes(), made, fault);
        else if (type.field() == 6)  // denotation
          (void)type.once().text();
        else
          fault.set("describes " + quotation_of(made.name) + " as something other than a tensor");
      }
    } else if (number == 3) {  // doc_string
      (void)field.once().text();
    } else if (number == 4) {  // metadata_props
      (void)field.bytes();
    } else {
      field.unknown();
    }
  }
  return made;
}

}  // namespace reverie
