#include <algorithm>
#include <limits>
#include <string>
#include <unordered_map>

#include "shared/canvas/byte_reader.h"
#include "shared/canvas/display_list_bytes.h"
#include "shared/canvas/display_list_totals.h"

namespace reverie {

namespace {

constexpr double any = std::numeric_limits<double>::max();

class ListReader {
 public:
  explicit ListReader(std::span<const std::uint8_t> bytes) : in_(bytes) {}

  Result<DisplayList> run() {
    read_head();
    read_images();
    read_drawings();
    DisplayList list = read_list();
    if (in_.ok()) in_.require(cost_of(list).allowed(), "more shapes than are ever drawn, or drawings too deep");
    if (in_.ok()) in_.require(in_.at_end(), "bytes after its end");
    if (!in_.ok())
      return Error{"These bytes are not a drawing of ours: " + in_.fault() + " was found, so nothing is drawn."};
    return list;
  }

 private:
  void read_head() {
    const auto mark = in_.take(4);
    const bool ours = mark.size() == 4 && std::equal(mark.begin(), mark.end(), "RVDL");
    if (!ours) return in_.fail("no mark of one");
    const std::uint32_t version = in_.word();
    if (version != display_list_version)
      in_.fail("version " + std::to_string(version) + " instead of " + std::to_string(display_list_version));
  }

  void read_images() {
    std::int64_t pixels = 0;
    for (std::size_t left = in_.count(max_display_commands, 12, "too many pictures"); left > 0 && in_.ok(); --left) {
      const std::uint32_t width = in_.word(), height = in_.word();
      const bool fits = width >= 1 && height >= 1 && width <= max_image_side && height <= max_image_side;
      pixels += fits ? std::int64_t{width} * height : 0;
      in_.require(fits && pixels <= max_image_pixels, "a picture that is too large");
      const auto rgba = in_.take(in_.ok() ? std::size_t{width} * height * 4 : 0);
      if (!in_.ok()) return;
      Result<Image> image = Image::create(static_cast<int>(width), static_cast<int>(height));
      in_.require(image.ok(), "a picture that is too large");
      if (!image) return;
      image->rgba().assign(rgba.begin(), rgba.end());
      images_.push_back(std::make_shared<const Image>(std::move(*image)));
    }
  }

  void read_drawings() {
    for (std::size_t left = in_.count(max_replayed_commands, 17, "too many drawings"); left > 0 && in_.ok(); --left) {
      const std::uint32_t number = in_.word();
      in_.require(number <= drawings_.size(), "a drawing below that does not exist");
      if (!in_.ok()) return;
      std::shared_ptr<const Drawing> below = number == 0 ? nullptr : drawings_[number - 1];
      DisplayList top = read_list();
      if (!in_.ok()) return;
      const ReplayCost cost = together(number == 0 ? ReplayCost{} : costs_[number - 1], cost_of(top));
      in_.require(cost.allowed(), "more shapes than are ever drawn, or drawings too deep");
      costs_.push_back(cost);
      drawings_.push_back(Drawing::on(std::move(below), std::move(top)));
      numbers_.emplace(drawings_.back().get(), drawings_.size() - 1);
    }
  }

  ReplayCost cost_of(const DisplayList& list) const {
    return cost_of_list(list, [&](const Drawing* drawing) { return costs_[numbers_.at(drawing)]; });
  }

  DisplayList read_list() {
    DisplayList list;
    points_ = 0;
    list.truncated = in_.flag();
    for (std::size_t left = in_.count(max_clips, 8, "too many clips"); left > 0 && in_.ok(); --left) {
      const std::uint32_t parent = in_.word();
      in_.require(parent <= list.clips.size(), "a clip within one that does not exist");
      list.clips.push_back({parent, read_path()});
    }
    // A state may be recorded that no command came to use.
    for (std::size_t left = in_.count(2 * max_display_commands, 88, "too many states"); left > 0 && in_.ok(); --left)
      list.states.push_back(read_state(list.clips.size()));
    for (std::size_t left = in_.count(max_display_commands, 9, "too many shapes"); left > 0 && in_.ok(); --left)
      read_command(list);
    return list;
  }

  Path read_path() {
    Path path;
    const std::size_t count = in_.count(max_path_points * 2, 1, "a path that is too long");
    const auto verbs = in_.take(count);
    bool open = false;  // a path begins with a move, and so does what follows a close
    for (const std::uint8_t verb : verbs) {
      in_.require(verb <= static_cast<std::uint8_t>(Path::Verb::close), "a path that goes nowhere");
      const auto kind = static_cast<Path::Verb>(verb);
      in_.require(open || kind == Path::Verb::move, "a path without a beginning");
      if (!in_.ok()) return {};
      open = kind != Path::Verb::close;
      points_ += points_of_verb(kind);
      in_.require(points_ <= max_path_points, "paths that are too long");
      add(path, kind);
    }
    return path;
  }

  Vec2 read_point() {
    const double x = in_.number(), y = in_.number();
    return {x, y};
  }

  void add(Path& path, Path::Verb verb) {
    Vec2 p[3];
    for (std::size_t i = 0; i < points_of_verb(verb); ++i) p[i] = read_point();
    switch (verb) {
      case Path::Verb::move:
        return path.move_to(p[0]);
      case Path::Verb::line:
        return path.line_to(p[0]);
      case Path::Verb::quadratic:
        return path.quadratic_to(p[0], p[1]);
      case Path::Verb::cubic:
        return path.cubic_to(p[0], p[1], p[2]);
      case Path::Verb::close:
        return path.close();
    }
  }

  Paint read_paint() {
    Paint paint(in_.color());
    if (!in_.flag()) return paint;
    Gradient g;
    g.kind = in_.choice<Gradient::Kind>(2);
    g.from = read_point();
    g.to = read_point();
    g.radius = in_.number();
    double last = 0;
    for (std::size_t left = in_.count(max_gradient_stops, 12, "too many stops"); left > 0 && in_.ok(); --left) {
      last = in_.number(last, 1, "stops out of order");
      g.stops.push_back({last, in_.color()});
    }
    const bool has_length = g.kind == Gradient::Kind::linear ? !(g.from == g.to) : g.radius > 0;
    in_.require(has_length && !g.stops.empty(), "a gradient without length or stops");
    paint.gradient = std::make_shared<const Gradient>(std::move(g));
    return paint;
  }

  State read_state(std::size_t clips) {
    State s;
    s.fill = read_paint();
    s.stroke = read_paint();
    s.has_fill = in_.flag();
    s.has_stroke = in_.flag();
    s.cap = in_.choice<StrokeCap>(3);
    s.join = in_.choice<StrokeJoin>(3);
    s.blend = in_.choice<BlendMode>(blend_mode_count);
    s.stroke_weight = in_.number(0, any, "a negative stroke");
    s.opacity = in_.number(0, 1, "an opacity outside 0 to 1");
    for (double* part :
         {&s.transform.a, &s.transform.b, &s.transform.c, &s.transform.d, &s.transform.e, &s.transform.f})
      *part = in_.number();
    s.clip = in_.word();
    in_.require(s.clip <= clips, "a clip that does not exist");
    return s;
  }

  void read_command(DisplayList& list) {
    const auto kind = in_.choice<std::size_t>(std::variant_size_v<Command>);
    const StateIndex state = in_.word();
    in_.require(state < list.states.size(), "a state that does not exist");
    if (!in_.ok()) return;
    Command command = read_command_of(kind);
    std::visit([&](auto& one) { one.state = state; }, command);
    list.commands.push_back(std::move(command));
  }

  Command read_command_of(std::size_t kind) {
    switch (kind) {
      case 0:
        return BackgroundCommand{in_.color(), 0};
      case 1:
        return read_rect();
      case 2:
        return read_ellipse();
      case 3:
        return read_line();
      case 4:
        return read_path_command();
      case 5:
        return read_image_command();
      case 6:
        return read_text();
      default:
        return read_drawing();
    }
  }

  double length() { return in_.number(0, any, "a negative length"); }

  Command read_rect() {
    RectCommand c{};
    for (double* place : {&c.x, &c.y}) *place = in_.number();
    for (double* size : {&c.width, &c.height, &c.radii[0], &c.radii[1], &c.radii[2], &c.radii[3]}) *size = length();
    return c;
  }

  Command read_ellipse() {
    EllipseCommand c{};
    for (double* place : {&c.x, &c.y}) *place = in_.number();
    for (double* size : {&c.width, &c.height}) *size = length();
    return c;
  }

  Command read_line() {
    LineCommand c{};
    for (double* place : {&c.x1, &c.y1, &c.x2, &c.y2}) *place = in_.number();
    return c;
  }

  Command read_path_command() {
    PathCommand c{read_path(), nullptr, 0};
    if (in_.flag()) c.outline = std::make_shared<const Path>(read_path());
    return c;
  }

  Command read_image_command() {
    ImageCommand c{};
    const std::uint32_t number = in_.word();
    in_.require(number < images_.size(), "a picture that does not exist");
    for (double* place : {&c.x, &c.y}) *place = in_.number();
    for (double* size : {&c.width, &c.height, &c.crop_x, &c.crop_y, &c.crop_width, &c.crop_height}) *size = length();
    c.sampling = in_.choice<Sampling>(2);
    c.tint = in_.color();
    if (!in_.ok()) return c;
    c.image = images_[number];
    const bool inside = c.crop_x + c.crop_width <= c.image->width() && c.crop_y + c.crop_height <= c.image->height();
    in_.require(inside && c.width > 0 && c.height > 0 && c.crop_width > 0 && c.crop_height > 0,
                "a part of a picture that it does not have");
    return c;
  }

  Command read_text() {
    TextCommand c{};
    const auto text = in_.take(in_.count(max_text_bytes, 1, "a text that is too long"));
    c.text.assign(text.begin(), text.end());
    for (double* place : {&c.x, &c.y}) *place = in_.number();
    c.wrap_width = length();
    c.style.size = length();
    c.style.leading = length();
    in_.require(c.style.size > 0, "a text without size");
    c.style.font = in_.choice<Font>(3);
    c.style.weight = in_.choice<FontWeight>(2);
    c.style.align = in_.choice<TextAlign>(3);
    c.style.baseline = in_.choice<TextBaseline>(4);
    return c;
  }

  Command read_drawing() {
    const std::uint32_t number = in_.word();
    in_.require(number < drawings_.size(), "a drawing that does not exist");
    return DrawingCommand{in_.ok() ? drawings_[number] : nullptr, 0};
  }

  ByteReader in_;
  std::vector<std::shared_ptr<const Image>> images_;
  std::vector<std::shared_ptr<const Drawing>> drawings_;
  std::unordered_map<const Drawing*, std::size_t> numbers_;
  std::vector<ReplayCost> costs_;
  std::size_t points_ = 0;  // of the list under way
};

}  // namespace

Result<DisplayList> display_list_from_bytes(std::span<const std::uint8_t> bytes) {
  if (bytes.size() > max_display_list_bytes) {
    return Error{"A drawing of " + std::to_string(bytes.size()) + " bytes was given, but at most " +
                 std::to_string(max_display_list_bytes) + " are read, so nothing is drawn."};
  }
  return ListReader(bytes).run();
}

}  // namespace reverie
