// p5 has no gradients of its own; those who want one reach for the canvas's.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function course(gradient, stops) {
  for (const [offset, color] of stops) gradient.addColorStop(offset, color);
  drawingContext.fillStyle = gradient;
}

function draw() {
  background(250);
  noStroke();
  const dusk = [
    [0, 'rgb(25,25,70)'],
    [0.6, 'rgb(220,90,90)'],
    [1, 'rgb(255,215,130)'],
  ];
  fill(0);
  course(drawingContext.createLinearGradient(0, 20, 0, 180), dusk);
  rect(20, 20, 170, 170);
  course(drawingContext.createRadialGradient(300, 105, 0, 300, 105, 85), dusk);
  circle(300, 105, 180);
  push();
  translate(110, 300);
  rotate(0.5);
  course(drawingContext.createLinearGradient(-40, 0, 40, 0), [
    [0, 'rgb(0,120,110)'],
    [1, 'rgb(240,240,120)'],
  ]);
  rect(-80, -50, 160, 100, 24);
  pop();
  course(drawingContext.createRadialGradient(290, 290, 0, 290, 290, 90), [
    [0, 'rgba(200,40,90,1)'],
    [1, 'rgba(200,40,90,0)'],
  ]);
  rect(210, 210, 170, 170);
}
