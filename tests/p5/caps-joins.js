// Each cap with each join, a mitre that is too long, and open shapes that are filled.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(255);
  noFill();
  const caps = [ROUND, SQUARE, PROJECT];
  const joins = [MITER, BEVEL, ROUND];
  for (let j = 0; j < 3; j += 1)
    for (let i = 0; i < 3; i += 1) {
      strokeCap(caps[i]);
      strokeJoin(joins[j]);
      strokeWeight(18);
      stroke(40, 50, 70);
      zigzag(i * 130 + 30, j * 95 + 30);
      strokeWeight(1);
      stroke(255, 200, 60);
      zigzag(i * 130 + 30, j * 95 + 30);
    }
  strokeCap(SQUARE);
  strokeJoin(MITER);
  stroke(160, 40, 40);
  strokeWeight(8);
  fill(250, 220, 190);
  beginShape();
  vertex(30, 380);
  vertex(80, 310);
  vertex(96, 380);
  endShape();
  beginShape();
  vertex(150, 375);
  vertex(240, 366);
  vertex(150, 357);
  endShape();
  beginShape();
  vertex(290, 375);
  vertex(380, 374);
  vertex(290, 373);
  endShape();
}

function zigzag(x, y) {
  beginShape();
  vertex(x, y);
  vertex(x + 70, y + 5);
  vertex(x + 10, y + 50);
  endShape();
}
