// Discs along two sines, and the sum of both as a line.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(0);
  noStroke();
  fill(255);
  for (let i = 0; i <= 25; i += 1) circle(i * 16, 120 + sin(i * 0.42) * 60, 16);
  fill(90, 170, 255);
  for (let i = 0; i <= 50; i += 1) circle(i * 8, 260 + sin(i * 0.37 + 1) * 40, 6);
  noFill();
  stroke(255, 190, 80);
  strokeWeight(2);
  beginShape();
  for (let x = 0; x <= 400; x += 4) vertex(x, 320 + sin(x * 0.02625) * 25 + sin(x * 0.04625 + 1) * 20);
  endShape();
}
