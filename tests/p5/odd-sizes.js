// What people pass by mistake: sizes below zero or of zero, corners larger than their side, lines of no length.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(244, 247, 250);
  stroke(40, 60, 90);
  strokeWeight(4);
  fill(150, 190, 220);
  rect(110, 100, -80, -70);
  ellipse(190, 65, -80, 60);
  rect(260, 30, 110, 70, 60);
  rect(30, 140, 120, 70, 100, 10, 100, 10);
  rect(180, 140, 90, 70, 80, 0, 0, 0);
  rect(300, 140, 70, 70, 0, 30, 60, 200);
  rect(40, 250, 0, 60);
  rect(70, 280, 60, 0);
  ellipse(190, 280, 0, 70);
  triangle(240, 250, 300, 280, 270, 265);
  quad(330, 250, 370, 300, 370, 250, 330, 300);
  strokeWeight(16);
  strokeCap(SQUARE);
  point(50, 350);
  strokeWeight(0);
  rect(90, 330, 40, 40);
  strokeWeight(10);
  noFill();
  circle(200, 350, 6);
  bezier(250, 350, 250, 350, 330, 350, 330, 350);
}
