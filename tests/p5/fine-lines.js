// Hairs thinner than a point and thicker, not too many: along edges each rasteriser has its own greys.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(255);
  stroke(0);
  for (let i = 0; i < 15; i += 1) {
    strokeWeight(0.1 + i * 0.16);
    line(20, 15 + i * 12, 380, 25 + i * 12);
    line(20 + i * 12, 390, 30 + i * 12, 220);
  }
  noFill();
  for (let i = 0; i < 12; i += 1) {
    strokeWeight(0.25 + i * 0.25);
    circle(300, 310, 8 + i * 11);
  }
}
