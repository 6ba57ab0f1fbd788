// The contact sheet of a dataset: what training sees, after turning, cropping and averaging. Look before you train.
#pragma once

#include "native/data/dataset.h"

namespace reverie {

// Rows of ten pictures, enlarged by a whole factor: a row for each class or layer where there are some (the first
// twenty), else pictures taken evenly from the whole set; stacks of layered sprites first. The same dataset gives the
// same sheet.
Result<Image> sheet_from_dataset(const Dataset& dataset);

}  // namespace reverie
