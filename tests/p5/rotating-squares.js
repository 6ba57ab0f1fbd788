// Squares within squares: each push turns and shrinks the last; some are squeezed, so that their strokes are too.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(240);
  noFill();
  stroke(10, 60, 110);
  strokeWeight(2);
  push();
  translate(200, 200);
  for (let i = 0; i < 24; i += 1) {
    square(-170, -170, 340);
    rotate(0.09);
    scale(0.9);
  }
  pop();
  stroke(200, 60, 40);
  strokeWeight(6);
  push();
  translate(330, 80);
  rotate(QUARTER_PI);
  scale(1.6, 0.4);
  square(-30, -30, 60);
  pop();
  push();
  applyMatrix(0.8, 0.3, -0.4, 0.9, 60, 300);
  rect(0, 0, 80, 60);
  resetMatrix();
  rect(10, 10, 30, 30);
  pop();
}
