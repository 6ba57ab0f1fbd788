// Catmull-Rom: single spans with their guides, and a run of curve vertices that comes round.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(252, 249, 240);
  noFill();
  strokeWeight(3);
  stroke(220, 80, 60);
  curve(10, 60, 10, 60, 180, 40, 180, 150);
  stroke(40, 40, 40);
  curve(10, 60, 180, 40, 180, 150, 30, 170);
  stroke(60, 110, 200);
  curve(180, 40, 180, 150, 30, 170, 30, 170);
  stroke(20);
  fill(150, 200, 170);
  strokeWeight(2);
  beginShape();
  for (let i = -1; i < 10; i += 1) {
    const radius = i % 2 === 0 ? 90 : 60;
    curveVertex(270 + radius * cos((TWO_PI * i) / 8), 280 + radius * sin((TWO_PI * i) / 8));
  }
  endShape();
  noFill();
  beginShape();
  curveVertex(20, 380);
  curveVertex(20, 380);
  curveVertex(50, 220);
  curveVertex(90, 360);
  curveVertex(130, 230);
  curveVertex(130, 230);
  endShape();
}
