int stray() { return 1; }
