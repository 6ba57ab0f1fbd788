// The steps of a graph put together as the layers that people see. Inside this module only.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "native/look/blend.h"

namespace reverie {

inline bool is_float_type(GraphType type) {
  return type == GraphType::float32 || type == GraphType::float16 || type == GraphType::float64;
}

// Where a value of the graph comes from.
struct MadeValue {
  const GraphStep* step;
  std::size_t output;
  const Shape& shape() const { return step->shapes[output]; }
  bool is_float() const { return is_float_type(step->types[output]); }
};

bool is_convolution(std::string_view op);
bool is_product(std::string_view op);
bool is_resize(std::string_view op);
bool is_pool(std::string_view op);
// What only readies a value for a convolution, and takes sizes beside it.
bool is_preparation(std::string_view op);

std::int64_t numbers_in(const Shape& shape);

// Pointers into `graph`, which must outlive it.
class LayerGroups {
 public:
  using Group = std::vector<const GraphStep*>;
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  LayerGroups(const GraphSteps& graph, const std::string& picture);

  // In the order of the graph; empty where another layer took it.
  const std::vector<Group>& groups() const { return groups_; }
  const Blends& blends() const { return blends_; }
  // nullptr for inputs and weights.
  const MadeValue* made(const std::string& value) const;
  // The group whose step makes `value`, or nowhere.
  std::size_t group_of(const std::string& value) const;
  // What others read of a group: the largest value, then the last.
  std::string value_of(const Group& group) const;
  // Groups that read `input`, or what was made of it before any layer.
  std::set<std::size_t> groups_reached(const std::string& input) const;

 private:
  void find_preparations();
  bool begins(const GraphStep& step) const;
  void take(const GraphStep& step);
  Group claim_preparations(const GraphStep& step);
  std::size_t place_of(const GraphStep& step) const;
  void fold_styles();
  std::size_t only_reader_of(const MadeValue& value, std::size_t self) const;
  const Group& readers_of(const std::string& value) const;

  const GraphSteps& graph_;
  std::string picture_;
  Blends blends_;
  std::map<std::string, MadeValue> made_;
  std::map<std::string, Group> readers_;
  std::set<const GraphStep*> preparations_;
  std::vector<Group> groups_;
  std::map<std::string, std::size_t> group_of_;
};

}  // namespace reverie
