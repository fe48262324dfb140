int charts_draw(int points) {
    return points * 2;
}
