#include "native/look/page.h"

#include <algorithm>

namespace reverie {

extern const std::string_view paper_css;  // site/styles/paper.css, put here by the build

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* style = R"(
body { max-width: 820px; margin: 0 auto; padding: 32px 20px 80px }
h1, h2, h3 { margin: 0; line-height: 1.2 }
h2 { margin-top: 44px; padding-top: 20px; border-top: 1px solid var(--line) }
h2::first-letter { text-transform: uppercase }
ol { margin: 24px 0 0; padding: 0; list-style: none }
li { padding: 0 0 32px 24px; border-left: 2px solid var(--line) }
p { margin: 4px 0 0 }
.facts, summary, figcaption { color: var(--muted); font-size: 0.88rem }
img { display: block; max-width: 100%; height: auto; margin-top: 12px }
figure { margin: 24px 0 0 }
summary { padding: 12px 0 0; cursor: pointer }
.sheet { background: repeating-conic-gradient(var(--line) 0 25%, var(--paper) 0 50%) 0 0 / 16px 16px }
)";

std::string escaped(const std::string& text) {
  std::string html;
  for (const char c : text) {
    if (c == '&' || c == '<' || c == '>' || c == '"')
      html += "&#" + std::to_string(static_cast<int>(c)) + ";";
    else
      html += c;
  }
  return html;
}

// "604,188"
std::string count(std::int64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string count_in(const Json& of, const char* key) { return count(of[key].get<std::int64_t>()); }

// Plates are drawn larger than they stand, so that they are sharp on a dense screen.
std::string image(const Json& shown, const std::string& alt) {
  const std::string as = shown["as"];
  const int percent = as == "picture" || as == "sheet" ? 100 : 75;
  const auto size = [&](const char* key) { return std::to_string(shown[key].get<int>() * percent / 100); };
  return "<img" + std::string(as == "sheet" ? " class=\"sheet\"" : "") + " src=\"" + shown["file"].get<std::string>() +
         "\" width=\"" + size("width") + "\" height=\"" + size("height") + "\" alt=\"" + escaped(alt) +
         "\" loading=\"lazy\">\n";
}

std::string shape_text(const Json& shape) {
  std::string text;
  for (std::size_t i = 1; i < shape.size(); ++i) text += (i > 1 ? " × " : "") + count(shape[i].get<std::int64_t>());
  return text;
}

std::string facts(const Json& layer, const Json& told) {
  std::string text = shape_text(layer["shape"]);
  if (layer["weights"] > 0) text += " · " + count_in(layer, "weights") + " learned";
  const double share = 100 * layer["multiply_adds"].get<double>() / std::max(told["multiply_adds"].get<double>(), 1.0);
  if (share >= 0.5) text += " · " + std::to_string(static_cast<int>(share + 0.5)) + " % of the work";
  return text;
}

std::string operators_of(const Json& layer) {
  std::string text = layer["name"];
  for (const std::string op : layer["operators"]) text += (text.empty() ? "" : " · ") + op;
  return text;
}

std::string item(const Json& layer, const Json& told) {
  const std::string title = layer["title"];
  std::string html = "<li><h3>" + escaped(title) + "</h3>\n<p class=\"facts\">" + facts(layer, told) + "</p>\n";
  if (layer.contains("names"))
    for (const Json& name : layer["names"])
      html += "<p>" + escaped(name[0].get<std::string>()) + " " +
              std::to_string(static_cast<int>(name[1].get<double>() * 100 + 0.5)) + " %</p>\n";
  if (layer.contains("holds")) html += image(layer["holds"], "What it holds: " + title);
  html += "<details><summary>" + std::string(layer.contains("filters") ? "Its filters" : "More") +
          "</summary>\n<p class=\"facts\">" + escaped(operators_of(layer)) + "</p>\n";
  if (layer.contains("filters")) html += image(layer["filters"], "The strongest of its filters");
  return html + "</details></li>\n";
}

std::string path(const Json& told) {
  std::string html = "<ol>\n<li><h3>The code</h3>\n<p class=\"facts\">" + count_in(told["code"], "of") + " numbers" +
                     "</p>\n" + image(told["code"], "The numbers of the code") + "</li>\n";
  std::size_t part = 0;
  for (const Json& layer : told["layers"]) {
    const auto own = layer["part"].get<std::size_t>();
    const std::string name = told["parts"][own]["title"];
    if (told["parts"].size() > 1 && (own != part || &layer == &told["layers"].front()))
      html += "</ol>\n<h2>" + (name.empty() ? "Another sheet" : escaped(name)) + "</h2>\n<ol>\n";
    part = own;
    html += item(layer, told);
  }
  return html + "</ol>\n";
}

std::string mistakes(const Json& told) {
  if (!told.contains("mistakes")) return "";
  const Json& found = told["mistakes"];
  const std::string drawn = count_in(found, "drawn");
  const std::int64_t outside = found["farther"].get<std::int64_t>() + found["unlike"].get<std::int64_t>();
  return "<h2>Its mistakes</h2>\n<p>" + drawn +
         " pictures from random codes, held against its training pictures as small soft copies.</p>\n<figure>" +
         image(found["farthest"], "Those that lie farthest") + "<figcaption>Farthest: " + count(outside) + " of " +
         drawn + " lie farther out than its training pictures lie from each other.</figcaption></figure>\n<figure>" +
         image(found["nearest"], "Those that lie nearest") + "<figcaption>Nearest: " + count_in(found, "nearly_one") +
         " of " + drawn + " nearly are one of its training pictures, " + count_in(found, "close_to_one") +
         " more come close to one.</figcaption></figure>\n";
}

}  // namespace

std::string page_from_look(const Json& told, const std::string& title) {
  const std::string name = escaped(title);
  return "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
         "content=\"width=device-width\">\n<title>Inside " +
         name + "</title>\n<style>\n" + std::string(paper_css) + style + "</style>\n<h1>Inside " + name +
         "</h1>\n<p>One picture, followed from its code to its colours: " +
         count(static_cast<std::int64_t>(told["layers"].size())) + " layers, " + count_in(told, "weights") +
         " learned numbers. On the plates black is nothing, red and then white is more, blue-green is less than "
         "nothing.</p>\n" +
         path(told) + mistakes(told) + "</html>\n";
}

}  // namespace reverie
