// Gradients the old way: a line a step, mixed by lerpColor, upright and lying.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  const sky = color(204, 102, 0);
  const sea = color(0, 102, 153);
  for (let y = 0; y < 400; y += 1) {
    stroke(lerpColor(sky, sea, y / 399));
    line(0, y + 0.5, 400, y + 0.5);
  }
  for (let x = 60; x <= 340; x += 1) {
    stroke(lerpColor(color(255, 255, 255, 0), color(255, 240, 200, 220), norm(x, 60, 340)));
    line(x + 0.5, 80, x + 0.5, 320);
  }
}
