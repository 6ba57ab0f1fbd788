// A sunflower's seeds, and a spiral line that swells.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(18, 30, 44);
  noStroke();
  for (let i = 0; i < 420; i += 1) {
    const angle = i * 2.39996;
    const radius = 8 * sqrt(i);
    fill(lerpColor(color(255, 214, 102), color(214, 64, 69), i / 420));
    circle(200 + radius * cos(angle), 200 + radius * sin(angle), 3 + i / 80);
  }
  stroke(230, 240, 255, 200);
  noFill();
  for (let i = 0; i < 160; i += 1) {
    strokeWeight(0.3 + i / 50);
    const a = i * 0.12;
    const b = (i + 1) * 0.12;
    line(200 + a * 9 * cos(a), 200 + a * 9 * sin(a), 200 + b * 9 * cos(b), 200 + b * 9 * sin(b));
  }
}
