/// What files hold that a model reads, turned into text: what a person sees of it and what not, each
/// with the place where it stood. Judging the text is the business of detectors; what is odd in the file
/// itself is a finding here.
///
/// ```
/// file      = picture | drawing | page | document | archive | program | media | text
/// piece     = text, how it was found, hidden from a person or not
/// inner     = a file in a file, read the same way, to a bound
/// ```
///
/// What is small and simple is read here, by readers of our own that stop at every bound. What takes a
/// decoder of thousands of lines (pixels, PDF) is read in a process that can be ended
/// ([dev.pavise.detect.file.apart], ADR 12), and letters in pictures by Tesseract, likewise.
@NullMarked
package dev.pavise.detect.file;

import org.jspecify.annotations.NullMarked;
