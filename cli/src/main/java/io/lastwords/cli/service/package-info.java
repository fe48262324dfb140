/** The services as the command runs them: started together, ended together. */
@NullMarked
package io.lastwords.cli.service;

import org.jspecify.annotations.NullMarked;
