#include <gtest/gtest.h>

#include <cmath>

#include "shared/piece/player.h"
#include "shared/pieces/constellation/force.h"
#include "shared/random/random.h"

namespace reverie::pieces {
namespace {

std::vector<Vec2> scattered(int count) {
  Random random(7);
  std::vector<Vec2> points;
  for (int i = 0; i < count; ++i) points.push_back({random.uniform(-500, 500), random.uniform(-300, 300)});
  return points;
}

Vec2 exact_pull(const std::vector<Vec2>& points, std::size_t self) {
  Vec2 sum;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double dx = points[i].x - points[self].x, dy = points[i].y - points[self].y;
    double d2 = dx * dx + dy * dy;
    if (i == self || d2 == 0) continue;
    if (d2 < 1) d2 = std::sqrt(d2);
    sum.x += dx / d2, sum.y += dy / d2;
  }
  return sum;
}

double length_of(Vec2 v) { return std::sqrt(v.x * v.x + v.y * v.y); }

TEST(Quadtree, ApproachesTheExactSum) {
  const std::vector<Vec2> points = scattered(1500);
  Quadtree tree;
  tree.build(points);
  double worst = 0, sum = 0, size = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Vec2 exact = exact_pull(points, i), near = tree.pull(points[i], 0.9);
    const double error = length_of({near.x - exact.x, near.y - exact.y});
    worst = std::max(worst, error), sum += error, size += length_of(exact);
    const Vec2 all = tree.pull(points[i], 0);  // opens every square
    EXPECT_NEAR(all.x, exact.x, 1e-9);
    EXPECT_NEAR(all.y, exact.y, 1e-9);
  }
  EXPECT_LT(sum / size, 0.03);                                         // mean
  EXPECT_LT(worst, 0.25 * size / static_cast<double>(points.size()));  // max
}

TEST(Quadtree, TakesPointsOnOnePlace) {
  std::vector<Vec2> points(300, Vec2{3, 4});
  points.push_back({13, 4});
  Quadtree tree;
  tree.build(points);
  EXPECT_NEAR(tree.pull({13, 4}, 0.9).x, -30, 1e-9);
  EXPECT_NEAR(tree.pull({3, 4}, 0.0001).x, 0.1, 1e-9);
  tree.build({});
  EXPECT_EQ(tree.pull({0, 0}, 0.9), Vec2{});
}

Graph pair_of_stars() {
  return graph_from_json(R"({"nodes":[{"id":"a"},{"id":"b"}],"links":[{"source":"a","target":"b"}]})").value();
}

TEST(Force, ASpringFindsItsLengthAndTheWholeCools) {
  Force force(pair_of_stars(), {0, 0}, {0, 30, 1});
  int steps = 0;
  while (force.warm() && steps < 1000) force.step(), ++steps;
  EXPECT_NEAR(steps, 300, 2);
  const Vec2 a = force.places()[0], b = force.places()[1];
  EXPECT_NEAR(length_of({a.x - b.x, a.y - b.y}), 30, 2);
}

TEST(Force, StarsKeepApartAndAHeldOneStays) {
  Force force(graph_from_json(R"({"nodes":[{"id":1},{"id":2}]})").value(), {40, 40}, {0, 1, 1});
  force.hold(0, {5, 6});
  for (int i = 0; i < 300; ++i) force.step();
  EXPECT_TRUE(force.warm());
  EXPECT_EQ(force.places()[0], (Vec2{5, 6}));
  const Vec2 b = force.places()[1];
  EXPECT_GT(length_of({b.x - 5, b.y - 6}), 60);
  force.let_go();
  for (int i = 0; i < 400; ++i) force.step();
  EXPECT_FALSE(force.warm());
}

// A committed number, so that the page and every C library settle the same sky.
TEST(Force, SettlesTheSameSkyEverywhere) {
  const Graph graph = grown_graph(Growth::communities, 42, 200);
  Force force(graph, std::vector<double>(200, 4.0), {34, 26, 1.5});
  while (force.warm()) force.step();
  std::uint64_t hash = 14695981039346656037ull;
  for (const Vec2 p : force.places()) {
    for (const double v : {p.x, p.y})
      hash = (hash ^ static_cast<std::uint64_t>(static_cast<std::int64_t>(v * 1e6))) * 1099511628211ull;
  }
  EXPECT_EQ(hash, 17310131565500753014ull);
}

TEST(Graph, EachGrowthIsWholeAndItsOwn) {
  for (const Growth growth : {Growth::communities, Growth::small_world, Growth::preferential}) {
    for (const int count : {2, 9, 220, 5000}) {
      const Graph graph = grown_graph(growth, 3, count);
      ASSERT_EQ(graph.nodes.size(), static_cast<std::size_t>(count));
      EXPECT_GE(graph.links.size(), static_cast<std::size_t>(count) - 1);
      EXPECT_LT(graph.links.size(), static_cast<std::size_t>(count) * 3);
      EXPECT_EQ(json_from_graph(grown_graph(growth, 3, count)), json_from_graph(graph));
      if (count > 9) {
        EXPECT_NE(json_from_graph(grown_graph(growth, 4, count)), json_from_graph(graph));
      }
      const Result<Graph> back = graph_from_json(json_from_graph(graph));
      ASSERT_TRUE(back.ok()) << back.error().message;
      EXPECT_EQ(json_from_graph(*back), json_from_graph(graph));
    }
  }
}

TEST(Graph, NamesWhatIsWrong) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "JSON"},
      {"[1,2]", "nodes"},
      {R"({"nodes":[]})", "0 entries"},
      {R"({"nodes":[{}]})", "nodes[0]"},
      {R"({"nodes":[{"id":1.5}]})", "nodes[0]"},
      {R"({"nodes":[{"id":"a"},{"id":"a"}]})", "nodes[1]"},
      {R"({"nodes":[{"id":"a","label":""}]})", "label"},
      {R"({"nodes":[{"id":"a","group":[]}]})", "group"},
      {R"({"nodes":[{"id":"a","size":-1}]})", "size"},
      {R"({"nodes":[{"id":"a\u0000"}]})", "nodes[0]"},
      {R"({"nodes":[{"id":"a"}],"links":{}})", "links"},
      {R"({"nodes":[{"id":"a"}],"links":[3]})", "links[0]"},
      {R"({"nodes":[{"id":"a"}],"links":[{"source":"a"}]})", "target"},
      {R"({"nodes":[{"id":"a"}],"links":[{"source":"a","target":"zz"}]})", "\"zz\""},
      {R"({"nodes":[{"id":"a"},{"id":"b"}],"links":[{"source":"a","target":"b","weight":1e300}]})", "weight"},
  };
  for (const auto& [text, word] : cases) {
    const Result<Graph> graph = graph_from_json(text);
    ASSERT_FALSE(graph.ok()) << text;
    EXPECT_NE(graph.error().message.find(word), std::string::npos) << graph.error().message;
  }
}

class ConstellationTest : public ::testing::Test {
 protected:
  std::unique_ptr<Player> player_ = Player::create("constellation", Clock::live, 800, 600).value();
  std::string words() { return player_->piece().description(player_->stage()); }
  void settle() {
    player_->stage().set_reduced_motion(true);
    player_->step();
  }
};

TEST_F(ConstellationTest, RestsAtOnceUnderReducedMotionAndInTimeWithout) {
  EXPECT_FALSE(player_->piece().resting(player_->stage()));
  for (int i = 0; i < 700 && !player_->piece().resting(player_->stage()); ++i) player_->step();
  EXPECT_TRUE(player_->piece().resting(player_->stage()));
  player_ = Player::create("constellation", Clock::live, 800, 600).value();
  settle();
  EXPECT_TRUE(player_->piece().resting(player_->stage()));
}

// The window learns how large it is only after the piece has begun.
TEST_F(ConstellationTest, ASkyFillsTheCanvasFromTheFirstTickAfterItsSizeIsKnown) {
  player_ = Player::create("constellation", Clock::live, 1, 1).value();
  for (const Vec2 size : {Vec2{800, 600}, Vec2{360, 700}}) {
    player_->stage().resize(static_cast<float>(size.x), static_cast<float>(size.y));
    player_->step();
    double least = size.x, most = 0;
    for (const Command& command : player_->draw().commands) {
      const auto* disc = std::get_if<EllipseCommand>(&command);
      if (disc == nullptr || disc->width > 25) continue;
      least = std::min<double>(least, disc->x), most = std::max<double>(most, disc->x);
    }
    EXPECT_GT(most - least, 0.6 * size.x);
    EXPECT_LT(most - least, size.x);
  }
}

TEST_F(ConstellationTest, KeysWalkAndLetGo) {
  settle();
  EXPECT_TRUE(player_->key({"ArrowRight"}));
  EXPECT_NE(words().find("you look at"), std::string::npos);
  const std::string first = words();
  EXPECT_TRUE(player_->key({"ArrowRight"}));
  EXPECT_NE(words(), first);
  EXPECT_TRUE(player_->key({"Enter"}));
  player_->step();
  EXPECT_TRUE(player_->piece().resting(player_->stage()));  // held, but nothing moves by itself
  EXPECT_TRUE(player_->key({"Enter"}));
  EXPECT_TRUE(player_->key({"Escape"}));
  EXPECT_EQ(words().find("you look at"), std::string::npos);
  EXPECT_FALSE(player_->key({"x"}));
}

TEST_F(ConstellationTest, AHeldStarKeepsTheSkyWarmUntilItIsLetGo) {
  for (int i = 0; i < 700; ++i) player_->step();
  ASSERT_TRUE(player_->piece().resting(player_->stage()));
  EXPECT_TRUE(player_->key({"ArrowRight"}));
  EXPECT_TRUE(player_->key({"Enter"}));
  for (int i = 0; i < 700; ++i) player_->step();
  EXPECT_FALSE(player_->piece().resting(player_->stage()));
  EXPECT_TRUE(player_->key({"Enter"}));
  for (int i = 0; i < 700; ++i) player_->step();
  EXPECT_TRUE(player_->piece().resting(player_->stage()));
}

TEST_F(ConstellationTest, AGraphOfOnesOwnIsADocument) {
  const Document own(1, R"({"nodes":[{"id":"ann"},{"id":"bo"},{"id":"cy"}],"links":[{"source":"ann","target":"bo"}]})");
  ASSERT_TRUE(player_->piece().set_document(player_->stage(), own).ok());
  EXPECT_EQ(words(), "A chart of 3 stars and 1 link; the brightest is ann, with 1 link.");
  const Document held = player_->piece().document();
  EXPECT_EQ(held.json(),
            R"({"links":[{"source":"ann","target":"bo"}],"nodes":[{"id":"ann"},{"id":"bo"},{"id":"cy"}]})");
  ASSERT_TRUE(player_->piece().set_document(player_->stage(), {}).ok());
  EXPECT_NE(words().find("220 stars"), std::string::npos);
  ASSERT_TRUE(player_->piece().set_document(player_->stage(), held).ok());
  EXPECT_NE(words().find("3 stars"), std::string::npos);
  EXPECT_EQ(player_->piece().document(), held);
}

TEST_F(ConstellationTest, DraggingAStarMovesItAndWarmsTheRest) {
  const Document own(1, R"({"nodes":[{"id":1},{"id":2}],"links":[{"source":1,"target":2}]})");
  ASSERT_TRUE(player_->piece().set_document(player_->stage(), own).ok());
  for (int i = 0; i < 700; ++i) player_->step();
  ASSERT_TRUE(player_->piece().resting(player_->stage()));
  const auto star = [&] {
    for (const Command& command : player_->draw().commands) {
      const auto* disc = std::get_if<EllipseCommand>(&command);
      if (disc != nullptr && disc->width < 25 && disc->width > 1) return Vec2{disc->x, disc->y};
    }
    return Vec2{};
  };
  const Vec2 at = star();
  player_->pointer({PointerPhase::down, at, {}, 0.5F, 0});
  player_->pointer({PointerPhase::move, {at.x + 60, at.y + 10}, {60, 10}, 0.5F, 0});
  player_->step();
  EXPECT_FALSE(player_->piece().resting(player_->stage()));
  EXPECT_GT(star().x, at.x + 20);
  player_->pointer({PointerPhase::up, {at.x + 60, at.y + 10}, {}, 0, 0});
  for (int i = 0; i < 900; ++i) player_->step();
  EXPECT_TRUE(player_->piece().resting(player_->stage()));
}

}  // namespace
}  // namespace reverie::pieces
