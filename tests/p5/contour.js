// Holes: a square in a square, two in one shape, and shapes whose edges bend.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(255, 250, 240);
  stroke(60, 30, 20);
  strokeWeight(3);
  fill(200, 120, 90);
  translate(100, 100);
  beginShape();
  vertex(-60, -60);
  vertex(60, -60);
  vertex(60, 60);
  vertex(-60, 60);
  beginContour();
  vertex(-30, -30);
  vertex(-30, 30);
  vertex(30, 30);
  vertex(30, -30);
  endContour();
  endShape(CLOSE);
  translate(180, 0);
  fill(90, 150, 190);
  beginShape();
  vertex(-70, 0);
  vertex(0, -70);
  vertex(70, 0);
  vertex(0, 70);
  beginContour();
  vertex(-40, -10);
  vertex(-30, 15);
  vertex(-10, 0);
  endContour();
  beginContour();
  vertex(10, 0);
  vertex(30, 15);
  vertex(40, -10);
  endContour();
  endShape(CLOSE);
  translate(-90, 190);
  fill(150, 180, 100);
  noStroke();
  beginShape();
  vertex(-120, -60);
  bezierVertex(-90, -120, -60, 0, -10, -60);
  bezierVertex(30, 60, -60, 80, -110, 60);
  endShape(CLOSE);
  fill(120, 90, 160);
  stroke(60, 30, 20);
  beginShape();
  vertex(20, -50);
  quadraticVertex(80, -110, 120, -40);
  quadraticVertex(150, 40, 60, 70);
  vertex(30, 20);
  endShape();
}
