#include "shared/pieces/sunrise/scene.h"

#include <algorithm>
#include <cmath>

#include "shared/random/random.h"

namespace reverie::pieces::sunrise {

namespace {

enum Stream : std::uint64_t { place_stream = 1, island_stream, cloud_stream, star_stream, wave_stream, life_stream };

// Heights 0…1 with the roughness of a mountain: each midpoint is moved by half as much as the one before.
std::vector<double> rough_line(Random& random, int halvings, double decay) {
  const std::size_t last = std::size_t{1} << halvings;
  std::vector<double> line(last + 1, 0.5);
  double range = 0.5;
  for (std::size_t step = last; step > 1; step /= 2) {
    for (std::size_t i = step / 2; i < last; i += step) {
      line[i] = (line[i - step / 2] + line[i + step / 2]) / 2 + random.uniform(-range, range);
    }
    range *= decay;
  }
  const auto [least, most] = std::minmax_element(line.begin(), line.end());
  const double low = *least, spread = std::max(*most - low, 1e-9);
  for (double& value : line) value = (value - low) / spread;
  return line;
}

enum class Form { range, cone, hump, headland };

double envelope(Form form, double t, double lean) {
  const double side = std::min(1.0, std::fabs(t < lean ? (t - lean) / (1 + lean) : (t - lean) / (1 - lean)));
  const double rest = 1 - side;
  switch (form) {
    case Form::range:
      return std::sqrt(std::max(0.0, 1 - side * side)) * (0.5 + 0.5 * rest);
    case Form::cone:
      return std::min(rest * (0.42 + 0.58 * rest), 0.9);  // hollow slopes under a cut top
    case Form::hump:
      return std::sqrt(std::max(0.0, rest * (1 + side)));
    case Form::headland:
      return std::sqrt(rest) * (0.55 + 0.45 * rest);
  }
  return 0;
}

// Written in braces, which fix the order in which chance is asked; the order of arguments is the compiler's own.
struct Plan {
  double x, reach, height, depth, air;
};

Island island(Random& random, Form form, const Plan& plan) {
  const double share = form == Form::cone ? 0.07 : form == Form::range ? 0.6 : 0.4;
  const std::vector<double> line = rough_line(random, form == Form::cone ? 6 : 7, form == Form::range ? 0.5 : 0.58);
  const double lean = random.uniform(-0.35, 0.35);
  Island made{plan.x, plan.reach, plan.height, plan.depth, plan.air, {}};
  const std::size_t last = line.size() - 1;
  made.ridge.reserve(line.size());
  for (std::size_t i = 0; i <= last; ++i) {
    const double t = 2 * static_cast<double>(i) / static_cast<double>(last) - 1;
    made.ridge.push_back({t, envelope(form, t, lean) * (1 - share + share * line[i])});
  }
  return made;
}

// The peak stands on one side, the sun's way leans to the other and a headland holds the corner below it.
void put_islands(Scene& scene, std::uint64_t seed) {
  Random random(seed, island_stream);
  const double side = random.below(2) == 0 ? -1 : 1;
  scene.middle = 0.5 - side * random.uniform(0.08, 0.15);
  const auto add = [&](Form form, const Plan& plan) { scene.islands.push_back(island(random, form, plan)); };
  add(Form::range, {0.5 + random.uniform(-0.3, 0.3), random.uniform(0.9, 1.5), 0.075, 0, 0.86});
  if (random.below(2) == 0) {
    add(Form::cone,
        {0.5 + side * random.uniform(0.24, 0.34), random.uniform(0.38, 0.54), random.uniform(0.19, 0.28), 0, 0.7});
  } else {
    add(Form::range,
        {0.5 + side * random.uniform(0.25, 0.38), random.uniform(0.38, 0.6), random.uniform(0.12, 0.2), 0, 0.66});
  }
  add(Form::range,
      {0.5 - side * random.uniform(0.2, 0.5), random.uniform(0.35, 0.6), random.uniform(0.07, 0.12), 0.004, 0.5});
  const int humps = 1 + static_cast<int>(random.below(3));
  for (int i = 0; i < humps; ++i) {
    add(Form::hump, {random.uniform(0.05, 0.95), random.uniform(0.06, 0.16), random.uniform(0.03, 0.075),
                     0.012 + 0.012 * i, 0.32 - 0.06 * i});
  }
  if (random.below(4) != 0) {
    add(Form::headland, {side > 0 ? -0.02 : 1.02, random.uniform(0.22, 0.4), random.uniform(0.09, 0.17),
                         random.uniform(0.09, 0.14), 0.05});
  }
}

void put_clouds(Scene& scene, std::uint64_t seed) {
  Random random(seed, cloud_stream);
  for (int i = 0; i < 16; ++i) {
    Cloud cloud;
    cloud.x = random.uniform();
    const double low = random.uniform();
    cloud.y = 0.12 + 0.8 * std::sqrt(low);  // more of them far away, near the horizon
    cloud.reach = random.uniform(0.18, 0.5) * (1.25 - 0.55 * cloud.y);
    cloud.thickness = random.uniform(0.009, 0.02) * (1.5 - 1.1 * cloud.y);
    cloud.turns = 1 + static_cast<int>(random.below(2));
    const std::vector<double> upper = rough_line(random, 5, 0.62), lower = rough_line(random, 4, 0.5);
    const auto edge = [](const std::vector<double>& line, double share) {
      std::vector<Vec2> points;
      points.reserve(line.size());
      for (std::size_t k = 0; k < line.size(); ++k) {
        const double t = 2 * static_cast<double>(k) / static_cast<double>(line.size() - 1) - 1;
        const double taper = (1 - t * t) * (1 - t * t);
        points.push_back({t, taper * (1 - share + share * line[k])});
      }
      return points;
    };
    cloud.upper = edge(upper, 0.75);
    cloud.lower = edge(lower, 0.6);
    scene.clouds.push_back(std::move(cloud));
  }
}

void put_stars(Scene& scene, std::uint64_t seed) {
  Random random(seed, star_stream);
  scene.stars.reserve(most_stars);
  for (int i = 0; i < most_stars; ++i) {
    const double rare = random.uniform();
    scene.stars.push_back({random.uniform(), random.uniform(), 0.35 + 0.9 * rare * rare * rare * rare, random.uniform(),
                           2 + static_cast<int>(random.below(7))});
  }
}

Stroke stroke(Random& random, double nearness) {
  Stroke made{};
  made.x = random.uniform();
  made.depth = nearness * random.uniform(0.97, 1.03);
  made.length = random.uniform(0.4, 1.0);
  made.weight = random.uniform(0.5, 1.0);
  made.phase = random.uniform();
  made.beats = 2 + static_cast<int>(random.below(4));
  made.light = random.below(2) == 0;
  return made;
}

// Twice as many as a square needs, spread so that any first part of them lies evenly over the depth.
void put_waves(Scene& scene, std::uint64_t seed) {
  Random random(seed, wave_stream);
  double even = random.uniform();
  for (int i = 0; i < 2 * strokes_at_square; ++i) {
    even += 0.6180339887498949;  // the golden section never falls into step
    even -= std::floor(even);
    scene.waves.push_back(stroke(random, 0.004 + even * even * 0.996));
  }
  for (int i = 0; i < glints; ++i) {
    even += 0.6180339887498949;
    even -= std::floor(even);
    Stroke made = stroke(random, 0.002 + even * std::sqrt(even) * 0.998);
    made.x = -1;  // −1…1, most of them in the middle
    for (int k = 0; k < 3; ++k) made.x += random.uniform() / 1.5;
    made.beats = 8 + static_cast<int>(random.below(14));
    scene.glints.push_back(made);
  }
}

void put_life(Scene& scene, std::uint64_t seed) {
  Random random(seed, life_stream);
  const int boats = 2 + static_cast<int>(random.below(3));
  const double first = random.uniform();
  for (int i = 0; i < boats; ++i) {
    const double depth = 0.03 + 0.2 * (i + random.uniform()) / boats;
    scene.boats.push_back({0.1 + 0.8 * std::fabs(std::fmod(first + i * 0.381966, 1.0)), depth, 0.03 + 0.34 * depth,
                           random.uniform(), random.below(2) == 0, random.below(3) == 0});
  }
  scene.birds_to_the_left = random.below(2) == 0;
  scene.birds_height = random.uniform(0.42, 0.62);
  scene.birds.reserve(most_birds);
  for (int i = 0; i < most_birds; ++i) {
    const int rank = (i + 1) / 2;
    const double wing = i % 2 == 0 ? 1 : -1;
    scene.birds.push_back(
        {{-1.5 * rank + random.uniform(-0.5, 0.5), wing * 0.62 * rank + random.uniform(-0.5, 0.5)}, random.uniform()});
  }
}

}  // namespace

Scene scene_of(std::uint64_t seed) {
  Random random(seed, place_stream);
  Scene scene;
  scene.horizon = random.uniform(0.585, 0.635);
  scene.moon_lit = random.below(3) == 0 ? 1 : random.uniform(0.12, 0.32);  // a half moon looks like an egg
  put_islands(scene, seed);
  put_clouds(scene, seed);
  put_stars(scene, seed);
  put_waves(scene, seed);
  put_life(scene, seed);
  return scene;
}

}  // namespace reverie::pieces::sunrise
