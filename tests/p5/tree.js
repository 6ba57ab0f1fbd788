// A tree that grows two branches wherever one ends.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(20, 24, 32);
  stroke(200, 220, 190);
  translate(200, 390);
  line(0, 0, 0, -110);
  translate(0, -110);
  branch(110, 0.52);
}

function branch(length, angle) {
  const shorter = length * 0.66;
  if (shorter <= 3) return;
  for (const side of [angle, -angle]) {
    push();
    rotate(side);
    line(0, 0, 0, -shorter);
    translate(0, -shorter);
    branch(shorter, angle);
    pop();
  }
}
