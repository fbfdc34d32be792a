/// What runs in a process of its own, with little memory and little time: decoders of pixels and of PDF,
/// which are large, partly native, and meet bytes of strangers. They are loaded nowhere else.
///
/// ```
/// child  = java … Main task seconds pixels pictures pages
/// stdin  = the file
/// stdout = item*        ; each as it is found, so that an end in the middle loses only what comes after
/// item   = text | odd | missed | grey | inner
/// ```
@NullMarked
package dev.pavise.detect.file.apart;

import org.jspecify.annotations.NullMarked;
