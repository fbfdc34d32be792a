/// How evidence, pins and settings are shown to people, and as JSON.
@NullMarked
package dev.pavise.app.view;

import org.jspecify.annotations.NullMarked;
