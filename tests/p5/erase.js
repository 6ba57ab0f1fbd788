// A rubber: what it goes over becomes bare, and half bare where it is held lightly.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(60, 90, 120);
  noStroke();
  fill(240, 190, 90);
  circle(200, 200, 300);
  erase();
  circle(160, 170, 60);
  rect(220, 150, 60, 40, 12);
  noErase();
  erase(128, 255);
  strokeWeight(6);
  stroke(0);
  triangle(150, 260, 250, 260, 200, 310);
  noErase();
  fill(200, 60, 60);
  noStroke();
  circle(330, 330, 60);
}
