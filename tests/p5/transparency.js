// Washes that lie over one another: fills, strokes on fills, and a ground that lets the last one shine through.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(255);
  noStroke();
  fill(220, 60, 60, 128);
  circle(140, 140, 180);
  fill(60, 160, 80, 128);
  circle(240, 140, 180);
  fill(60, 80, 200, 128);
  circle(190, 230, 180);
  background(255, 255, 255, 60);
  strokeWeight(20);
  stroke(30, 30, 30, 90);
  fill(250, 190, 60, 120);
  rect(60, 270, 120, 90);
  ellipse(300, 310, 130, 90);
  line(40, 40, 360, 360);
}
