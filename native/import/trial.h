// Trial: what only running shows of an adapted graph: whether a batch gives what single rows give, and which numbers
// its pictures are made of. Inside this module only.
#pragma once

#include <array>
#include <memory>

#include "native/import/adapt.h"
#include "shared/model/session.h"

namespace reverie {

struct Trial {
  BatchMode mode = BatchMode::one;
  Adapted adapted;
  std::shared_ptr<const Model> model;  // provisional: its picture has no range yet
  std::shared_ptr<Session> session;
};

// Row by row is the truth; a free batch is taken when three rows at once agree with it. Fails when even one row cannot
// be drawn.
Result<Trial> trial_of(const Stranger& stranger, const Reading& reading, const ImportOrder& order);

// What 64 pictures consist of.
struct Evidence {
  float low = 0, high = 0;
  double in_signed = 0, in_unit = 0;  // shares of all numbers within [-1.05,1.05] and [-0.05,1.05]
  double spread_between = 0;          // largest difference of one place between two pictures
  double spread_within = 0;           // largest difference of two places of one picture
};

inline constexpr int trial_draws = 64;
Result<Evidence> evidence_from(const Trial& trial);

struct RangeFound {
  ValueRange range;
  std::string why;  // "the last operator is Tanh"
};

// The last operator decides where it bounds what comes out ("Tanh", "Sigmoid"), else what the pictures showed. Fails
// where two ranges are as likely, and for pictures that are all alike.
Result<RangeFound> range_from(const Evidence& evidence, const std::string& last_operator);

// The operator that last changed the values of `output`: shapes, types and names aside. "" for none.
std::string last_operator(const onnx::GraphProto& graph, const std::string& output);

}  // namespace reverie
