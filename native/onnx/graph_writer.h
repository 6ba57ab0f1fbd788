// GraphWriter: an ONNX graph (opset 17, IR 8) put together node by node. Every finished file has passed the checker and
// strict shape inference, and knows where in its bytes each weight lies.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "native/onnx/weight_type.h"
#include "native/onnx_file/onnx_file.h"

namespace at {
class Tensor;
}

namespace reverie {

inline constexpr int graph_opset = 17;  // the newest that every runtime we use runs wholly

struct Attribute {
  std::string name;
  std::variant<std::int64_t, float, std::string, std::vector<std::int64_t>> value;
};

class GraphWriter {
 public:
  explicit GraphWriter(WeightType weight_type);
  ~GraphWriter();
  GraphWriter(const GraphWriter&) = delete;
  GraphWriter& operator=(const GraphWriter&) = delete;

  // A float32 input of shape (N, dims…); the batch N is dynamic. Gives the value's name back.
  std::string input(const std::string& name, const std::vector<std::int64_t>& dims);
  // Makes `value` the output `name` of shape (N, dims…).
  void output(const std::string& value, const std::string& name, const std::vector<std::int64_t>& dims);

  // One operator; gives the name of its (only) output. An empty input name is an absent optional input.
  std::string node(const std::string& op, const std::vector<std::string>& inputs,
                   const std::vector<Attribute>& attributes = {});

  // A parameter, stored in the writer's weight type (stored_weight.h) and listed in the weights table as `name` of
  // `layer`. `axis` is the dimension of its output channels, each of which has a factor of its own as int8.
  std::string weight(const at::Tensor& tensor, const std::string& name, const std::string& layer,
                     std::int64_t axis = 0);
  std::string constant(float value);
  std::string constant(const std::vector<std::int64_t>& values);
  std::string constant_floats(const std::vector<float>& values);

  // Remembers the first thing that could not be written; finish() then fails with it. Gives a name to go on with.
  std::string fail(std::string sentence);

  Result<OnnxFile> finish();

 private:
  struct Graph;  // holds the protobuf, which no other module needs to see
  std::string fresh_name(std::string_view op);
  std::unique_ptr<Graph> graph_;
};

}  // namespace reverie
