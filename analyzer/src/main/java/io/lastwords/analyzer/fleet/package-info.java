/** What several workloads or a whole host have in common: incidents of scope fleet and host. */
@NullMarked
package io.lastwords.analyzer.fleet;

import org.jspecify.annotations.NullMarked;
