#include "shared/pieces/constellation/chart.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "shared/base/portable_math.h"

namespace reverie::pieces {

namespace {

constexpr std::array<Theme, 3> themes = {{
    {"night",
     {27, 37, 58},
     {8, 11, 20},
     {220, 224, 232},
     {{{250, 240, 214},
       {240, 178, 122},
       {226, 104, 82},
       {137, 196, 190},
       {146, 172, 232},
       {205, 164, 214},
       {232, 220, 130}}},
     true},
    {"paper",
     {251, 248, 241},
     {240, 233, 219},
     {22, 22, 26},
     {{{22, 22, 26}, {215, 68, 43}, {47, 111, 115}, {196, 142, 44}, {60, 82, 150}, {132, 78, 122}, {104, 122, 62}}},
     false},
    {"blueprint",
     {30, 84, 138},
     {16, 52, 98},
     {226, 238, 248},
     {{{244, 249, 253},
       {255, 214, 138},
       {255, 164, 138},
       {160, 226, 214},
       {186, 208, 255},
       {232, 190, 236},
       {222, 236, 150}}},
     true},
}};

constexpr int shades = 4;  // of links, by length

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class Chart {
 public:
  Chart(Canvas& canvas, const ChartView& view) : canvas_(canvas), view_(view), near_(view.graph.nodes.size(), false) {
    if (view.focus < 0) return;
    near_[at(view.focus)] = true;
    for (const GraphLink& link : view.graph.links) {
      if (link.source == view.focus) near_[at(link.target)] = true;
      if (link.target == view.focus) near_[at(link.source)] = true;
    }
  }

  void draw() {
    ground();
    if (view_.rings) rings();
    links();
    glow();
    stars();
    if (view_.names) names();
  }

 private:
  Color ink(double alpha) const { return with_alpha(view_.theme.ink, alpha); }
  Color color_of(int node) const {
    return view_.theme.groups[at(view_.graph.nodes[at(node)].group) % view_.theme.groups.size()];
  }

  void ground() {
    canvas_.background(view_.theme.edge);
    canvas_.no_stroke();
    const double reach = 0.75 * std::max(canvas_.width(), canvas_.height());
    canvas_.fill(in_oklab(radial_gradient({canvas_.width() / 2, canvas_.height() / 2}, reach,
                                          {{0, view_.theme.middle}, {1, view_.theme.edge}})));
    canvas_.rect(0, 0, canvas_.width(), canvas_.height());
  }

  // Circles of declination and hours of right ascension around the middle of the layout, drawn as an atlas would.
  void rings() {
    const Vec2 c = view_.middle, reach = view_.reach;
    canvas_.no_fill();
    canvas_.stroke_cap(StrokeCap::square);
    canvas_.stroke_weight(0.6);
    for (int ring = 1; ring <= 5; ++ring) {
      canvas_.stroke(ink(ring == 5 ? 0.3 : 0.1));
      canvas_.ellipse(c.x, c.y, 2 * reach.x * ring / 5, 2 * reach.y * ring / 5);
    }
    for (int tick = 0; tick < 120; ++tick) {
      const double angle = 2 * pi * tick / 120, dx = portable_cos(angle), dy = portable_sin(angle);
      const double from = tick % 10 == 0 ? 0.2 : 1, to = 1 + (tick % 5 == 0 ? 9 : 5) / std::max(reach.x, reach.y);
      canvas_.stroke(ink(tick % 10 == 0 ? 0.1 : 0.3));
      canvas_.line(c.x + dx * from * reach.x, c.y + dy * from * reach.y, c.x + dx * to * reach.x,
                   c.y + dy * to * reach.y);
    }
  }

  // Links are drawn by colour and shade, so that thousands of them are a few runs of one state.
  void links() {
    const std::vector<GraphLink>& links = view_.graph.links;
    const std::size_t colors = view_.theme.groups.size();
    std::vector<std::vector<const GraphLink*>> runs(colors * (shades + 2));
    const double unit = std::min(view_.reach.x, view_.reach.y) * 0.25;
    for (const GraphLink& link : links) {
      const Vec2 a = view_.places[at(link.source)], b = view_.places[at(link.target)];
      const double length = std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
      std::size_t shade = static_cast<std::size_t>(std::min<double>(shades - 1, length / std::max(unit, 1.0) * shades));
      if (view_.focus >= 0) shade = link.source == view_.focus || link.target == view_.focus ? shades + 1 : shades;
      runs[at(view_.graph.nodes[at(link.source)].group) % colors * (shades + 2) + shade].push_back(&link);
    }
    // Many lines together must stay as quiet as few.
    const double calm =
        std::clamp(std::sqrt(700.0 / static_cast<double>(std::max<std::size_t>(links.size(), 1))), 0.3, 1.0);
    const double strong = view_.theme.glows ? 0.5 : 0.55;
    canvas_.stroke_cap(StrokeCap::square);
    for (std::size_t run = 0; run < runs.size(); ++run) {
      const std::size_t shade = run % (shades + 2);
      const bool chosen = shade == shades + 1;
      const double alpha = chosen            ? 0.9
                           : shade == shades ? 0.08
                                             : strong * calm / (1 + 0.6 * static_cast<double>(shade));
      canvas_.stroke(with_alpha(view_.theme.groups[run / (shades + 2)], alpha));
      canvas_.stroke_weight(chosen ? 1.4 : 0.8);
      for (const GraphLink* link : runs[run]) {
        const Vec2 a = view_.places[at(link->source)], b = view_.places[at(link->target)];
        canvas_.line(a.x, a.y, b.x, b.y);
      }
    }
  }

  // The brightest: those with the most links.
  std::vector<int> brightest(std::size_t count) const {
    std::vector<int> order(view_.graph.nodes.size());
    std::iota(order.begin(), order.end(), 0);
    count = std::min(count, order.size());
    const auto brighter = [&](int a, int b) {
      const double ra = view_.radii[at(a)], rb = view_.radii[at(b)];
      return ra != rb ? ra > rb : a < b;
    };
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(), brighter);
    order.resize(count);
    return order;
  }

  void glow() {
    if (!view_.theme.glows) return;
    canvas_.no_stroke();
    for (const int node : brightest(40)) {
      if (view_.focus >= 0 && !near_[at(node)]) continue;
      const Vec2 p = view_.places[at(node)];
      const double reach = view_.radii[at(node)] * 5;
      const Color c = color_of(node);
      canvas_.fill(
          radial_gradient(p, reach, {{0, with_alpha(c, 0.5)}, {0.25, with_alpha(c, 0.16)}, {1, with_alpha(c, 0)}}));
      canvas_.circle(p.x, p.y, 2 * reach);
    }
  }

  void stars() {
    std::vector<std::vector<int>> runs(view_.theme.groups.size() * 2);
    for (int node = 0; node < static_cast<int>(view_.places.size()); ++node) {
      const bool quiet = view_.focus >= 0 && !near_[at(node)];
      runs[at(view_.graph.nodes[at(node)].group) % view_.theme.groups.size() * 2 + (quiet ? 0 : 1)].push_back(node);
    }
    for (std::size_t run = 0; run < runs.size(); ++run) {
      const Color color = view_.theme.groups[run / 2];
      canvas_.no_stroke();
      if (view_.theme.glows) {
        canvas_.fill(
            with_alpha(run % 2 == 0 ? color : lerp_color(color, {255, 255, 255}, 0.35), run % 2 == 0 ? 0.22 : 1));
      } else {
        // A hair of paper around each star keeps it clear of the lines.
        canvas_.stroke(view_.theme.middle);
        canvas_.stroke_weight(1);
        canvas_.fill(with_alpha(color, run % 2 == 0 ? 0.25 : 1));
      }
      for (const int node : runs[run]) {
        const Vec2 p = view_.places[at(node)];
        canvas_.circle(p.x, p.y, 2 * view_.radii[at(node)]);
      }
    }
    if (view_.focus >= 0) {
      const Vec2 p = view_.places[at(view_.focus)];
      canvas_.no_fill();
      canvas_.stroke(ink(0.9));
      canvas_.stroke_weight(1.2);
      canvas_.circle(p.x, p.y, 2 * view_.radii[at(view_.focus)] + 9);
    }
  }

  struct Room {
    double x0, y0, x1, y1;
    bool meets(const Room& o) const { return x0 < o.x1 && o.x0 < x1 && y0 < o.y1 && o.y0 < y1; }
  };

  int stars_within(const Room& room) const {
    if (view_.places.size() > 1500) return 0;  // too many to keep clear of
    return static_cast<int>(std::count_if(view_.places.begin(), view_.places.end(), [&](Vec2 p) {
      return p.x > room.x0 - 2 && p.x < room.x1 + 2 && p.y > room.y0 && p.y < room.y1;
    }));
  }

  // Beside its star, right, left, below or above, where it covers the fewest others. A name without room is left out.
  void name(int node, bool must) {
    const std::string& text = view_.graph.nodes[at(node)].label;
    const double width = canvas_.text_width(text), height = 13, gap = view_.radii[at(node)] + 5;
    const Vec2 p = view_.places[at(node)];
    const Room rooms[] = {{p.x + gap, p.y - height / 2, p.x + gap + width, p.y + height / 2},
                          {p.x - gap - width, p.y - height / 2, p.x - gap, p.y + height / 2},
                          {p.x - width / 2, p.y + gap, p.x + width / 2, p.y + gap + height},
                          {p.x - width / 2, p.y - gap - height, p.x + width / 2, p.y - gap}};
    const Room* best = nullptr;
    int fewest = 1 << 20;
    for (const Room& room : rooms) {
      const bool inside = room.x0 > 4 && room.y0 > 4 && room.x1 < canvas_.width() - 4 && room.y1 < canvas_.height() - 4;
      const bool free =
          std::none_of(taken_.begin(), taken_.end(), [&](const Room& other) { return room.meets(other); });
      const int covered = stars_within(room);
      if (!inside || (!free && !must) || covered >= fewest) continue;
      best = &room;
      fewest = covered;
    }
    if (best == nullptr) return;
    taken_.push_back({best->x0 - 4, best->y0 - 2, best->x1 + 4, best->y1 + 2});
    canvas_.text(text, best->x0, best->y0 + height / 2 + 3.8);
  }

  void names() {
    canvas_.no_stroke();
    canvas_.text_font(Font::serif);
    canvas_.text_size(12);
    canvas_.text_align(TextAlign::left);
    canvas_.fill(ink(0.95));
    if (view_.focus >= 0) {
      name(view_.focus, true);
      canvas_.fill(ink(0.75));
      for (int node = 0; node < static_cast<int>(near_.size()) && taken_.size() < 40; ++node) {
        if (near_[at(node)] && node != view_.focus) name(node, false);
      }
      return;
    }
    const auto count = static_cast<std::size_t>(std::clamp(canvas_.width() * canvas_.height() / 26'000, 3.0, 40.0));
    const std::vector<int> order = brightest(count);
    for (const int node : order) {  // names keep clear of the bright stars themselves
      const Vec2 p = view_.places[at(node)];
      const double r = view_.radii[at(node)];
      taken_.push_back({p.x - r, p.y - r, p.x + r, p.y + r});
    }
    canvas_.fill(ink(0.72));
    for (const int node : order) name(node, false);
  }

  Canvas& canvas_;
  const ChartView& view_;
  std::vector<bool> near_;  // the star looked at and its neighbours
  std::vector<Room> taken_;
};

}  // namespace

const Theme& theme_of(std::string_view name) {
  const auto found = std::find_if(themes.begin(), themes.end(), [&](const Theme& theme) { return theme.name == name; });
  return found == themes.end() ? themes.front() : *found;
}

void draw_chart(Canvas& canvas, const ChartView& view) { Chart(canvas, view).draw(); }

}  // namespace reverie::pieces
