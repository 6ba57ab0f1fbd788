// Constellation: a graph that settles by forces, drawn as a star chart. No model plays in it.
#include <algorithm>
#include <cmath>
#include <memory>

#include "shared/piece/piece.h"
#include "shared/pieces/constellation/chart.h"
#include "shared/pieces/constellation/frame.h"
#include "shared/pieces/constellation/graph.h"
#include "shared/random/random.h"
#include "shared/words/words.h"

namespace reverie::pieces {

namespace {

constexpr double touch_distance = 14;        // points around a star that still mean it
constexpr double steps_for_nodes = 700'000;  // nodes × steps that a picture made at once may cost

// A graph of a person's own, as the document holds it.
class OwnGraph final : public Document::Content {
 public:
  static constexpr char kind = 0;
  explicit OwnGraph(Graph graph) : Content(&kind), graph_(std::move(graph)) {}
  const Graph& graph() const { return graph_; }
  std::string json() const override { return json_from_graph(graph_); }
  std::size_t bytes() const override {
    return graph_.nodes.size() * sizeof(GraphNode) + graph_.links.size() * sizeof(GraphLink);
  }

 private:
  Graph graph_;
};

double radius_of(const GraphNode& node, int degree) {
  return (1.1 + 0.85 * std::sqrt(static_cast<double>(degree))) * std::sqrt(node.size);
}

class Constellation final : public Piece {
 public:
  void setup(Stage& stage) override { grow(stage); }

  void update(Stage& stage) override {
    const Params& params = stage.params();
    if (params.version() != seen_version_) {
      seen_version_ = params.version();
      if (wish_of(stage) != grown_) grow(stage);
    }
    force_->set_wish(force_wish(stage));
    const bool at_once = stage.clock() == Clock::offline || stage.reduced_motion();
    if (at_once && held_ < 0) {
      settle();
    } else if (force_->warm() && stage.tick() % step_every() == 0) {
      force_->step();
    }
    frame_.follow(*force_, stage, at_once ? 1 : 0.12);
  }

  bool resting(const Stage& /*stage*/) const override { return !force_->warm() && frame_.still(); }

  void draw(const Stage& stage, Canvas& canvas) override {
    const View view = frame_.view(stage);
    ChartView chart{graph(),
                    theme_of(stage.params().text("theme")),
                    {},
                    {},
                    view(frame_.middle()),
                    {},
                    focus_,
                    stage.params().toggle("names"),
                    stage.params().toggle("rings")};
    const double size = std::clamp(view.scale, 0.35, 2.4);
    for (std::size_t i = 0; i < graph().nodes.size(); ++i) {
      chart.places.push_back(view(force_->places()[i]));
      chart.radii.push_back(std::max(0.7, radii_[i] * size));
    }
    const double grown = 0.95 / 2 * stage.params().number("zoom");
    chart.reach = {grown * stage.width(), grown * stage.height()};
    draw_chart(canvas, chart);
  }

  void pointer(Stage& stage, const PointerEvent& event) override {
    if (event.id != 0) return;
    const View view = frame_.view(stage);
    if (event.phase == PointerPhase::down) {
      held_ = focus_ = star_near(view, event.position);
      panning_ = held_ < 0;
    } else if (event.phase == PointerPhase::hover) {
      focus_ = star_near(view, event.position);
    } else if (event.phase == PointerPhase::move && held_ >= 0) {
      force_->hold(held_, view.back(event.position));
    } else if (event.phase == PointerPhase::move && panning_) {
      pan(stage, -event.delta.x / view.scale, -event.delta.y / view.scale);
    } else if (event.phase == PointerPhase::up) {
      force_->let_go();
      held_ = -1;
      panning_ = false;
    }
  }

  bool key(Stage& stage, const KeyEvent& event) override {
    const double zoom = stage.params().number("zoom");
    if (event.key == "ArrowLeft") return walk({-1, 0});
    if (event.key == "ArrowRight") return walk({1, 0});
    if (event.key == "ArrowUp") return walk({0, -1});
    if (event.key == "ArrowDown") return walk({0, 1});
    if (event.key == "+" || event.key == "=") return zoom_to(stage, zoom * 1.25);
    if (event.key == "-") return zoom_to(stage, zoom / 1.25);
    if (event.key == "0") {
      stage.params().reset("zoom");
      stage.params().reset("centre");
      return true;
    }
    if (event.key == "Escape" && focus_ >= 0) {
      focus_ = -1;
      return true;
    }
    if (event.key == "Enter" && focus_ >= 0) {
      force_->held() == focus_ ? force_->let_go()
                               : force_->hold(focus_, force_->places()[static_cast<std::size_t>(focus_)]);
      return true;
    }
    return false;
  }

  Document document() const override { return own_; }

  Result<void> set_document(Stage& stage, const Document& document) override {
    if (document == own_) return {};
    if (document == Document{} || document.content<OwnGraph>() != nullptr) {
      own_ = document;
    } else {
      if (document.version() != 1) {
        return Error{"This graph is of version " + std::to_string(document.version()) +
                     ", and only version 1 is known here; the picture stays as it is."};
      }
      Result<Graph> graph = graph_from_json(document.json());
      if (!graph) return graph.error();
      own_ = Document(1, std::make_shared<const OwnGraph>(std::move(*graph)));
    }
    grow(stage);
    return {};
  }

  std::string description(const Stage& /*stage*/) const override {
    const Graph& g = graph();
    const auto links = [](std::size_t count) {
      return count == 1 ? said("{0} link", {"1"}) : said("{0} links", {std::to_string(count)});
    };
    const std::size_t count = g.nodes.size();
    const std::string stars = count == 1 ? said("{0} star", {"1"}) : said("{0} stars", {std::to_string(count)});
    const auto most = std::max_element(g.degrees.begin(), g.degrees.end());
    const auto told = [&](std::string_view sentence, std::size_t i) {
      return said(sentence,
                  {stars, links(g.links.size()), g.nodes[i].label, links(static_cast<std::size_t>(g.degrees[i]))});
    };
    if (focus_ >= 0)
      return told("A chart of {0} and {1}; you look at {2}, with {3}.", static_cast<std::size_t>(focus_));
    return told("A chart of {0} and {1}; the brightest is {2}, with {3}.",
                static_cast<std::size_t>(most - g.degrees.begin()));
  }

 private:
  struct Wish {
    std::string seed, growth;
    int stars = 0;
    bool operator==(const Wish&) const = default;
  };

  const Graph& graph() const {
    const OwnGraph* own = own_.content<OwnGraph>();
    return own != nullptr ? own->graph() : grown_graph_;
  }

  static Wish wish_of(const Stage& stage) {
    return {stage.params().text("seed"), stage.params().text("growth"),
            static_cast<int>(stage.params().number("stars"))};
  }

  // In few steps, so that a window pulled wider does not set everything in motion.
  static ForceWish force_wish(const Stage& stage) {
    const double ratio = std::max(1.0F, stage.width()) / std::max(1.0F, stage.height());
    const double aspect = ratio > 1.6 ? 2.2 : ratio > 1.15 ? 1.5 : ratio > 0.87 ? 1 : ratio > 0.62 ? 0.65 : 0.45;
    return {stage.params().number("repulsion"), stage.params().number("link-length"), aspect};
  }

  void grow(const Stage& stage) {
    grown_ = wish_of(stage);
    if (own_.content<OwnGraph>() == nullptr) {
      const Growth growth = grown_.growth == "small world"   ? Growth::small_world
                            : grown_.growth == "family tree" ? Growth::preferential
                                                             : Growth::communities;
      grown_graph_ = grown_graph(growth, seed_from_text(grown_.seed), grown_.stars);
    }
    radii_.clear();
    std::vector<double> rooms;
    for (std::size_t i = 0; i < graph().nodes.size(); ++i) {
      radii_.push_back(radius_of(graph().nodes[i], graph().degrees[i]));
      rooms.push_back(radii_.back() + 2.5);
    }
    force_ = std::make_unique<Force>(graph(), rooms, force_wish(stage));
    focus_ = held_ = -1;
    frame_.follow(*force_, stage, 1);
    frame_.stir();
  }

  void settle() {
    const double nodes = static_cast<double>(graph().nodes.size());
    int steps = static_cast<int>(std::clamp(steps_for_nodes / nodes, 40.0, 320.0));
    while (force_->warm() && steps-- > 0) force_->step();
    force_->cool();  // what is not settled by then stays as it is
  }

  // More stars than a tick has time for move at every second or third tick, and the window stays quick.
  std::uint64_t step_every() const { return 1 + graph().nodes.size() / 6000; }

  int star_near(const View& view, Vec2 at) const {
    int nearest = -1;
    double best = touch_distance * touch_distance;
    for (std::size_t i = 0; i < force_->places().size(); ++i) {
      const Vec2 p = view(force_->places()[i]);
      const double d2 = (p.x - at.x) * (p.x - at.x) + (p.y - at.y) * (p.y - at.y);
      if (d2 < best) best = d2, nearest = static_cast<int>(i);
    }
    return nearest;
  }

  // To the nearest star in that direction, sideways counting double; the first step takes the brightest.
  bool walk(Vec2 way) {
    const std::vector<Vec2>& places = force_->places();
    if (focus_ < 0) {
      focus_ = static_cast<int>(std::max_element(radii_.begin(), radii_.end()) - radii_.begin());
      return true;
    }
    const Vec2 from = places[static_cast<std::size_t>(focus_)];
    int best = -1;
    double least = 1e300;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const double dx = places[i].x - from.x, dy = places[i].y - from.y;
      const double along = dx * way.x + dy * way.y, across = dx * way.y - dy * way.x;
      if (static_cast<int>(i) == focus_ || along <= std::fabs(across) * 0.5) continue;
      const double cost = along * along + 4 * across * across;
      if (cost < least) least = cost, best = static_cast<int>(i);
    }
    if (best >= 0) focus_ = best;
    return true;
  }

  static bool zoom_to(Stage& stage, double zoom) { return stage.params().set("zoom", std::clamp(zoom, 0.5, 8.0)).ok(); }

  void pan(Stage& stage, double dx, double dy) {
    const Vec2 centre = stage.params().pad("centre");
    const double wide = stage.width() / frame_.fit() / 2, tall = stage.height() / frame_.fit() / 2;
    static_cast<void>(stage.params().set("centre", Vec2{std::clamp(centre.x + dx / std::max(wide, 1e-9), -1.0, 1.0),
                                                        std::clamp(centre.y + dy / std::max(tall, 1e-9), -1.0, 1.0)}));
  }

  Document own_;
  Graph grown_graph_;
  Wish grown_;
  std::unique_ptr<Force> force_;
  std::vector<double> radii_;  // of the stars, in units of the layout
  Frame frame_;
  bool panning_ = false;
  int focus_ = -1, held_ = -1;
  std::uint64_t seen_version_ = 0;
};

}  // namespace

std::unique_ptr<Piece> make_constellation() { return std::make_unique<Constellation>(); }

}  // namespace reverie::pieces
