// The words of an SVG: numbers, texts, paths and attributes; short, and the same in every locale.
#pragma once

#include <string>
#include <string_view>

#include "shared/canvas/geometry.h"
#include "shared/image/image.h"

namespace reverie::svg {

// At most `decimals` behind the point, no trailing zeros; finite numbers only.
std::string number(double value, int decimals = 3);

// Decimals that keep a thousandth of a point when `matrix` takes the number to the canvas.
int decimals_under(const Matrix& matrix);

// For texts and attributes in double quotes. What XML cannot hold (control characters, broken UTF-8) becomes U+FFFD.
std::string escaped(std::string_view text);

std::string base64(std::string_view bytes);

std::string hex(Color color);  // #rrggbb, without alpha

std::string path_data(const Path& path, int decimals);

// ` name="value"`; the value is written as it is.
std::string attribute(std::string_view name, std::string_view value);
std::string attribute(std::string_view name, double value, int decimals = 3);
std::string transform(const Matrix& matrix);                   // empty for none
std::string link(std::string_view name, std::string_view id);  // ` name="url(#id)"`

}  // namespace reverie::svg
