"""One file an exercise type; each binds `EXERCISE_TYPE`. They do nothing but define."""
