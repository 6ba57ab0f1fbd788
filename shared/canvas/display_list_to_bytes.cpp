#include <bit>
#include <string>
#include <unordered_map>

#include "shared/canvas/display_list_bytes.h"
#include "shared/canvas/display_list_totals.h"

namespace reverie {

namespace {

class ByteWriter {
 public:
  std::vector<std::uint8_t> bytes;

  template <class Enum>
  void small(Enum value) {
    bytes.push_back(static_cast<std::uint8_t>(value));
  }
  void word(std::uint64_t value) { integer(value, 4); }
  template <class... Numbers>
  void numbers(Numbers... values) {
    (integer(std::bit_cast<std::uint64_t>(static_cast<double>(values)), 8), ...);
  }
  void color(Color c) { bytes.insert(bytes.end(), {c.r, c.g, c.b, c.a}); }
  void text(std::string_view text) {
    word(text.size());
    bytes.insert(bytes.end(), text.begin(), text.end());
  }

 private:
  void integer(std::uint64_t value, int count) {
    for (int i = 0; i < count; ++i) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  }
};

class ListWriter {
 public:
  Result<std::vector<std::uint8_t>> run(const DisplayList& list) {
    gather_drawings(list);
    gather_images(list);
    const ReplayCost cost = cost_of_list(list, [&](const Drawing* drawing) { return costs_.at(drawing); });
    if (!cost.allowed()) return too_large();
    std::size_t pixel_bytes = 0;
    for (const Image* image : images_) pixel_bytes += image->rgba().size();
    if (pixel_bytes > max_display_list_bytes) return too_large();
    out_.bytes = {'R', 'V', 'D', 'L'};
    out_.word(display_list_version);
    out_.word(images_.size());
    for (const Image* image : images_) write(*image);
    out_.word(drawings_.size());
    for (const Drawing* drawing : drawings_) {
      out_.word(drawing->below() ? drawing_numbers_.at(drawing->below().get()) + 1 : 0);
      write(drawing->top());
      if (out_.bytes.size() > max_display_list_bytes) return too_large();
    }
    write(list);
    if (out_.bytes.size() > max_display_list_bytes) return too_large();
    return std::move(out_.bytes);
  }

  void operator()(const BackgroundCommand& c) { out_.color(c.color); }
  void operator()(const RectCommand& c) {
    out_.numbers(c.x, c.y, c.width, c.height, c.radii[0], c.radii[1], c.radii[2], c.radii[3]);
  }
  void operator()(const EllipseCommand& c) { out_.numbers(c.x, c.y, c.width, c.height); }
  void operator()(const LineCommand& c) { out_.numbers(c.x1, c.y1, c.x2, c.y2); }
  void operator()(const PathCommand& c) {
    write(c.path);
    out_.small(c.outline != nullptr);
    if (c.outline) write(*c.outline);
  }
  void operator()(const ImageCommand& c) {
    out_.word(image_numbers_.at(c.image.get()));
    out_.numbers(c.x, c.y, c.width, c.height, c.crop_x, c.crop_y, c.crop_width, c.crop_height);
    out_.small(c.sampling);
    out_.color(c.tint);
  }
  void operator()(const TextCommand& c) {
    out_.text(c.text);
    out_.numbers(c.x, c.y, c.wrap_width, c.style.size, c.style.leading);
    out_.small(c.style.font);
    out_.small(c.style.weight);
    out_.small(c.style.align);
    out_.small(c.style.baseline);
  }
  void operator()(const DrawingCommand& c) { out_.word(drawing_numbers_.at(c.drawing.get())); }

 private:
  static Error too_large() {
    return Error{"The drawing is larger than a file of it may be (" + std::to_string(max_display_list_bytes >> 20) +
                 " MB, " + std::to_string(max_replayed_commands) + " shapes, drawings " +
                 std::to_string(max_drawing_nesting) + " deep), so it was not written."};
  }

  // In an order that puts each after all it refers to; a stack of our own, since chains are thousands long.
  void gather_drawings(const DisplayList& list) {
    std::vector<const Drawing*> waiting;
    const auto wait_for = [&](const DisplayList& of) {
      for (const Command& command : of.commands) {
        const auto* inner = std::get_if<DrawingCommand>(&command);
        if (inner != nullptr && !drawing_numbers_.contains(inner->drawing.get()))
          waiting.push_back(inner->drawing.get());
      }
    };
    wait_for(list);
    while (!waiting.empty()) {
      const Drawing* drawing = waiting.back();
      const std::size_t before = waiting.size();
      if (!drawing_numbers_.contains(drawing)) {
        if (drawing->below() && !drawing_numbers_.contains(drawing->below().get()))
          waiting.push_back(drawing->below().get());
        wait_for(drawing->top());
      }
      if (waiting.size() == before) {
        waiting.pop_back();
        add(drawing);
      }
    }
  }

  void add(const Drawing* drawing) {
    if (!drawing_numbers_.emplace(drawing, drawings_.size()).second) return;
    drawings_.push_back(drawing);
    gather_images(drawing->top());
    const auto known = [&](const Drawing* other) { return costs_.at(other); };
    const ReplayCost below = drawing->below() ? known(drawing->below().get()) : ReplayCost{};
    costs_.emplace(drawing, together(below, cost_of_list(drawing->top(), known)));
  }

  void gather_images(const DisplayList& list) {
    for (const Command& command : list.commands) {
      const auto* image = std::get_if<ImageCommand>(&command);
      if (image != nullptr && image_numbers_.emplace(image->image.get(), images_.size()).second)
        images_.push_back(image->image.get());
    }
  }

  void write(const Image& image) {
    out_.word(static_cast<std::uint64_t>(image.width()));
    out_.word(static_cast<std::uint64_t>(image.height()));
    out_.bytes.insert(out_.bytes.end(), image.rgba().begin(), image.rgba().end());
  }

  void write(const Path& path) {
    out_.word(path.verbs().size());
    for (const Path::Verb verb : path.verbs()) out_.small(verb);
    for (const Vec2 p : path.points()) out_.numbers(p.x, p.y);
  }

  void write(const Paint& paint) {
    out_.color(paint.color);
    out_.small(paint.gradient != nullptr);
    if (!paint.gradient) return;
    const Gradient& g = *paint.gradient;
    out_.small(g.kind);
    out_.numbers(g.from.x, g.from.y, g.to.x, g.to.y, g.radius);
    out_.word(g.stops.size());
    for (const GradientStop& stop : g.stops) {
      out_.numbers(stop.offset);
      out_.color(stop.color);
    }
  }

  void write(const State& s) {
    write(s.fill);
    write(s.stroke);
    out_.small(s.has_fill);
    out_.small(s.has_stroke);
    out_.small(s.cap);
    out_.small(s.join);
    out_.small(s.blend);
    const Matrix& m = s.transform;
    out_.numbers(s.stroke_weight, s.opacity, m.a, m.b, m.c, m.d, m.e, m.f);
    out_.word(s.clip);
  }

  void write(const DisplayList& list) {
    out_.small(list.truncated);
    out_.word(list.clips.size());
    for (const Clip& clip : list.clips) {
      out_.word(clip.parent);
      write(clip.path);
    }
    out_.word(list.states.size());
    for (const State& state : list.states) write(state);
    out_.word(list.commands.size());
    for (const Command& command : list.commands) {
      out_.small(command.index());
      out_.word(std::visit([](const auto& one) { return one.state; }, command));
      std::visit(*this, command);
    }
  }

  ByteWriter out_;
  std::vector<const Image*> images_;
  std::unordered_map<const Image*, std::size_t> image_numbers_;
  std::vector<const Drawing*> drawings_;
  std::unordered_map<const Drawing*, std::size_t> drawing_numbers_;
  std::unordered_map<const Drawing*, ReplayCost> costs_;
};

}  // namespace

Result<std::vector<std::uint8_t>> bytes_from_display_list(const DisplayList& list) { return ListWriter().run(list); }

}  // namespace reverie
