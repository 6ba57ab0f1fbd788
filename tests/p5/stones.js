// Rings of stones about the middle: map, norm, constrain and dist decide place, size and shade.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(240, 236, 228);
  noStroke();
  for (let y = 20; y < 400; y += 24)
    for (let x = 20; x < 400; x += 24) {
      const away = dist(x, y, 170, 220);
      const size = constrain(map(away, 0, 240, 26, 2), 4, 22);
      fill(lerp(30, 210, norm(away, 0, 300)), 80, map(away, 0, 300, 160, 60, true));
      ellipse(x, y, size, size * 0.8);
    }
}
