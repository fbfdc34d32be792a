package dev.pavise.core.guard.hidden;

/// One thing that hides in a string, or one end of it.
///
/// @param from its first UTF-16 unit
/// @param to the unit behind it
/// @param weight how much it counts: characters, or 1 for a comment and 0 for its end
/// @param says what it says, as far as that is known; else empty
/// @param spelled whether `says` was put together from invisible characters
record Finding(Kind kind, InPlace inPlace, int from, int to, int weight, String says, boolean spelled) {}
