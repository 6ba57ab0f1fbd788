// Stripes seen through two discs and a star; a clip within a clip; back to all after pop.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function stripes(step) {
  for (let x = -400; x < 800; x += step) line(x, 0, x + 400, 400);
}

function draw() {
  background(250, 244, 230);
  strokeWeight(5);
  stroke(20, 70, 120);
  push();
  beginClip();
  circle(120, 120, 180);
  circle(220, 120, 120);
  endClip();
  stripes(14);
  stroke(210, 70, 50);
  push();
  beginClip();
  rect(40, 90, 220, 60);
  endClip();
  background(250, 210, 90);
  stripes(22);
  pop();
  pop();
  push();
  translate(290, 290);
  rotate(0.2);
  beginClip();
  triangle(0, -90, 80, 60, -80, 60);
  triangle(0, 95, -80, -40, 80, -40);
  endClip();
  resetMatrix();
  noStroke();
  fill(60, 140, 110);
  rect(200, 200, 200, 100);
  fill(230, 160, 60);
  rect(200, 300, 200, 100);
  pop();
  noFill();
  stroke(0);
  strokeWeight(1);
  rect(0.5, 0.5, 399, 399);
}
