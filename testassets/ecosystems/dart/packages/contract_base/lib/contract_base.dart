const value = 1;
