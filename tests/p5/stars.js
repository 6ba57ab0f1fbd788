// Stars and polygons from vertices, turned about their own centres.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(102);
  push();
  translate(90, 120);
  rotate(0.3);
  star(0, 0, 15, 70, 3);
  pop();
  push();
  translate(210, 270);
  rotate(0.9);
  star(0, 0, 70, 100, 40);
  pop();
  push();
  translate(320, 110);
  rotate(-0.4);
  star(0, 0, 30, 70, 5);
  pop();
  push();
  translate(70, 320);
  rotate(0.2);
  star(0, 0, 45, 45, 4);
  pop();
}

function star(x, y, inner, outer, points) {
  const step = TWO_PI / points;
  beginShape();
  for (let i = 0; i < points; i += 1) {
    const angle = i * step;
    vertex(x + cos(angle) * outer, y + sin(angle) * outer);
    vertex(x + cos(angle + step / 2) * inner, y + sin(angle + step / 2) * inner);
  }
  endShape(CLOSE);
}
