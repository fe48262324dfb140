/** What the analyzer concludes: run reports, diagnoses and the closed vocabularies they use. */
@NullMarked
package io.lastwords.model.diagnosis;

import org.jspecify.annotations.NullMarked;
