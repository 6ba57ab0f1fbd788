// A fan of hairs, thinner than a point and thicker.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(255);
  stroke(0);
  for (let i = 0; i < 30; i += 1) {
    strokeWeight(0.1 + i * 0.08);
    line(20, 20, 380, 20 + i * 6);
    line(20, 380, 20 + i * 12, 220);
  }
  noFill();
  for (let i = 0; i < 12; i += 1) {
    strokeWeight(0.25 + i * 0.25);
    circle(300, 310, 8 + i * 11);
  }
}
