// A bundle of cubics whose control points wander.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(0);
  stroke(255);
  noFill();
  for (let i = 0; i < 200; i += 20) {
    bezier(360 - i / 2, 40 + i, 410, 20, 440 - i, 300, 240 - i / 16, 300 + i / 8);
    bezier(30 + i, 10, 20, 200 - i, 200, 250 + i / 2, 20 + i / 2, 380);
  }
}
