//! Sabotage missions: a learner's own template that passed, broken in one to three proven ways, to be found and mended.
