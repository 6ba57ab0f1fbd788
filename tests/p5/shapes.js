// Every primitive once, on a grid.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(245, 240, 232);
  stroke(30);
  strokeWeight(3);
  fill(231, 111, 81);
  square(25, 25, 80);
  fill(42, 157, 143);
  rect(150, 35, 100, 60);
  fill(233, 196, 106);
  rect(290, 25, 80, 80, 20);
  fill(38, 70, 83);
  circle(65, 200, 80);
  fill(244, 162, 97);
  ellipse(200, 200, 110, 60);
  fill(138, 177, 125);
  triangle(290, 235, 330, 160, 375, 235);
  fill(106, 76, 147);
  quad(25, 300, 90, 285, 110, 370, 40, 350);
  fill(255, 202, 58);
  arc(200, 325, 100, 80, QUARTER_PI, PI + HALF_PI);
  line(290, 290, 375, 360);
  strokeWeight(12);
  point(300, 355);
  point(370, 295);
  strokeWeight(3);
  noFill();
  circle(332, 325, 22);
}
