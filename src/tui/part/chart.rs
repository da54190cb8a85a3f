//! The chart: the whole catalog at a glance.
