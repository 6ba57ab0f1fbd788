#include <bit>
#include <cmath>
#include <cstring>

#include "shared/near/neighbours.h"

namespace reverie {

namespace {

constexpr std::string_view magic = "REVNEAR1";
constexpr std::size_t head_bytes = 8 + 4 + 4 + 8 + 4 * (near_numbers + near_numbers + 101);
constexpr double largest = 1e6, most_pictures = 1e15;

Error refused(const std::string& why) {
  return Error{"The file of neighbours was refused: " + why + "; the model plays without saying how near it lies."};
}

void put(std::vector<std::uint8_t>& bytes, std::uint64_t value, int count) {
  for (int i = 0; i < count; ++i) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

template <class Numbers>
void put_floats(std::vector<std::uint8_t>& bytes, const Numbers& numbers) {
  for (const float number : numbers) put(bytes, std::bit_cast<std::uint32_t>(number), 4);
}

// The length was checked before, so nothing here can run out.
class Reader {
 public:
  explicit Reader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  std::uint64_t integer(int count) {
    std::uint64_t value = 0;
    for (int i = 0; i < count; ++i) value |= std::uint64_t{bytes_[at_++]} << (8 * i);
    return value;
  }
  template <class Numbers>
  bool floats(Numbers& numbers, float least) {
    bool fine = true;
    for (float& number : numbers) {
      number = std::bit_cast<float>(static_cast<std::uint32_t>(integer(4)));
      fine = fine && std::isfinite(number) && number >= least && number <= static_cast<float>(largest);
    }
    return fine;
  }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
};

Result<void> check_length(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < head_bytes || bytes.size() > max_neighbours_bytes)
    return refused("it has " + std::to_string(bytes.size()) + " bytes where " + std::to_string(head_bytes) + " to " +
                   std::to_string(max_neighbours_bytes) + " are allowed");
  if (std::memcmp(bytes.data(), magic.data(), magic.size()) != 0) return refused("it does not begin with REVNEAR1");
  return {};
}

}  // namespace

std::vector<std::uint8_t> bytes_from_neighbours(const Neighbours& neighbours) {
  std::vector<std::uint8_t> bytes(magic.begin(), magic.end());
  put(bytes, neighbours.layered ? 1 : 0, 4);
  put(bytes, neighbours.count(), 4);
  put(bytes, std::bit_cast<std::uint64_t>(neighbours.of), 8);
  put_floats(bytes, neighbours.middles);
  put_floats(bytes, neighbours.steps);
  put_floats(bytes, neighbours.apart);
  for (const std::int8_t number : neighbours.rows) bytes.push_back(static_cast<std::uint8_t>(number));
  return bytes;
}

Result<Neighbours> neighbours_from_bytes(std::span<const std::uint8_t> bytes) {
  if (Result<void> sound = check_length(bytes); !sound) return sound.error();
  Reader reader(bytes.subspan(magic.size()));
  Neighbours neighbours;
  const std::uint64_t layered = reader.integer(4), rows = reader.integer(4);
  neighbours.of = std::bit_cast<double>(reader.integer(8));
  if (layered > 1) return refused("it is neither of pictures nor of layers");
  if (rows < 2 || rows > max_neighbours || bytes.size() != head_bytes + rows * near_numbers)
    return refused("it tells of " + std::to_string(rows) + " rows in " + std::to_string(bytes.size()) + " bytes");
  if (!(neighbours.of >= static_cast<double>(rows) || (layered == 1 && neighbours.of >= 1)) ||
      neighbours.of > most_pictures)
    return refused("it counts no training pictures that could be");
  neighbours.layered = layered == 1;
  if (!reader.floats(neighbours.middles, -static_cast<float>(largest)) || !reader.floats(neighbours.steps, 0) ||
      !reader.floats(neighbours.apart, 0))
    return refused("one of its numbers is not finite or out of range");
  for (std::size_t i = 1; i < neighbours.apart.size(); ++i)
    if (neighbours.apart[i] < neighbours.apart[i - 1]) return refused("its percentiles fall");
  for (std::uint64_t i = 0; i < rows * near_numbers; ++i)
    neighbours.rows.push_back(static_cast<std::int8_t>(static_cast<std::uint8_t>(reader.integer(1))));
  return neighbours;
}

}  // namespace reverie
