// Hairs thinner than a point and thicker, apart from each other: where they crowd, each rasteriser has its own grey.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(255);
  stroke(0);
  for (let i = 0; i < 30; i += 1) {
    strokeWeight(0.1 + i * 0.08);
    line(20, 15 + i * 6, 380, 25 + i * 6);
    line(20 + i * 6, 390, 30 + i * 6, 220);
  }
  noFill();
  for (let i = 0; i < 12; i += 1) {
    strokeWeight(0.25 + i * 0.25);
    circle(300, 310, 8 + i * 11);
  }
}
