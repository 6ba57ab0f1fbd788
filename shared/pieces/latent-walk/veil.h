// What latent-walk shows before a model is there: pale pixels that drift, as if a picture wanted to come.
#pragma once

#include <memory>

#include "shared/image/image.h"

namespace reverie::pieces {

// side × side pixels, transparent towards the rim; `seconds` moves it. Equal arguments give equal pixels.
std::shared_ptr<const Image> veil_picture(int side, double seconds);

}  // namespace reverie::pieces
