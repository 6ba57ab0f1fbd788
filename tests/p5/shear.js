// Letters of bars, leaning along x and along y.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(30, 33, 48);
  noStroke();
  for (let i = 0; i < 4; i += 1) {
    push();
    translate(30 + i * 92, 40);
    shearX(-0.15 * i);
    fill(240, 120 + i * 30, 90);
    rect(0, 0, 60, 14);
    rect(0, 0, 14, 120);
    rect(0, 50, 44, 14);
    pop();
    push();
    translate(30 + i * 92, 220);
    shearY(0.17 * i);
    fill(110, 190 - i * 25, 240);
    rect(0, 0, 60, 14);
    ellipse(30, 60, 60, 50);
    pop();
  }
}
