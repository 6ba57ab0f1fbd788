// Our class ports carry weights: one-hot picks, a mixture glides, a row of zeros leaves the axis to the code. Foreign
// graphs want an index or a one-hot row; what stands between lies here. Inside this module only.
#pragma once

#include "native/import/reading.h"
#include "native/import/surgery.h"

namespace reverie {

// Weights (N,K) with what they leave of 1 filled up by a vote of the code z (N,Z): each class has numbers of the code
// whose sum counts for it, and softmax makes the largest win. A row that sums to 1 passes exactly as it is. `axis`: so
// that several axes vote by different numbers.
std::string class_vote(Surgery& surgery, const std::string& weights, std::int64_t code_size, std::int64_t classes,
                       std::size_t axis);

// Joins `weights` to what the graph wants. An index that is only looked up in tables needs none: weights × table gives
// the very row for one-hot weights and glides between rows for others. False where the largest weight has to decide.
bool connect_class(Surgery& surgery, const ClassReading& each, const std::string& weights);

}  // namespace reverie
