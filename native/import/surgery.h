// Surgery: the one place that changes a foreign graph. Nodes go in front of it or behind it, values get other names,
// what leads to no picture is cut away. Inside this module only.
#pragma once

#include <onnx/onnx_pb.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "shared/tensor/tensor.h"

namespace reverie {

class Surgery {
 public:
  // A copy without what only its author's machine knows: doc strings (they carry source paths), metadata, noted shapes.
  // Its inputs and outputs are taken off; values called like one of `ports` get another name.
  Surgery(const onnx::ModelProto& foreign, const std::vector<std::string>& ports);

  // What a foreign value is called now.
  std::string name_of(const std::string& foreign) const;
  bool is_computed(const std::string& foreign) const;  // by a node

  enum class Side { front, behind };
  // One operator of one output; gives its name back, which is `output` where one is given. `permutation` is what
  // Transpose takes.
  std::string node(Side side, const std::string& op, const std::vector<std::string>& inputs,
                   const std::vector<std::pair<std::string, std::int64_t>>& attributes = {}, std::string output = "",
                   const Shape& permutation = {});
  std::string constant(const std::vector<std::int64_t>& values);
  std::string constant(const std::vector<float>& values, const Shape& shape);

  // Every foreign node that reads `foreign` reads `value` from now on, and whoever made it makes `value`.
  void rename(const std::string& foreign, const std::string& value);

  onnx::GraphProto& graph() { return *model_.mutable_graph(); }  // its nodes are the foreign ones until finish()

  void input(const std::string& name, const std::vector<std::int64_t>& shape);  // -1: the batch N
  void output(const std::string& name, const std::vector<std::int64_t>& shape);

  // Puts everything in order and cuts away what no output needs.
  onnx::ModelProto finish();

 private:
  std::string fresh(const std::string& stem);
  onnx::TensorProto& add_initializer(const std::string& name, int type, const Shape& shape);
  void prune();

  onnx::ModelProto model_;
  std::vector<onnx::NodeProto> front_, behind_;
  std::set<std::string> used_;
  std::map<std::string, std::string> moved_;  // foreign names that had to give way
};

}  // namespace reverie
